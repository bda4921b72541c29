// Pages behind links: complete without JavaScript, light, accessible, never answered for by the app's own worker.
import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext } from "@playwright/test";
import { PASSWORD } from "./accounts.ts";
import { expect, open, test, untilControlled, type Page } from "./fixtures.ts";
import { openLight, stranger } from "./readers.ts";

const REQUEST = "0190f5a0-0000-7000-8000-000000000011";
const SHARE = "0190f5a0-0000-7000-8000-000000000012";
const STAMP = "019ec5a0000000000000000000000001";
const LATER = "019ec5a0000100000000000000000001";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** Somebody with an account, a request for feedback and a share; gives the paths of both pages. */
async function asks(request: APIRequestContext): Promise<{ feedback: string; shared: string }> {
  const post = async (path: string, data: object) => {
    const answer = await request.post(`/api/v1${path}`, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  await post("/accounts", { name: "Ada Quill", password: PASSWORD });
  const questions = ["What would make you say no to this?", "What should I keep?"];
  const asked = { title: "CV of November", text: "Planner of depots.\n\nTen years of rotas.", questions, asks_name: true };
  const share = { name: "Grandmother", plan: true, goals: true, counts: true, learnings: true };
  await post("/push", {
    changes: { [`feedback-request:${REQUEST}`]: { [STAMP]: asked }, [`share:${SHARE}`]: { [STAMP]: share } },
  });
  const link = async (kind: string, record: string) => (await post("/links", { kind, record })).url as string;
  return { feedback: await link("feedback", REQUEST), shared: await link("share", SHARE) };
}

/** What the account has of a kind, as text. */
async function recordsOf(request: APIRequestContext, kind: string): Promise<string[]> {
  const { changes } = await (await request.get("/api/v1/changes")).json();
  return Object.keys(changes)
    .filter((key) => key.startsWith(`${kind}:`))
    .map((key) => JSON.stringify(changes[key]));
}

test("who is asked answers without JavaScript, on a light page", async ({ page, browser, server, watch }) => {
  const { feedback } = await asks(page.request);
  const other = await stranger({ browser, server, watch });
  await openLight(other, feedback);
  await expect(other.getByText("Ten years of rotas.")).toBeVisible();
  await expect(other.locator("body")).not.toContainText("Ada");

  // Nothing written: the page says so, and keeps the name.
  watch.allow(/response 422/);
  watch.allow(/status of 422/);
  await other.getByLabel(/Your name/).fill("Tom Becker");
  await other.getByRole("button", { name: "Send" }).click();
  await expect(other.getByRole("alert")).toBeVisible();
  await expect(other.getByLabel(/Your name/)).toHaveValue("Tom Becker");

  await other.getByLabel("What should I keep?").fill("The line on depots");
  await other.getByRole("button", { name: "Send" }).click();
  await expect(heading(other)).toHaveText("Thank you");
  await other.reload();
  await expect(heading(other)).toHaveText("Thank you");
  const [answer, ...more] = await recordsOf(page.request, "feedback-answer");
  expect(answer).toContain("The line on depots");
  expect(more).toEqual([]);
  expect(await other.context().cookies()).toEqual([]);
  await other.context().close();
});

test("a partner reads and leaves a note without JavaScript, on a light page", async ({ page, browser, server, watch }) => {
  const { shared } = await asks(page.request);
  const other = await stranger({ browser, server, watch });
  await openLight(other, shared);
  await other.getByRole("textbox").fill("Proud of you");
  await other.getByRole("button", { name: "Send" }).click();
  await expect(heading(other)).toHaveText("Thank you");
  expect(await recordsOf(page.request, "share-note")).toHaveLength(1);
  await other.context().close();
});

test("the longest pages behind links are light, too", async ({ page, browser, server, watch }) => {
  const { feedback, shared } = await asks(page.request);
  // No two lines are alike, so that compression has as little of it as with what people write.
  let seed = 7;
  const words = (count: number) => Array.from({ length: count }, () => (seed = (seed * 48_271) % 2_147_483_647).toString(36).slice(0, 6)).join(" ");
  const changes: Record<string, object> = {
    [`feedback-request:${REQUEST}`]: { [LATER]: { text: words(1_500), questions: Array.from({ length: 20 }, () => words(8)) } },
    [`share:${SHARE}`]: { [LATER]: { companies: true } },
  };
  const record = (number: number) => `0190f5a0-0000-7000-8000-${String(number).padStart(12, "0")}`;
  for (let number = 1000; number < 1060; number += 1) {
    changes[`opportunity:${record(number)}`] = { [STAMP]: { company: words(2), role: words(3) } };
    changes[`learning:${record(number + 1000)}`] = { [STAMP]: { text: words(40), kind: number % 2 ? "keep" : "improve" } };
  }
  const pushed = await page.request.post("/api/v1/push", { data: { changes } });
  expect((await pushed.json()).rejected).toEqual([]);
  const other = await stranger({ browser, server, watch });
  await openLight(other, feedback);
  await expect(other.getByRole("textbox")).toHaveCount(21);
  await other.context().close();
  const partner = await stranger({ browser, server, watch });
  await openLight(partner, shared);
  await expect(partner.getByText("And 20 more.")).toHaveCount(2);
  await partner.context().close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing behind a link, ${colorScheme}, and nothing scrolls sideways`, async ({ page, watch }) => {
    watch.allow(/response 404|status of 404/);
    await page.emulateMedia({ colorScheme });
    const { feedback, shared } = await asks(page.request);
    for (const path of [feedback, shared, `${feedback}?sent`, "/feedback/nothing"]) {
      await page.goto(path);
      await expect(heading(page)).toBeVisible();
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(sideways, `${path} at ${width}`).toBeLessThanOrEqual(0);
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((violation) => `${path} ${violation.id}`)).toEqual([]);
    }
  });
}

test("on a device with the app a link opens its page, and nothing of it is kept", async ({ page }) => {
  const { feedback, shared } = await asks(page.request);
  await open(page);
  await untilControlled(page);
  for (const path of [feedback, shared]) {
    await page.goto(path);
    await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
  }
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept.filter((path) => /^\/(feedback|shared)\//.test(path))).toEqual([]);
});
