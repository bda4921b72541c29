// One search on a phone, from the first round to the yes, with a moved clock: at each moment what is asked, and what is not.
//
// The steps named “Joint:” are the rows of the table of joints: what a person writes, and where it comes back.
import { add, companyIn, expect, open, phone, test, type Page } from "./fixtures.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const press = (page: Page, name: string | RegExp) => button(page, name).click();
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name, exact: true });
const place = (page: Page, name: string) => page.getByRole("navigation", { name: "Places" }).getByRole("link", { name, exact: true });
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const section = (page: Page, title: string) => page.locator("section", { has: page.getByRole("heading", { name: title, exact: true }) });

/** When the story begins, on the clock of the browser, which is in Berlin. */
const BEGINNING = "2026-08-31T09:00";

/** Has every page of the browser begin at this time. Its clock runs on from there, and is moved by `at`. */
async function moveClock(page: Page, beginning: string): Promise<void> {
  await page.addInitScript((beginning) => {
    const Real = Date;
    const real = Real.now;
    let ahead = new Real(beginning).getTime() - real();
    try {
      ahead = Number((sessionStorage["story-ahead"] ??= String(ahead)));
    } catch {
      // A page without an address has no storage.
    }
    // @ts-expect-error the whole clock of the page is moved
    globalThis.Date = class extends Real {
      constructor(...parts: []) {
        super(...(parts.length === 0 ? ([real() + ahead] as unknown as []) : parts));
      }
      static override now() {
        return real() + ahead;
      }
    };
  }, beginning);
}

/** Opens a page at a time, “2026-10-01T16:40”. The clock never goes back. */
async function at(page: Page, time: string, path = "/"): Promise<void> {
  await page.evaluate((time) => {
    const left = new Date(time).getTime() - Date.now();
    if (left < 0) throw new Error(`${time} is over`);
    sessionStorage["story-ahead"] = String(Number(sessionStorage["story-ahead"]) + left);
  }, time);
  await open(page, path);
  // At every moment the way in after a no is in sight, and nothing is wider than the phone.
  await expect(page.locator("a.no-door:visible")).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}

/** Everything Today asks for, the one next thing first. */
const asked = (page: Page) => page.locator(".next h2 a, .page--today h2:text-is('Also due') + .due-list .due__what, .page--today h2:text-is('Still on today') + .due-list .due__what");

/** Expects that Today asks for exactly these. */
const expectAsked = (page: Page, ...titles: (string | RegExp)[]) => expect(asked(page)).toHaveText(titles);

/** The line of Today with this title, large or small. */
const line = (page: Page, title: string) => page.locator(".next, li.due").filter({ hasText: title }).first();

async function opportunity(page: Page, text: string, stage: string): Promise<string> {
  await open(page, "/search");
  await add(page, text);
  await page.getByRole("link", { name: companyIn(text) }).first().click();
  await expect(heading(page)).toContainText(companyIn(text));
  await page.getByLabel("Move to another stage").selectOption(stage);
  await expect(page.getByLabel("Move to another stage")).toHaveValue("");
  return new URL(page.url()).pathname;
}

async function meet(page: Page, name: string, role = "", mail = ""): Promise<void> {
  await page.locator("#met-name").fill(name);
  await page.locator("#met-role").fill(role);
  await page.locator("#met-mail").fill(mail);
  await press(page, "Add person");
  await expect(page.getByRole("link", { name: name.replace(/,.*/, "") }).first()).toBeVisible();
}

interface Round {
  title: string;
  day: string;
  time: string;
  with?: string[];
  link?: string;
}

async function addRound(page: Page, round: Round): Promise<void> {
  await press(page, "Add to the history");
  const form = page.locator("form.event-form");
  await form.getByLabel("What", { exact: true }).selectOption("round");
  await form.getByLabel("Title").fill(round.title);
  await form.getByLabel("Day").fill(round.day);
  await form.getByLabel("Time", { exact: true }).fill(round.time);
  await form.getByLabel("How", { exact: true }).selectOption(round.link ? "video" : "on-site");
  if (round.link) await form.getByLabel("Link", { exact: true }).fill(round.link);
  for (const name of round.with ?? []) await form.getByRole("checkbox", { name }).check();
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator(".timeline")).toContainText(round.title);
}

/** The three lines on somebody, right after a round. */
async function note(page: Page, name: string, cares: string, landed: string, promised = ""): Promise<void> {
  const there = region(page, name);
  await there.getByLabel("What they care about").fill(cares);
  await there.getByLabel("What landed").fill(landed);
  await there.getByLabel("What I promised").fill(promised);
  await there.getByLabel("What I promised").blur();
}

