// The main job: a search is tracked, a no arrives after interviews, and the comeback is walked to its end, mostly without a network.
import { expect, goOffline, open, phone, test, untilAlive, untilControlled, type Page } from "./fixtures.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const click = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();

/** An opportunity that has come to interviews. */
async function interviewed(page: Page, line: string): Promise<void> {
  await open(page, "/search");
  await page.getByLabel("Add an opportunity").fill(line);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: new RegExp(line.split(",")[0] ?? line) }).first().click();
  await page.getByLabel("Move to another stage").selectOption("interviewing");
  await expect(page.locator(".page__head .stage-badge")).toHaveText("Interviewing");
}

/** Another step of the comeback, by the list of all of them. */
async function goTo(page: Page, step: string): Promise<void> {
  const chosen = page.locator(".letter__steps").getByRole("button", { name: step, exact: true });
  await expect(async () => {
    if (!(await chosen.isVisible())) await page.locator(".letter__where > summary").click();
    await expect(chosen).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await chosen.click();
  await expect(heading(page)).toHaveText(step);
}

test.describe("on a phone", () => {
  test.use(phone);

  test("a no after interviews, from the first tap to the closed chapter, offline and closed in the middle", async ({
    page: first,
    context,
    server,
    watch,
  }) => {
    test.setTimeout(120_000);
    let page = first;
    await open(page, "/search");
    await untilControlled(page);
    await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Acme/ }).first().click();
    await expect(heading(page)).toHaveText("Data engineer at Acme");
    await page.getByLabel("Move to another stage").selectOption("interviewing");
    await expect(page.locator(".page__head .stage-badge")).toHaveText("Interviewing");

    await click(page, "They said no");
    await expect(page).toHaveURL(/\/comeback\//);
    await goOffline(page, server, watch);
    await click(page, /24 hours/);
    await expect(heading(page)).toHaveText("Rest first");
    await page.getByRole("link", { name: "Leave it for now" }).click();
    await expect(page.getByText("Acme can wait")).toBeVisible();
    await expect(page.locator(".due")).toHaveCount(0);

    await page.getByRole("link", { name: "Open it anyway" }).click();
    await click(page, "I’m ready now");
    await page.getByLabel("On the phone").check();
    await page.getByLabel("What they said, in their words").fill("It was close.");
    await click(page, "Continue");

    await expect(page.getByRole("button", { name: "I sent it" }).first()).toBeVisible();
    await page.locator("#draft-reply-to-no").fill("Thank you for your time.");
    await click(page, "I sent it");
    await expect(page.getByRole("button", { name: "Sent", exact: true }).first()).toBeVisible();
    await click(page, "Continue");

    await page.getByLabel("Mine to work on").check();
    await page.getByLabel("Beyond my control").check();
    // Reasons of both groups hold at once, beside what they said.
    await expect(page.locator(".beside")).toContainText("It was close.");
    await page.getByLabel("They chose someone from inside").check();
    await page.getByLabel("A skill I can still learn").check();
    await page.getByLabel("Which one?").fill("Window functions");
    await page.getByLabel("A first step").fill("Book the course");
    await page.getByLabel("A first step").blur();
    await expect(page.getByText("Saved in Learned, and the first step in Today: tomorrow.")).toBeVisible();
    await click(page, "Continue");

    await expect(page.getByText("Question 1 of 15")).toBeVisible();
    await page.locator("textarea[id^=answer-]").fill("I spoke too fast.");
    await page.getByLabel("Mixed").check();
    await click(page, "Next question");
    await expect(page.getByText("Question 2 of 15")).toBeVisible();
    await page.locator("textarea[id^=answer-]").fill("Typed and not yet confirmed");
    const address = page.url();
    await page.close();

    // Opened again, cold and without a network, it goes on at the same question and nothing typed is lost.
    page = await context.newPage();
    await page.goto(address);
    await untilAlive(page);
    await expect(page.getByText("Question 2 of 15")).toBeVisible();
    await expect(page.locator("textarea[id^=answer-]")).toHaveValue("Typed and not yet confirmed");
    for (let number = 2; number < 15; number += 1) {
      await expect(page.getByText(`Question ${number} of 15`)).toBeVisible();
      await click(page, "Next question");
    }
    await click(page, "Finish the review");

    // Each answer can be saved, whatever its mark, and pressed twice it is saved once.
    const answers = page.locator(".learning--answer");
    await expect(answers).toHaveCount(2);
    const save = (name: string) => answers.first().getByRole("button", { name, exact: true });
    await save("To do differently").click();
    await expect(save("To do differently")).toHaveAttribute("aria-pressed", "true");
    await save("Example").click();
    await expect(answers.first().getByRole("link", { name: /Open the story/ })).toHaveAttribute("href", /^\/stories\//);
    await page.getByLabel("What you’ll keep").fill("Open with one sentence");
    await click(page, "Continue");

    await page.getByLabel("Who did you meet?").fill("Mira");
    await click(page, "Add this person");
    await expect(page.getByText(/^Something to read on /)).toBeVisible();
    await click(page, "Continue");

    await page.getByLabel("A piece of work you could offer them").fill("A small audit");
    await click(page, "Continue");

    await page.getByLabel("First", { exact: true }).fill("Write to Ben");
    await page.locator("#next-place-0").fill("The library");
    await page.getByRole("button", { name: /Practise one answer/ }).click();
    await click(page, "Add these to my plan");

    await expect(page.getByText("Mira: a short hello every 90 days")).toBeVisible();
    await click(page, "Remind me every 90 days");
    await expect(page.getByText("Mira: a short hello every 90 days")).toBeHidden();
    await expect(page.getByLabel("What you’ll keep")).toHaveValue("Open with one sentence");
    await click(page, "Close this chapter");
    await expect(heading(page)).toHaveText("This chapter is closed");
    await page.getByRole("link", { name: "Go to Today" }).click();
    await expect(page.getByText("Write to Ben").first()).toBeVisible();
    await expect(page.getByText("Book the course").first()).toBeVisible();

    await page.getByRole("link", { name: "Learned" }).click();
    await expect(page.getByText("Open with one sentence")).toBeVisible();
    await expect(page.getByText("A skill I can still learn: Window functions")).toBeVisible();
    await expect(page.getByText("1 of 2 reasons was never in your hands.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Examples to tell" })).toBeVisible();

    // The focus comes back where a talk is ahead.
    await page.goto("/search");
    await page.getByLabel("Add an opportunity").fill("Brindle, Analyst");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Brindle/ }).first().click();
    await page.getByLabel("Move to another stage").selectOption("screening");
    await expect(page.getByRole("region", { name: "Before you talk to them" })).toContainText("Open with one sentence");
  });

  test("what a comeback asks for is saved as it is typed, and made once", async ({ page }) => {
    test.setTimeout(90_000);
    await interviewed(page, "Acme, Data engineer");
    await page.locator("#met-name").fill("Tom Becker");
    await click(page, "Add person");
    await expect(page.getByRole("link", { name: "Tom Becker" })).toBeVisible();
    await click(page, "They said no");
    await click(page, /No pause/);
    await goTo(page, "Look back kindly");

    const answer = page.locator("textarea[id^=answer-]");
    const question = async (number: number) => {
      const shown = /\d+/.exec((await page.locator(".question__count").textContent()) ?? "");
      for (let at = Number(shown?.[0]); at < number; at += 1) {
        await click(page, "Next question");
        await expect(page.getByText(`Question ${at + 1} of 15`)).toBeVisible();
      }
    };
    // Under what has no how there are no marks.
    await question(7);
    await expect(page.getByRole("group", { name: "How did it go?" })).toHaveCount(0);
    await answer.fill("They plan by quarters");
    await click(page, "Save this as a note on the company");
    await expect(page.locator("#main").getByText("Noted at Acme", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Save this as a note on the company" })).toHaveCount(0);

    await question(11);
    await answer.fill("Their conference in May");
    await page.getByLabel("Who with?").selectOption({ label: "Tom Becker" });
    await click(page, "Plan to get in touch");
    await expect(page.getByText(/^Planned for /)).toBeVisible();

    await question(14);
    await click(page, "Ask for their reasons");
    await page.getByLabel("What they answered").fill("Someone from inside");

    await question(15);
    await answer.fill("A map");
    await click(page, "Add this as a project");
    await expect(page.getByText("It’s a project now")).toBeVisible();
    await click(page, "Finish the review");

    // Changed in the next step, the project follows, also where nobody pressed a thing.
    await goTo(page, "Offer a piece of work");
    await page.getByLabel("A piece of work you could offer them").fill("A map, in two weeks");
    await click(page, "Continue");
    await goTo(page, "Offer a piece of work");
    await expect(page.getByLabel("A piece of work you could offer them")).toHaveValue("A map, in two weeks");

    // The article of a month later is still planned for him, beside the follow-up.
    await goTo(page, "Was it in your hands?");
    await expect(page.locator(".beside")).toContainText("Someone from inside");
    await page.getByRole("link", { name: "People", exact: true }).click();
    await page.getByRole("link", { name: "Tom Becker" }).first().click();
    const planned = page.locator("section", { has: page.getByRole("heading", { name: "Planned" }) });
    await expect(planned).toContainText("Their conference in May");
    await expect(planned).toContainText("something worth reading");
  });

  test("the comeback after the pause takes at most 40 taps in terse answers", async ({ page }) => {
    test.setTimeout(90_000);
    await interviewed(page, "Acme, Data engineer");
    await click(page, "They said no");
    await click(page, /No pause/);
    let taps = 0;
    const tap = async (target: ReturnType<Page["getByRole"]>) => {
      await target.click();
      taps += 1;
    };
    const press = (name: string) => tap(page.getByRole("button", { name, exact: true }));
    const type = async (text: string) => {
      await tap(page.locator("textarea[id^=answer-]"));
      await page.keyboard.type(text);
    };
    await tap(page.getByLabel("On the phone"));
    await press("Continue");
    await tap(page.getByRole("button", { name: "I sent it" }).first());
    await press("Continue");
    await tap(page.getByLabel("Beyond my control"));
    await tap(page.getByLabel("They chose someone from inside"));
    await press("Continue");
    for (let number = 1; number <= 15; number += 1) {
      await expect(page.getByText(`Question ${number} of 15`)).toBeVisible();
      if (number === 3) await type("Four days saved");
      if (number === 5) await type("Ask about the team first");
      const worked = page.getByLabel("Worked", { exact: true });
      if (number < 5 && (await worked.count())) await tap(worked);
      await press(number < 15 ? "Next question" : "Finish the review");
    }
    await tap(page.locator(".learning--answer").first().getByRole("button", { name: "Example" }));
    await press("Continue");
    await press("Continue");
    await press("Continue");
    await tap(page.getByRole("button", { name: /Practise one answer/ }));
    await tap(page.getByRole("button", { name: /Take a rest day/ }));
    await press("Add these to my plan");
    await press("Close this chapter");
    await expect(heading(page)).toHaveText("This chapter is closed");
    expect(taps, "taps from the end of the pause to the closed chapter").toBeLessThanOrEqual(40);
  });

  test("with a word on each of the fifteen questions it is no more, for who types goes on typing", async ({ page }) => {
    test.setTimeout(90_000);
    await interviewed(page, "Acme, Data engineer");
    await click(page, "They said no");
    await page.getByLabel("What they said, in their words").fill("Someone from inside.");
    await click(page, /No pause/);
    let taps = 0;
    const press = async (name: string | RegExp) => {
      await page.getByRole("button", { name, exact: true }).first().click();
      taps += 1;
    };
    // What they said is noted, so the first step is the reply.
    await expect(heading(page)).toHaveText("Answer them warmly");
    await press("I sent it");
    await press("Continue");
    await page.getByLabel("Beyond my control").click();
    taps += 1;
    await press("Continue");
    for (let number = 1; number <= 15; number += 1) {
      await expect(page.getByText(`Question ${number} of 15`)).toBeVisible();
      const answer = page.locator("textarea[id^=answer-]");
      if (number === 1) {
        await answer.click();
        taps += 1;
      }
      await expect(answer).toBeFocused();
      await page.keyboard.type("Fine");
      await press(number < 15 ? "Next question" : "Finish the review");
    }
    for (let step = 0; step < 3; step += 1) await press("Continue");
    await press(/Practise one answer/);
    await press("Add these to my plan");
    await press("Close this chapter");
    await expect(heading(page)).toHaveText("This chapter is closed");
    expect(taps).toBeLessThanOrEqual(40);
  });

  test("a form letter takes two taps and ends with a kind line", async ({ page }) => {
    await open(page, "/search");
    await page.getByLabel("Add an opportunity").fill("Quillon, Nurse");
    await page.keyboard.press("Enter");
    await expect(page.getByText("1 opportunity", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "I just heard no" }).click();
    await click(page, /Nurse at Quillon/);
    await expect(heading(page)).toHaveText("This chapter is closed");
    await expect(page.locator(".lede")).toHaveText("Noted. Nothing more to do.");

    // Who wants to look at it can.
    await click(page, "Look at why");
    await click(page, /Beyond my control/);
    await click(page, "Close this chapter");
    await expect(heading(page)).toHaveText("This chapter is closed");
  });

  test("with a search at hand, a no takes three taps from anywhere", async ({ page }) => {
    await open(page, "/search");
    await page.getByLabel("Add an opportunity").fill("Acme, Nurse");
    await page.keyboard.press("Enter");
    await expect(page.getByText("1 opportunity", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "Today", exact: true }).click();
    await page.getByRole("link", { name: "I just heard no" }).click();
    await click(page, /Nurse at Acme/);
    await expect(page).toHaveURL(/\/comeback\/[0-9a-f-]{36}/);
  });
});

test("two tabs keep each other's words", async ({ page, context }) => {
  await open(page, "/search");
  await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await expect(heading(page)).toHaveText("Data engineer at Acme");
  const other = await context.newPage();
  await other.goto(page.url());
  await untilAlive(other);
  await expect(heading(other)).toHaveText("Data engineer at Acme");

  // Different fields: both stay.
  await page.locator("#notes").fill("From the first tab");
  await page.locator("#notes").blur();
  await other.getByRole("button", { name: "Edit", exact: true }).click();
  await other.getByLabel("Place", { exact: true }).fill("Lyon");
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator(".facts")).toContainText("Lyon");
  await expect(other.locator("#notes")).toHaveValue("From the first tab");

  // The same field: the later one stays, in both.
  await other.locator("#notes").fill("From the second tab, later");
  await other.locator("#notes").blur();
  await expect(page.locator("#notes")).toHaveValue("From the second tab, later");
  await page.reload();
  await untilAlive(page);
  await expect(page.locator("#notes")).toHaveValue("From the second tab, later");
  await expect(page.locator(".facts")).toContainText("Lyon");
});

test("a new build waits, keeps what is being typed, and comes when asked", async ({ page, server, watch }) => {
  await open(page, "/search");
  await untilControlled(page);
  await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await page.locator("#notes").fill("In flight");
  watch.allow(/ERR_CONNECTION|Failed to update/);
  await server.deployNextBuild();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(page.getByText("A new version of One Yes is ready")).toBeVisible();
  await expect(page.locator('link[rel="stylesheet"]')).not.toHaveAttribute("href", /next-build/);
  await page.getByRole("button", { name: "Use the new version" }).click();
  await expect(page.locator('link[rel="stylesheet"]')).toHaveAttribute("href", /next-build/);
  await untilAlive(page);
  await expect(page.locator("#notes")).toHaveValue("In flight");
});
