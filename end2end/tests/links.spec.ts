// Pages behind links: complete without JavaScript, light, accessible, never answered for by the app's own worker.
import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext, Browser } from "@playwright/test";
import { PASSWORD } from "./accounts.ts";
import { expect, open, phone, test, untilControlled, type Page, type Server, type Watch } from "./fixtures.ts";

const REQUEST = "0190f5a0-0000-7000-8000-000000000011";
const SHARE = "0190f5a0-0000-7000-8000-000000000012";
const STAMP = "019ec5a0000000000000000000000001";

/** The most a page may weigh with everything it needs, in bytes. */
const HEAVIEST = 40_000;

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

/** Somebody else, on a phone without JavaScript. */
async function stranger(browser: Browser, server: Server, watch: Watch): Promise<Page> {
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false, baseURL: server.url });
  watch.follow(context);
  return context.newPage();
}

/** Opens a page and gives what it weighed with everything it loaded. */
async function weightOf(page: Page, path: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize));
  });
  await page.goto(path, { waitUntil: "networkidle" });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

test("who is asked answers without JavaScript, on a light page", async ({ page, browser, server, watch }) => {
  const { feedback } = await asks(page.request);
  const other = await stranger(browser, server, watch);
  expect(await weightOf(other, feedback)).toBeLessThan(HEAVIEST);
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
  const other = await stranger(browser, server, watch);
  expect(await weightOf(other, shared)).toBeLessThan(HEAVIEST);
  await other.getByRole("textbox").fill("Proud of you");
  await other.getByRole("button", { name: "Send" }).click();
  await expect(heading(other)).toHaveText("Thank you");
  expect(await recordsOf(page.request, "share-note")).toHaveLength(1);
  await other.context().close();
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
