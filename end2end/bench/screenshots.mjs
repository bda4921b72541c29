// Takes the two pictures the manifest shows to whoever installs the app: Today on a phone, the board on a wide screen.
import { chromium } from "@playwright/test";

const [address, folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const SHOTS = [
  { name: "narrow", path: "/", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  { name: "wide", path: "/search", viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 },
];
for (const { name, path, ...screen } of SHOTS) {
  const context = await browser.newContext({ ...screen, locale: "en-GB", colorScheme: "light", reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${address}/settings`);
  await page.locator('html[data-app="ready"]').waitFor();
  await page.getByRole("button", { name: "Load demo search" }).click();
  await page.getByRole("button", { name: "Remove demo search" }).waitFor();
  await page.goto(address + path);
  await page.locator('html[data-app="ready"]').waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await context.close();
}
await browser.close();
