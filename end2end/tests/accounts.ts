// Words for accounts in tests: making one, signing in on another device, waiting until everything is everywhere.
import type { Browser } from "@playwright/test";
import { expect, open, type Page, type Server, type Watch } from "./fixtures.ts";

export const PASSWORD = "a quiet lighthouse keeper";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });

/** Makes an account with a password on this device. */
export async function signUp(page: Page, name: string): Promise<void> {
  await open(page, "/account");
  await page.getByText("Make an account", { exact: true }).first().click();
  await usePassword(page, name);
  await button(page, "Make the account").click();
  await expect(page.getByRole("heading", { level: 2, name: "Devices", exact: true })).toBeVisible();
}

/** Signs in with a password on this device. */
export async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await open(page, "/account");
  await page.getByText("Sign in", { exact: true }).first().click();
  await usePassword(page, name, password);
  await page.locator("form").getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Devices", exact: true })).toBeVisible();
}

async function usePassword(page: Page, name: string, password = PASSWORD): Promise<void> {
  const other = page.getByText("Use a password instead", { exact: true });
  if (await other.isVisible()) await other.click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.locator("#account-password").fill(password);
}

/** What another device is made of: `test`'s arguments of these names. */
export interface Place {
  browser: Browser;
  server: Server;
  watch: Watch;
}

/** The same account on another device, with everything fetched. Its context is closed by whoever asked for it. */
export async function anotherDevice({ browser, server, watch }: Place, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url });
  watch.follow(context);
  const device = await context.newPage();
  await signIn(device, name);
  await untilEverywhere(device);
  return device;
}

/** Waits until the server has everything, as the page says it. */
export async function untilEverywhere(page: Page): Promise<void> {
  await expect(page.locator(".sync-state").first()).toContainText("Saved everywhere");
}
