// A first visit to every address: rendered by the server, hydrated without a word in the console, within the policy.
import { expect, open, test, untilControlled } from "./fixtures.ts";

const ADDRESSES = [
  "/",
  "/search",
  "/search/0190f5a0-0000-7000-8000-000000000000",
  "/search/0190f5a0-0000-7000-8000-000000000000/prepare/0190f5a0-0000-7000-8000-000000000001",
  "/search/0190f5a0-0000-7000-8000-000000000000/after/0190f5a0-0000-7000-8000-000000000001",
  "/search/0190f5a0-0000-7000-8000-000000000000/ninety-days",
  "/stories",
  "/comeback/new",
  "/comeback/0190f5a0-0000-7000-8000-000000000000",
  "/learned",
  "/care",
  "/private",
  "/plan",
  "/partners",
  "/feedback",
  "/people",
  "/account",
  "/method",
  "/method/pause",
  "/settings",
];

for (const address of ADDRESSES) {
  test(`${address} is hydrated in silence and keeps one heading`, async ({ page }) => {
    await open(page, address);
    await expect(page.locator("html")).toHaveAttribute("data-rendered", "server");
    await expect(page.locator("h1")).toHaveCount(1);
    await expect(page).toHaveTitle(/One Yes/);
  });

  test(`${address} is drawn from the shell in silence`, async ({ page }) => {
    await open(page);
    await untilControlled(page);
    await open(page, address);
    await expect(page.locator("h1")).toHaveCount(1);
    await expect(page.locator("[data-splash]")).toHaveCount(0);
    await expect(page).toHaveTitle(/One Yes/);
  });
}

test("an unknown address says so, with the status that goes with it", async ({ page, watch }) => {
  watch.allow(/404/);
  const response = await page.goto("/no-such-page");
  expect(response?.status()).toBe(404);
  await expect(page.locator("h1")).toHaveCount(1);
});

test("a first visit offers two doors", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("main").getByRole("link", { name: "I just heard no Two kind" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Start tracking" })).toBeVisible();
});

test("the policy lets nothing in that the page does not carry", async ({ page, watch }) => {
  watch.allow(/Content Security Policy|violates the following/);
  await open(page);
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "document.documentElement.dataset.intruder = 'ran'";
    document.head.append(script);
    const button = document.createElement("button");
    button.setAttribute("onclick", "document.documentElement.dataset.intruder = 'ran'");
    document.body.append(button);
    button.click();
    // In a task of its own: what Playwright evaluates directly is free of the policy.
    await new Promise<void>((done) =>
      setTimeout(() => {
        try {
          (0, eval)("document.documentElement.dataset.intruder = 'ran'");
        } catch {
          // Refused, as it must be.
        }
        done();
      }),
    );
    return document.documentElement.dataset.intruder;
  });
  expect(ran).toBeUndefined();
});

test("the method can be read without JavaScript", async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
  const page = await context.newPage();
  await page.goto("/method");
  await expect(page.locator("h1")).toBeVisible();
  await page.locator("main a[href^='/method/']").first().click();
  await expect(page).toHaveURL(/\/method\/[a-z-]+/);
  await expect(page.locator("h1")).toBeVisible();
  await context.close();
});

test("the theme chosen on this device is there before the first paint", async ({ page, context }) => {
  await context.addInitScript(() => localStorage.setItem("one-yes:theme", "dark"));
  await page.goto("/", { waitUntil: "commit" });
  await page.waitForSelector("body", { state: "attached" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