/** Sends the one draft that is open, with its gap for a private note worded in one’s own way. */
async function thank(page: Page, first: string, gap: string, own: string, secret: string, colleagues = "Nothing of anybody else"): Promise<void> {
  const draft = page.locator("textarea[id^=draft-thank-you-after-round]");
  await expect(draft).toHaveCount(1);
  await expect(draft).toHaveValue(new RegExp(`^Hello ${first},`));
  await expect(draft).not.toHaveValue(new RegExp(secret));
  await expect(page.locator(".draft__noted")).toContainText(secret);
  await expect(page.locator(".draft")).not.toContainText(colleagues);
  await draft.fill((await draft.inputValue()).replace(gap, own));
  await draft.blur();
  await expect(draft).toHaveValue(/Ada$/);
  await press(page, "I sent it");
  await expect(button(page, "I sent it")).toHaveCount(0);
}

/** Brings the review to a question, by its number. */
async function question(page: Page, number: number): Promise<void> {
  await press(page, "Next question");
  await expect(page.getByText(`Question ${number} of 15`)).toBeVisible();
}

const answer = (page: Page) => page.locator("textarea[id^=answer-]");

/** What was noted, beside a question. */
const beside = (page: Page) => page.getByRole("complementary", { name: "What you noted" });

test.describe("on a phone", () => {
  test.use({ ...phone, actionTimeout: 6_000 });

  test("a search of five months: what is written comes back where it helps, and a pause asks for nothing", async ({ page }) => {
    test.setTimeout(300_000);
    const step = (title: string, body: () => Promise<void>) => test.step(title, body);
    await moveClock(page, BEGINNING);
    await open(page, "/search");
    let halden = "";
    let umbra = "";
    let comeback = "";

    await step("31 August: three applications, and nothing is asked", async () => {
      for (const text of ["Quillon, Analyst", "Norn, Clerk"]) await opportunity(page, text, "applied");
      halden = await opportunity(page, "Halden Freight, Planner", "interviewing");
      await meet(page, "Ann Lee", "Recruiter", "ann@halden.example");
      await meet(page, "Tom Becker", "Head of planning", "tom@halden.example");
      await meet(page, "Mira Roth", "Depot lead");
      await meet(page, "Sam Ortiz", "Finance");
      await addRound(page, { title: "First talk", day: "2026-09-10", time: "10:00", with: ["Ann Lee"], link: "https://meet.example/one" });
      await open(page);
      await expectAsked(page);
      await expect(page.getByText("Nothing is due today.")).toBeVisible();
    });

    await step("9 September, evening: the round of tomorrow can be prepared; its link waits", async () => {
      await at(page, "2026-09-09T18:00");
      await expectAsked(page, "First talk");
      await expect(line(page, "First talk")).toContainText("tomorrow, 10:00");
      await expect(line(page, "First talk").getByRole("link", { name: "Join" })).toHaveCount(0);
      await line(page, "First talk").getByRole("link", { name: "Prepare" }).click();
      await expect(heading(page)).toHaveText("Prepare: First talk");
      await expect(link(page, "Join: meet.example")).toBeVisible();
    });

    await step("10 September, half an hour before: the way in comes first", async () => {
      await at(page, "2026-09-10T09:30");
      await expectAsked(page, "First talk");
      await expect(page.locator(".next .btn").first()).toHaveText("Join");
    });

    await step("Joint: after a round, three lines for each person there. A promise is planned for its day", async () => {
      await at(page, "2026-09-10T11:10");
      await expectAsked(page, "How was the first talk?", "Thank Ann Lee after the round");
      await line(page, "How was the first talk?").getByRole("link", { name: "Note it" }).click();
      await note(page, "Ann Lee", "Drivers who wait at the gate", "The rota story", "My rota template");
      await region(page, "Ann Lee").getByLabel(/^By when/).fill("2026-09-14");
      await region(page, "Ann Lee").getByLabel(/^By when/).blur();
      await region(page, "Ann Lee").getByRole("group", { name: "Did it click?" }).getByRole("button", { name: "Yes" }).click();
    });

    await step("Joint: after a round, the thank-you leaves a gap for the private note, and quotes nothing", async () => {
      await link(page, "Thank Ann Lee after the round").click();
      await page.getByLabel("Your name, to sign with").fill("Ada");
      await press(page, "Sign");
      await thank(page, "Ann", "[what they care about]", "the queue at the gate", "Drivers who wait");
      await open(page);
      await expectAsked(page);
    });

    await step("Joint: after a round, the promise comes up on its day, and its message keeps it", async () => {
      await at(page, "2026-09-13T10:00");
      await expectAsked(page);
      await at(page, "2026-09-14T08:30");
      await expectAsked(page, "Send Ann Lee what you promised");
      await line(page, "Send Ann Lee").getByRole("link", { name: "Write" }).click();
      await expect(page.locator("textarea[id^=draft-something-useful]")).toHaveValue(/what I promised to send you[\s\S]*My rota template\. \[link\]/);
      await press(page, "I sent it");
      await expect(button(page, "Write: Send Ann Lee what you promised")).toHaveCount(0);
    });

    await step("17 and 18 September: a second round with two people, each thanked for something of their own, and not late the day after", async () => {
      await open(page, halden);
      await addRound(page, { title: "Second talk", day: "2026-09-17", time: "14:00", with: ["Tom Becker", "Mira Roth"] });
      await at(page, "2026-09-17T16:30");
      await line(page, "How was the second talk?").getByRole("link", { name: "Note it" }).click();
      await note(page, "Tom Becker", "Depot managers ignore the weekly plan", "The outage drill");
      await note(page, "Mira Roth", "Bremen opens in spring", "Counting pallets by hand");
      await region(page, "Mira Roth").getByRole("group", { name: "Did it click?" }).getByRole("button", { name: "Not really" }).click();
      await at(page, "2026-09-18T09:00");
      await expectAsked(page, /^Thank (Tom Becker|Mira Roth) after the round$/, /^Thank (Tom Becker|Mira Roth) after the round$/);
      await expect(page.getByText(/overdue/i)).toHaveCount(0);
      await line(page, "Thank Tom Becker").getByRole("link", { name: "Write" }).click();
      await thank(page, "Tom", "[what they care about]", "making one plan for all depots", "ignore the weekly plan", "Bremen");
      await link(page, "Next: Thank Mira Roth after the round").click();
      await thank(page, "Mira", "[what they care about]", "your new depot", "Bremen opens");
      await open(page);
      await expectAsked(page);
    });

    await step("25 September: two quiet applications. One is written to and gets time; closing is never urged", async () => {
      await at(page, "2026-09-25T09:00");
      await expectAsked(page, "Quiet for 25 days", "Quiet for 25 days");
      await expect(page.locator(".next .btn--primary")).toHaveCount(0);
      await line(page, "Quillon").getByRole("link", { name: "Write a follow-up" }).click();
      await expect(page.locator("textarea[id^=draft-follow-up]")).toHaveValue(/following up on my application for the Analyst role at Quillon/);
      await press(page, "I sent it");
      await open(page);
      await expectAsked(page, "Quiet for 25 days");
      await expect(line(page, "Quiet for 25 days")).toContainText("Norn");
    });

    await step("Joint: after a round, the preparation of the next one shows each person there, and nobody else", async () => {
      await open(page, halden);
      await addRound(page, { title: "Final panel", day: "2026-09-29", time: "11:00", with: ["Ann Lee", "Tom Becker", "Sam Ortiz"], link: "https://meet.example/panel" });
      await at(page, "2026-09-28T18:00");
      await expectAsked(page, "Final panel", /^Quiet/);
      await expect(line(page, "Final panel")).toContainText("tomorrow, 11:00");
      await line(page, "Final panel").getByRole("link", { name: "Prepare" }).click();
      const there = region(page, "Who will be there");
      await expect(there).toContainText("Drivers who wait at the gate");
      await expect(there).toContainText("Depot managers ignore the weekly plan");
      await expect(there).not.toContainText("Bremen");
    });

    await step("29 September: after the panel, notes for two of three, and two of three thanked", async () => {
      await at(page, "2026-09-29T13:00");
      await line(page, "How was the final panel?").getByRole("link", { name: "Note it" }).click();
      await note(page, "Tom Becker", "One plan by spring", "The cost of an empty run");
      await note(page, "Sam Ortiz", "What a late lorry costs", "Four days a month");
      await at(page, "2026-09-29T17:00");
      for (const name of ["Ann Lee", "Tom Becker"]) {
        await line(page, `Thank ${name}`).getByRole("button", { name: "Done" }).click();
        await expect(page.getByText(`Thank ${name} after the round`, { exact: true })).toHaveCount(0);
      }
      await opportunity(page, "Brindle, Buyer", "screening");
      await addRound(page, { title: "Call", day: "2026-10-02", time: "10:00", link: "https://meet.example/brindle" });
    });

    await step("1 October, 16:40: the call. Their words are noted while they speak, from whichever page one is on", async () => {
      await at(page, "2026-10-01T16:40", "/people");
      await page.locator("a.no-door:visible").click();
      await expect(heading(page)).not.toContainText("hurts");
      await page.getByText("A call coming? Read this first.").click();
      await page.getByLabel("What they’re saying, in their words").fill("You were strong. We took someone from inside.");
      await page.getByLabel("Who is calling?").fill("Tom Becker");
      await press(page, /Planner at Halden Freight/);
      await expect(heading(page)).toHaveText("First, a pause");
      comeback = new URL(page.url()).pathname;
      await expect(page.getByText("That hurts. It’s all right that it does.")).toBeVisible();
      await expect(page.getByText(/Step \d+ of/)).toHaveCount(0);
      await expect(page.getByLabel("What they said, in their words")).toHaveValue("You were strong. We took someone from inside.");
      await expect(page.getByLabel("Tom Becker")).toBeChecked();
    });

    await step("The pause ends at a waking hour and names it, and nothing else is asked", async () => {
      await press(page, "36 hours Until Saturday morning, 8:00");
      await expect(heading(page)).toHaveText("Rest first");
      await expect(page.locator(".lede")).toHaveText("Halden Freight can wait until Saturday at 08:00. Nothing is asked of you before then.");
      await expect(button(page, "Look at a reply")).toBeHidden();
      await link(page, "Leave it for now").click();
      await expectAsked(page);
      await expect(page.locator(".next")).toHaveCount(0);
      await expect(page.getByText("Everything else waits until Saturday at 08:00.")).toBeVisible();
      await expect(page.getByText("Quiet for")).toHaveCount(0);
      // What waits can be seen by who wants to, and what belongs to the no is not among it.
      await press(page, "Show what’s waiting");
      await expect(section(page, "Waiting")).toContainText("Norn");
      await expect(page.locator("main")).not.toContainText("Thank Sam Ortiz");
    });

    await step("2 October, in the pause: only what has an hour, with its way in", async () => {
      await at(page, "2026-10-02T09:30");
      await expectAsked(page, "Call");
      await expect(line(page, "Call")).toContainText("Brindle");
      await expect(line(page, "Call").getByRole("link", { name: "Join" })).toBeVisible();
      // Nobody there is to be written to, either.
      await open(page, "/people");
      await expect(section(page, "Today’s message")).toHaveCount(0);
      await at(page, "2026-10-02T12:00");
      await expectAsked(page);
      await open(page, halden);
      // The history keeps all three rounds, and who said what.
      for (const words of ["First talk", "Second talk", "Final panel", "“You were strong. We took someone from inside.”"]) {
        await expect(page.locator(".timeline")).toContainText(words);
      }
      await expect(page.locator(".page__head .stage-badge")).toHaveText("Not selected after interviews");
    });

    await step("2 October, 19:00: before the last night of the pause a reply is offered, to who asks for it", async () => {
      await at(page, "2026-10-02T17:00");
      await expect(page.locator(".pause")).not.toContainText("A warm reply");
      await at(page, "2026-10-02T19:00");
      await expectAsked(page);
      await expect(page.locator(".pause")).toContainText("A warm reply is ready, if you’d like to look at it.");
    });

    await step("3 October, 8:05: the pause is over. What waited is asked, the comeback with its first open step", async () => {
      await at(page, "2026-10-03T08:05");
      await expect(page.locator(".pause")).toHaveCount(0);
      // Their words were noted on the call, so nobody asks for them again.
      await expect(page.getByText("What did they say?")).toHaveCount(0);
      await expect(asked(page).filter({ hasText: "Answer them warmly" })).toHaveCount(1);
      await line(page, "How was the call?").getByRole("button", { name: "Nothing to note" }).click();
      await expect(page.locator(".next h2")).toHaveText("Answer them warmly");
      // One message a day is enough, and the thanks of the last round have become thanks after the no.
      // The reply thanks whoever told it, so that person is not to be thanked beside it.
      const thanks = asked(page).filter({ hasText: /^Thank .* again, after the no$/ });
      await expect(thanks).toHaveCount(1);
      await expect(thanks).not.toContainText("Tom Becker");
      await expect(page.getByText("after the round")).toHaveCount(0);
      await page.locator(".next").getByRole("link", { name: "Continue" }).click();
      await expect(heading(page)).toHaveText("Answer them warmly");
    });

    await step("Joint: the words of the no, and who said them. The reply is to that person, and settles their thanks", async () => {
      const reply = page.locator("#draft-reply-to-no");
      await expect(reply).toHaveValue(/^Hello Tom,[\s\S]*Ada$/);
      await expect(reply).not.toHaveValue(/\[|weekly plan/);
      await button(page, "I sent it").first().click();
      await expect(button(page, "Sent").first()).toBeVisible();
      await press(page, "Continue");
    });

    await step("Joint: the words of the no are beside the reasons", async () => {
      await expect(heading(page)).toHaveText("Was it in your hands?");
      await expect(beside(page)).toContainText("We took someone from inside.");
      await expect(beside(page)).toContainText("Depot managers ignore the weekly plan");
    });

    await step("Joint: each reason. Several at once; one of mine gets a first step and its day", async () => {
      await page.getByLabel("Beyond my control").check();
      await page.getByLabel("They chose someone from inside").check();
      await page.getByLabel("The role or its budget was put on hold").check();
      await page.getByLabel("Mine to work on").check();
      await page.getByLabel("My examples lacked numbers or results").check();
      await page.getByLabel("Which example?").fill("The depot move");
      await page.getByLabel("A first step").fill("Find the number for the depot move");
      await page.locator("#step-day-no-numbers").fill("2026-10-05");
      await page.locator("#step-day-no-numbers").blur();
      await expect(page.getByText("Saved in Learned, and the first step in Today: on Monday.")).toBeVisible();
      await press(page, "Continue");
    });

    await step("The review: one question at a time, with marks only where there is a how", async () => {
      await expect(page.getByText("Question 1 of 15")).toBeVisible();
      await answer(page).fill("Short answers landed");
      await page.getByLabel("Worked", { exact: true }).check();
      await question(page, 2);
      await question(page, 3);
    });

    await step("Joint: 3 evidence. A story is begun with the answer", async () => {
      await answer(page).fill("The depot move");
      await page.getByLabel("Mixed").check();
      await page.getByText("Save this for next time").click();
      await press(page, "Example");
      await expect(page.getByRole("link", { name: /Open the story/ })).toBeVisible();
      await question(page, 4);
    });

    await step("Joint: after a round, what landed and what they care about is beside questions 4, 7, 9 and 10", async () => {
      await expect(beside(page)).toContainText("The outage drill");
      await expect(beside(page)).toContainText("Four days a month");
      await expect(beside(page)).not.toContainText("Bremen");
      await question(page, 5);
    });

    await step("Joint: 5 improve. One focus, which sounds like despair never is", async () => {
      await expect(page.getByRole("group", { name: "How did it go?" })).toHaveCount(0);
      await answer(page).fill("I am worthless and I want to die");
      await expect(page.locator(".human-help")).toBeVisible();
      await expect(button(page, "Make this your focus for the next interview")).toHaveCount(0);
      await answer(page).fill("Ask about the team first");
      await press(page, "Make this your focus for the next interview");
      await expect(page.getByText("This is your focus")).toBeVisible();
      await question(page, 6);
    });

    await step("Joint: 6 and 13 thanks. Ticks on what the plan knows, never a second task", async () => {
      const ticks = page.getByRole("group", { name: "Thanked already" });
      await expect(ticks.getByRole("checkbox", { name: /^Ann Lee, / })).toHaveCount(2);
      await expect(ticks.getByRole("checkbox", { name: /^Tom Becker, / })).toHaveCount(2);
      await expect(ticks.getByRole("checkbox", { name: "Sam Ortiz" })).not.toBeChecked();
      await question(page, 7);
    });

    await step("Joint: 7 worries. Noted at the company, once", async () => {
      await expect(beside(page)).toContainText("Bremen opens in spring");
      await answer(page).fill("Nobody follows the weekly plan");
      await press(page, "Save this as a note on the company");
      await expect(page.locator("#main").getByText("Noted at Halden Freight", { exact: true })).toBeVisible();
      await question(page, 8);
    });

    await step("Joint: 8 questions. A question of one’s own that worked is saved as one", async () => {
      await answer(page).fill("What slows you down most?");
      await page.getByText("Save this for next time").click();
      await press(page, "Question that worked");
      await expect(button(page, "Question that worked")).toHaveAttribute("aria-pressed", "true");
      await question(page, 9);
    });

    await step("Joint: 9 and 10 rapport, adapt. What was noted of each person is beside them, also whether it clicked", async () => {
      await expect(beside(page)).toContainText("it clicked");
      await expect(beside(page)).toContainText("it didn’t quite click");
      await answer(page).fill("Easy with Ann. Mira wanted numbers.");
      await question(page, 10);
      await expect(beside(page)).toContainText("Depot managers ignore the weekly plan");
      await question(page, 11);
    });

    await step("Joint: 11 follow-up. Planned for a person, with day and reason, in addition to the plan", async () => {
      await answer(page).fill("Bremen opens");
      await page.getByLabel("Who with?").selectOption({ label: "Mira Roth" });
      await page.getByLabel("When?").fill("2026-10-20");
      await press(page, "Plan to get in touch");
      await expect(page.locator("#main").getByText("Planned for 20 Oct", { exact: true })).toBeVisible();
      await question(page, 12);
      await answer(page).fill("Ride along with the drivers");
      await question(page, 13);
    });

    await step("Joint: 6 and 13 thanks. The reply has settled one; another is ticked", async () => {
      const ticks = page.getByRole("group", { name: "Thanked already" });
      await expect(ticks.getByRole("checkbox", { name: /^Tom Becker, today/ })).toBeChecked();
      await ticks.getByRole("checkbox", { name: "Ann Lee" }).check();
      await question(page, 14);
    });

    await step("Joint: 14 reasons. Their words are beside it; the request waits for its day", async () => {
      await expect(beside(page)).toContainText("We took someone from inside.");
      await press(page, "Ask for their reasons");
      await expect(page.locator("#main").getByText("It’s in Today, for when you’re ready to ask")).toBeVisible();
      await question(page, 15);
    });

    await step("Joint: 15 project. A project with its people, begun once", async () => {
      await answer(page).fill("A weekly plan on one page");
      await press(page, "Add this as a project");
      await expect(page.getByText("It’s a project now")).toBeVisible();
      await press(page, "Finish the review");
    });

    await step("Joint: answers and marks. Each can be saved, whatever its mark", async () => {
      await expect(heading(page)).toHaveText("What you’ll keep");
      const first = page.locator(".learning--answer").first();
      await expect(first).toContainText("Short answers landed");
      await first.getByRole("button", { name: "Keep doing" }).click();
      await expect(page.getByLabel("What you’ll keep")).toHaveValue("Ask about the team first");
      await press(page, "Continue");
    });

    await step("Staying in touch, the piece of work as it was written, and a way to it", async () => {
      await expect(heading(page)).toHaveText("Stay in touch");
      await expect(page.getByText(/^Something to read on /)).toHaveCount(4);
      await press(page, "Continue");
      await expect(page.getByLabel("A piece of work you could offer them")).toHaveValue("A weekly plan on one page");
      await expect(button(page, "Make it a project")).toHaveCount(0);
      await press(page, "Continue");
    });

    await step("Joint: the next three actions. Each with a day and a place", async () => {
      await page.getByLabel("First", { exact: true }).fill("Write to Ben");
      await page.locator("#next-day-0").fill("2026-10-05");
      await page.locator("#next-place-0").fill("The library");
      await press(page, "Add these to my plan");
    });

    await step("Closing: the people stay in a light rhythm, and the chapter is closed by hand", async () => {
      await press(page, "Remind me every 90 days");
      await expect(page.getByLabel("What you’ll keep")).toHaveValue("Ask about the team first");
      await press(page, "Close this chapter");
      await expect(heading(page)).toHaveText("This chapter is closed");
      await link(page, "Go to Today").click();
      await expect(heading(page)).toHaveText("Today");
      // From now on the company is named with its people alone, and today's message is written.
      await expect(page.getByText("What did they say?")).toHaveCount(0);
      await expectAsked(page, /^Quiet/);
    });

    await step("Joint: 14 reasons. The request is in Today on its day, to whoever told the no", async () => {
      await at(page, "2026-10-04T10:00");
      await expect(line(page, "Ask Halden Freight why")).toBeVisible();
      await page.getByRole("link", { name: "Ask Halden Freight why" }).click();
      await page.getByText("Write it", { exact: true }).click();
      await expect(page.locator("textarea[id^=draft-ask-for-reasons]")).toHaveValue(/^Hello Tom,/);
      await press(page, "I sent it");
      await press(page, "Done");
      await open(page);
      await expect(page.getByText("Ask Halden Freight why")).toHaveCount(0);
      // What they answer has a place of its own, also after the chapter is closed.
      await open(page, comeback);
      await page.getByLabel("What they answered").fill("Nobody else had led a depot.");
      await page.getByLabel("What they answered").blur();
      await open(page, comeback);
      await expect(page.getByLabel("What they answered")).toHaveValue("Nobody else had led a depot.");
    });

    await step("Joint: 3 evidence. The story gets its result with a number", async () => {
      await place(page, "Learned").click();
      await page.getByRole("link", { name: "The depot move" }).click();
      await region(page, "The depot move").getByLabel("The result, with a number").fill("Four days a month saved");
      await region(page, "The depot move").getByLabel("The result, with a number").blur();
    });

    await step("Joint: each reason. Over all noes they are counted; one of mine helps at another company", async () => {
      await open(page, "/learned");
      await expect(page.getByText("2 of 3 reasons were never in your hands.")).toBeVisible();
      await expect(page.getByText("Give the number or the result: The depot move")).toBeVisible();
    });

    await step("Joint: answers and marks. They are on Learned, what worked as well as what did not", async () => {
      await expect(section(page, "Worked: keep doing it")).toContainText("Short answers landed");
      await expect(section(page, "Questions that worked")).toContainText("What slows you down most?");
      await expect(section(page, "Focus for the next interview")).toContainText("Ask about the team first");
      await expect(section(page, "Examples to tell")).toContainText("The depot move");
    });

    await step("Joint: 12 ninety days. A page of its own begins with the answer", async () => {
      await open(page, `${halden}/ninety-days`);
      await press(page, "Start from your answer in the review");
      await expect(region(page, "By day 30").getByLabel("Goal")).toHaveValue("Ride along with the drivers");
      await expect(page.locator("main")).toContainText("Nobody follows the weekly plan");
    });

    await step("Joint: 15 project. Its pitch has the worry and the result, and its message says both", async () => {
      await open(page, "/search");
      await page.getByRole("link", { name: /Project idea/ }).first().click();
      await link(page, "The pitch").click();
      await expect(page.getByText("You noted in your review: “Nobody follows the weekly plan”")).toBeVisible();
      await press(page, "Start from this");
      await page.getByLabel("Who it’s for").selectOption({ label: "Tom Becker" });
      await press(page, "Write the message");
      const pitch = page.locator("#draft-project-pitch");
      await expect(pitch).toHaveValue(/^Hello Tom,[\s\S]*the Planner role at Halden Freight/);
      await expect(pitch).toHaveValue(/Nobody follows the weekly plan\.[\s\S]*A weekly plan on one page\./);
    });

    await step("Joint: the next three actions, and the first step of a reason, are in Today on their day, with their place", async () => {
      await at(page, "2026-10-05T08:30");
      await expect(asked(page).filter({ hasText: "Find the number for the depot move" })).toHaveCount(1);
      await expect(asked(page).filter({ hasText: "Write to Ben" })).toHaveCount(1);
      await line(page, "Write to Ben").getByRole("button", { name: "Done" }).click();
      await line(page, "Find the number").getByRole("button", { name: "Done" }).click();
      await expect(asked(page).filter({ hasText: /Ben|number/ })).toHaveCount(0);
    });

    await step("Joint: 9 and 10 rapport, adapt. What was noted is on that person’s page", async () => {
      await place(page, "People").click();
      await page.getByRole("link", { name: "Mira Roth" }).first().click();
      await expect(page.locator(".timeline")).toContainText("Counting pallets by hand");
      // The words of the no are with the one who said them.
      await place(page, "People").click();
      await page.getByRole("link", { name: "Tom Becker" }).first().click();
      await expect(page.locator(".timeline")).toContainText("You were strong. We took someone from inside.");
      await expect(button(page, "Write: Thank Tom Becker again, after the no")).toHaveCount(0);
    });

    await step("Joint: 11 follow-up. In Today on its day, and its draft has the reason in it", async () => {
      await at(page, "2026-10-20T09:00");
      await expect(line(page, "Say hello to Mira Roth")).toBeVisible();
      await page.getByRole("link", { name: "Say hello to Mira Roth" }).click();
      await page.getByRole("button", { name: /^Write: Say hello/ }).first().click();
      await expect(page.locator("textarea[id^=draft-check-in]").first()).toHaveValue(/What made me write: Bremen opens\./);
      await button(page, "I sent it").first().click();
      await expect(page.locator(".timeline")).toContainText("Sent: Just say hello");
    });

    await step("Joint: 7 worries. A month later something to read, one a day, with what they care about at hand", async () => {
      await at(page, "2026-11-04T09:00");
      const reading = asked(page).filter({ hasText: /^Send .* something worth reading$/ });
      await expect(reading).toHaveCount(1);
      await reading.click();
      await page.getByRole("button", { name: /^Write: Send .* something worth reading$/ }).click();
      await expect(page.locator("textarea[id^=draft-something-useful]")).toHaveValue(/\[link\]/);
      await expect(page.locator(".draft__noted")).toContainText("Nobody follows the weekly plan");
      await press(page, "I sent it");
      await open(page);
      await expect(reading).toHaveCount(0);
    });

    await step("24 November: whom to greet is asked once; 24 December: the greeting comes up in time", async () => {
      await at(page, "2026-11-24T09:00");
      await line(page, "Who would you like to send season’s greetings to?").getByRole("link", { name: "Choose people" }).click();
      await page.getByRole("checkbox", { name: "Mira Roth" }).check();
      await press(page, "That’s all for this year");
      await open(page);
      await expect(page.getByText("Who would you like to greet")).toHaveCount(0);
      await at(page, "2026-12-23T09:00");
      await expect(asked(page).filter({ hasText: "New Year greetings" })).toHaveCount(0);
      await at(page, "2026-12-24T09:00");
      await line(page, "Send Mira Roth New Year greetings").getByRole("link", { name: "Write" }).click();
      await expect(page.locator("textarea[id^=draft-seasons-greetings]")).toHaveValue(/All the best for the new year to you and yours\./);
      await press(page, "I sent it");
    });

    await step("January, elsewhere: someone of the old panel is there, and the evening before all of it is at hand", async () => {
      await at(page, "2027-01-07T09:00", "/search");
      umbra = await opportunity(page, "Umbra Labs, Planner", "interviewing");
      await meet(page, "Sam Ortiz, Halden Freight");
      await addRound(page, { title: "Talk with the team", day: "2027-01-12", time: "10:00", with: ["Sam Ortiz"], link: "https://meet.example/umbra" });
      await at(page, "2027-01-11T18:00");
      await expect(line(page, "Talk with the team")).toContainText("tomorrow, 10:00");
      await expect(line(page, "Talk with the team")).not.toContainText("Halden");
      await line(page, "Talk with the team").getByRole("link", { name: "Prepare" }).click();
      await expect(heading(page)).toHaveText("Prepare: Talk with the team");
    });

    await step("Joint: 5 improve. The one focus is in the preparation of the next round anywhere", async () => {
      await expect(region(page, "Your one focus")).toContainText("Ask about the team first");
    });

    await step("Joint: 3 evidence, 8 questions, answers and marks, each reason, after a round: all in that preparation", async () => {
      await expect(region(page, "Stories to tell")).toContainText("The depot move");
      await expect(region(page, "Stories to tell")).toContainText("Four days a month saved");
      await press(page, "Ask: What slows you down most?");
      await expect(page.getByLabel("Questions to ask them")).toHaveValue("What slows you down most?");
      await expect(region(page, "Who will be there")).toContainText("What a late lorry costs");
      const kept = section(page, "Keep in mind");
      await expect(kept).toContainText("Give the number or the result: The depot move");
      await expect(kept).toContainText("Short answers landed");
    });

    await step("Joint: 12 ninety days. The next plan begins from the last one", async () => {
      await open(page, `${umbra}/ninety-days`);
      await press(page, "Start from your plan for Halden Freight");
      await expect(region(page, "By day 30").getByLabel("Goal")).toHaveValue("Ride along with the drivers");
    });

    await step("Joint: 5 improve. Right after the round: did you do it?", async () => {
      await at(page, "2027-01-12T11:30");
      await page.getByRole("link", { name: /^How was .*Talk with the team/i }).click();
      await page.getByRole("group", { name: "Your focus: Ask about the team first. Did you do it?" }).getByRole("radio", { name: "Yes" }).check();
      await page.getByText("Stories you told").click();
      await page.getByRole("checkbox", { name: "The depot move" }).check();
      await open(page, "/stories");
      await expect(region(page, "The depot move")).toContainText("Told to Sam Ortiz");
    });

    await step("20 January: the yes, what it took, and the rest withdrawn kindly", async () => {
      await at(page, "2027-01-20T09:00", umbra);
      await page.getByLabel("Move to another stage").selectOption({ label: "Accepted" });
      await expect(heading(page)).toHaveText("This is your yes");
      const took = region(page, "What it took");
      await expect(took).toContainText("5 interview rounds.");
      await expect(took).toContainText("You met 4 people.");
      await expect(took).toContainText("142 days from the first entry to your yes.");
      await press(page, "Write to Sam Ortiz");
      await expect(region(page, "People to thank").locator("textarea")).toHaveValue(/^Hello Sam,[\s\S]*I look forward to working together/);
      await press(page, "Withdraw from the rest");
      await expect(region(page, "The rest of your search")).toContainText("Withdrawn");
      await open(page);
      await page.getByText("Your yes:").getByRole("link").click();
      await expect(heading(page)).toHaveText("This is your yes");
    });
  });
});
