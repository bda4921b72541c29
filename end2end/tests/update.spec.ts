// From one build to the next: the new one waits, nothing written is lost, and builds are never mixed.
import { expect, open, test, untilAlive, untilControlled, type Page } from "./fixtures.ts";

const stylesheetOf = (page: Page) => page.locator('link[rel="stylesheet"]').getAttribute("href");

async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
}

test("a new build waits until the person wants it, then the page is of one piece", async ({ page, server }) => {
  await open(page, "/search");
  await untilControlled(page);
  await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
  await page.keyboard.press("Enter");
  await expect(page.locator("main").getByText("Acme").first()).toBeVisible();

  await server.deployNextBuild();
  await lookForUpdate(page);
  const offer = page.getByRole("button", { name: "Use the new version" });
  await expect(offer).toBeVisible();

  // Until then the running build goes on, also after a reload.
  await page.reload();
  await untilAlive(page);
  expect(await stylesheetOf(page)).not.toContain("next-build");
  await expect(offer).toBeVisible();

  // An edit in flight: typed and kept right before the switch.
  await page.getByLabel("Add an opportunity").fill("Globex, Analyst");
  await page.keyboard.press("Enter");
  await offer.click();
  await expect.poll(() => stylesheetOf(page).catch(() => "")).toContain("next-build");
  await untilAlive(page);
  await expect(page.locator("main").getByText("Acme").first()).toBeVisible();
  await expect(page.locator("main").getByText("Globex").first()).toBeVisible();
});

test("the next build replaces the kept files of the one before, and only ours", async ({ page, server }) => {
  await open(page);
  await untilControlled(page);
  await page.evaluate(() => caches.open("of-somebody-else"));
  const before = await page.evaluate(() => caches.keys());
  expect(before.filter((name) => name.startsWith("one-yes-"))).toHaveLength(1);
  await server.deployNextBuild();
  await lookForUpdate(page);
  await page.getByRole("button", { name: "Use the new version" }).click();
  const kept = () => page.evaluate(() => caches.keys()).catch(() => before);
  await expect.poll(async () => (await kept()).filter((name) => before.includes(name))).toEqual(["of-somebody-else"]);
  expect((await kept()).filter((name) => name.startsWith("one-yes-"))).toHaveLength(1);
});

test("the running build never takes a file of the next one", async ({ page, server }) => {
  await open(page);
  await untilControlled(page);
  const files = await page.evaluate(async () => {
    const name = (await caches.keys()).find((key) => key.startsWith("one-yes-"));
    const cache = await caches.open(name ?? "");
    return (await cache.keys()).map((request) => new URL(request.url).pathname);
  });
  await server.deployNextBuild();
  await open(page, "/learned");
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname),
  );
  const foreign = loaded.filter((path) => path.startsWith("/pkg/") && !files.includes(path));
  expect(foreign).toEqual([]);
});
