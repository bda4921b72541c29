// Without a network: every address opens cold, also one never visited, and what was there stays.
import { expect, goOffline, goOnline, open, test, untilAlive, untilControlled } from "./fixtures.ts";

const NEVER_VISITED = [
  "/search",
  "/search/0190f5a0-0000-7000-8000-000000000000",
  "/comeback/new",
  "/comeback/0190f5a0-0000-7000-8000-000000000000?step=reply",
  "/learned",
  "/care",
  "/private",
  "/method",
  "/method/pause",
  "/settings",
  "/search?title=Data%20engineer&text=Acme&url=https%3A%2F%2Facme.example%2Fjobs%2F1",
];

test("every address opens cold with no network, also one never visited", async ({ page, context, server, watch }) => {
  await open(page);
  await untilControlled(page);
  await goOffline(page, server, watch);
  await page.close();
  for (const address of NEVER_VISITED) {
    const cold = await context.newPage();
    await cold.goto(server.url + address);
    await untilAlive(cold);
    await expect(cold.locator("h1"), address).toHaveCount(1);
    await expect(cold.locator("html"), address).not.toHaveAttribute("data-rendered", "server");
    await cold.close();
  }
});

test("what was added before is there without a network", async ({ page, context, server, watch }) => {
  await open(page, "/search");
  await untilControlled(page);
  await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
  await page.keyboard.press("Enter");
  await expect(page.locator("main").getByText("Acme").first()).toBeVisible();
  await goOffline(page, server, watch);
  await page.close();
  const cold = await context.newPage();
  await cold.goto(`${server.url}/search`);
  await expect(cold.locator("main").getByText("Acme").first()).toBeVisible();
});

test("public pages come from the network when it is back", async ({ page, server, watch }) => {
  await open(page);
  await untilControlled(page);
  await goOffline(page, server, watch);
  await open(page, "/method");
  await expect(page.locator("html")).not.toHaveAttribute("data-rendered", "server");
  await goOnline(page, server);
  await open(page, "/method");
  await expect(page.locator("html")).toHaveAttribute("data-rendered", "server");
});

test("health and interfaces are never answered by the worker", async ({ page, server, watch }) => {
  await open(page);
  await untilControlled(page);
  expect(await page.evaluate(async () => (await fetch("/healthz")).status)).toBe(200);
  await goOffline(page, server, watch);
  const outcome = await page.evaluate(async () => fetch("/healthz").then(() => "answered", () => "failed"));
  expect(outcome).toBe("failed");
});
