// Accounts as people use them: by passkey and by password, devices, recovery codes, leaving, and two servers on one database.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { APIResponse } from "@playwright/test";
import { anotherDevice, PASSWORD, signIn, signUp, untilEverywhere, type Place } from "./accounts.ts";
import { add, expect, open, Server, test, untilAlive, type Page } from "./fixtures.ts";
import { byKeyboard, tabTo } from "./hands.ts";
import { PostOffice } from "./post-office.ts";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** A page whose address has a name, as passkeys need one; and a device that keeps passkeys, and says yes. */
async function withPasskeys({ browser, server, watch }: Place) {
  const context = await browser.newContext({ baseURL: server.url.replace("127.0.0.1", "localhost") });
  watch.follow(context);
  watch.allow(/third-party request: http:\/\/localhost/);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const addAuthenticator = async (transport: "internal" | "usb") => {
    const options = { protocol: "ctap2", transport, hasResidentKey: true, hasUserVerification: true } as const;
    const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
    });
    return {
      remove: () => devtools.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId }),
      count: async () => (await devtools.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
    };
  };
  const builtIn = await addAuthenticator("internal");
  return { context, page, addAuthenticator, builtIn };
}

test("by passkey alone: sign up, sign out keeping the search, sign in again, confirm, delete", async ({ browser, server, watch }) => {
  const { context, page } = await withPasskeys({ browser, server, watch });
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await open(page, "/account");
  await expect(page.getByText("The one opportunity on this device will be added to the account")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Ada Passkey");
  await button(page, "Continue with a passkey").click();
  await expect(page.getByRole("heading", { level: 2, name: "Ada Passkey" })).toBeVisible();
  await expect(page.getByText(/Passkey made with Chrome on Linux/)).toBeVisible();
  await untilEverywhere(page);

  watch.allow(/response 409/);
  watch.allow(/status of 409/);
  await button(page, "Remove: Passkey made with Chrome on Linux").click();
  await expect(page.getByText("This is the only way into the account.").first()).toBeVisible();

  await button(page, "Make new recovery codes").click();
  await expect(page.getByRole("dialog", { name: "Your recovery codes" }).getByRole("listitem")).toHaveCount(10);
  await button(page, "I’ve saved them").click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

  await button(page, "Sign out").click();
  await button(page, "Sign out now").click();
  await expect(button(page, "Continue with a passkey")).toBeVisible();
  await expect(page.locator(".sync-state").first()).toContainText("Saved here");
  await open(page, "/search");
  await expect(page.getByRole("link", { name: /Acme/ }).first()).toBeVisible();

  await open(page, "/account");
  await page.getByText("Sign in", { exact: true }).first().click();
  await button(page, "Continue with a passkey").click();
  await expect(page.getByRole("heading", { level: 2, name: "Ada Passkey" })).toBeVisible();
  await untilEverywhere(page);
  await button(page, "Delete the account").click();
  await button(page, "Yes, delete it").click();
  await expect(page.getByText("The account is deleted.").first()).toBeVisible();
  await open(page, "/search");
  await expect(page.getByRole("link", { name: /Acme/ }).first()).toBeVisible();
  await context.close();
});

test("a second passkey is added, and alone confirms who is there and signs in", async ({ browser, server, watch }) => {
  const { context, page, addAuthenticator, builtIn } = await withPasskeys({ browser, server, watch });
  const passkeys = page.getByText(/^Passkey made with/);
  await open(page, "/account");
  await page.getByLabel("Name", { exact: true }).fill("Ada Two Keys");
  await button(page, "Continue with a passkey").click();
  await expect(passkeys).toHaveCount(1);
  expect(await builtIn.count()).toBe(1);

  // Another authenticator takes the second one, and the first is lost.
  await builtIn.remove();
  const key = await addAuthenticator("usb");
  await button(page, "Add a passkey").click();
  await expect(page.getByText("The passkey was added.").first()).toBeVisible();
  await expect(passkeys).toHaveCount(2);
  expect(await key.count()).toBe(1);

  // As the server answers ten minutes later.
  watch.allow(/response 403|status of 403/);
  await page.route("**/api/v1/account/recovery-codes", (route) =>
    route.fulfill({
      status: 403,
      contentType: "application/problem+json",
      body: JSON.stringify({ status: 403, code: "confirm-first", title: "Confirm first", detail: "Show it once more." }),
    }), { times: 1 });
  await button(page, "Make new recovery codes").click();
  const dialog = page.getByRole("dialog", { name: "Is it you?" });
  const confirmed = page.waitForResponse(/\/passkeys\/confirm\/finish$/);
  await dialog.getByRole("button", { name: "Use a passkey", exact: true }).click();
  expect((await confirmed).ok()).toBe(true);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("dialog", { name: "Your recovery codes" }).getByRole("listitem")).toHaveCount(10);
  await button(page, "I’ve saved them").click();

  // The lost one goes from the account, and the other is enough.
  await button(page, "Remove: Passkey made with Chrome on Linux").first().click();
  await expect(passkeys).toHaveCount(1);
  await button(page, "Sign out").click();
  await button(page, "Sign out now").click();
  await page.getByText("Sign in", { exact: true }).first().click();
  await button(page, "Continue with a passkey").click();
  await expect(page.getByRole("heading", { level: 2, name: "Ada Two Keys" })).toBeVisible();
  await untilEverywhere(page);
  await context.close();
});

test("what a passkey has signed lets in once: sent again it is refused, also under another challenge", async ({ browser, server, watch }) => {
  const { context, page } = await withPasskeys({ browser, server, watch });
  await open(page, "/account");
  await page.getByLabel("Name", { exact: true }).fill("Ada Once");
  await button(page, "Continue with a passkey").click();
  await expect(page.getByRole("heading", { level: 2, name: "Ada Once" })).toBeVisible();
  await button(page, "Sign out").click();
  await button(page, "Sign out now").click();
  await page.getByText("Sign in", { exact: true }).first().click();
  const finishing = page.waitForResponse(/\/passkeys\/session\/finish$/);
  await button(page, "Continue with a passkey").click();
  const first = await finishing;
  expect(first.ok()).toBe(true);
  await untilEverywhere(page);

  // Whoever has listened, elsewhere.
  const thief = await browser.newContext();
  const post = (url: string, data?: object) =>
    thief.request.post(url, { data, headers: { Origin: new URL(url).origin, "Sec-Fetch-Site": "same-origin" } });
  const isRefused = async (answer: APIResponse, code: string) => {
    expect(answer.status()).toBeGreaterThanOrEqual(400);
    expect(answer.status()).toBeLessThan(500);
    expect(answer.headers()["content-type"]).toBe("application/problem+json");
    expect(answer.headers()["set-cookie"]).toBeUndefined();
    const problem = await answer.json();
    expect(problem).toMatchObject({ status: answer.status(), code });
    expect(problem.title && problem.detail).toBeTruthy();
  };
  const sent = first.request().postDataJSON() as { ceremony: string; credential: object };
  await isRefused(await post(first.url(), sent), "ceremony-over");
  const begun = await post(first.url().replace(/finish$/, "begin"));
  const { ceremony } = await begun.json();
  await isRefused(await post(first.url(), { ...sent, ceremony }), "passkey-refused");
  await thief.close();
  await context.close();
});

test("a guest with a search who enters an account that has another is told before, and then both are one", async ({ page, browser, server, watch }) => {
  const name = "ada of two searches";
  const [acme, globex] = [/Acme/, /Globex/];
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await signUp(page, name);
  await untilEverywhere(page);
  await open(page, "/search");

  const context = await browser.newContext({ baseURL: server.url });
  watch.follow(context);
  const guest = await context.newPage();
  await open(guest, "/search");
  await add(guest, "Globex, Chef");
  await open(guest, "/account");
  await guest.getByText("Sign in", { exact: true }).first().click();
  const told = "The one opportunity on this device, everything else you’ve written here, and what’s in the account become one search.";
  await expect(guest.getByText(told)).toBeVisible();
  await signIn(guest, name);
  await untilEverywhere(guest);

  await open(guest, "/search");
  for (const device of [page, guest]) {
    for (const employer of [acme, globex]) {
      await expect(device.getByRole("link", { name: employer }).first()).toBeVisible();
    }
    await expect(device.getByText("2 opportunities", { exact: true })).toBeVisible();
  }
  await context.close();
});

test("by keyboard: an account is made with a password, left, entered again, and signed out of for good", async ({ page, watch }) => {
  const name = "ada by keys";
  const devices = page.getByRole("heading", { level: 2, name: "Devices", exact: true });
  await open(page, "/account");
  await byKeyboard.press(page.getByText("Use a password instead", { exact: true }));
  await tabTo(page.getByLabel("Name", { exact: true }), "Shift+Tab");
  await page.keyboard.insertText(name);
  await byKeyboard.write(page.locator("#account-password"), PASSWORD);
  await page.keyboard.press("Enter");
  await expect(devices).toBeVisible();
  await expect(page.locator("#heading")).toBeFocused();

  // Closed by Escape, a dialog gives the focus back to where it was opened.
  const signOut = button(page, "Sign out");
  await byKeyboard.press(signOut);
  await expect(page.getByRole("dialog", { name: "Sign out of this device" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(signOut).toBeFocused();

  // New codes outlive a dialog that was closed by a stray key.
  await byKeyboard.press(button(page, "Make new recovery codes"));
  await expect(page.getByRole("dialog", { name: "Your recovery codes" })).toBeVisible();
  const first = await page.getByRole("listitem").filter({ has: page.locator("code") }).first().innerText();
  await page.keyboard.press("Escape");
  await byKeyboard.press(button(page, "Show the new codes"));
  await expect(page.getByRole("dialog", { name: "Your recovery codes" })).toContainText(first);
  await byKeyboard.press(button(page, "I’ve saved them"));
  await expect(button(page, "Show the new codes")).toBeHidden();

  // The two choices are one stop, moved through by arrows.
  await byKeyboard.press(signOut);
  await tabTo(page.getByLabel(/Keep it here/));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel(/Clear this device/)).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await byKeyboard.press(button(page, "Sign out now"));
  await expect(button(page, "Continue with a passkey")).toBeVisible();
  await expect(page.locator("#heading")).toBeFocused();

  watch.allow(/response 401|status of 401/);
  await tabTo(page.getByRole("radio", { name: "Make an account" }));
  await page.keyboard.press("ArrowRight");
  await byKeyboard.press(page.getByText("Use a password instead", { exact: true }));
  await byKeyboard.write(page.getByLabel("Name", { exact: true }), name);
  await byKeyboard.write(page.locator("#account-password"), "not this one at all");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "don’t match" })).toBeVisible();
  await expect(page.locator("#account-password")).toBeFocused();
  await byKeyboard.write(page.locator("#account-password"), PASSWORD);
  await page.keyboard.press("Enter");
  await expect(devices).toBeVisible();
  await byKeyboard.press(button(page, "Delete the account"));
  await byKeyboard.press(button(page, "Yes, delete it"));
  await expect(page.getByText("The account is deleted.").first()).toBeVisible();
  await expect(page.locator("#heading")).toBeFocused();
});

test("a device that is signed out from another keeps everything, says so, and goes on after signing in", async ({ page, browser, server, watch }) => {
  const name = "ada two devices";
  await signUp(page, name);
  const laptop = await anotherDevice({ browser, server, watch }, name);
  await page.reload();
  await untilAlive(page);
  await button(page, "Sign out all other devices").click();
  await expect(page.locator(".account-row").filter({ hasText: "Last used" })).toHaveCount(0);

  watch.allow(/response 401|status of 401/);
  await open(laptop, "/search");
  await add(laptop, "Globex, Chef");
  await expect(laptop.locator(".sync-state").first()).toContainText("2 waiting");
  await open(laptop, "/account");
  await expect(laptop.getByText("This device was signed out.").first()).toBeVisible();
  await signIn(laptop, name);
  await untilEverywhere(laptop);
  await open(page, "/search");
  await expect(page.getByRole("link", { name: /Globex/ }).first()).toBeVisible();
  await laptop.context().close();
});

test("on a shared computer signing out clears the device, and a wrong password says so kindly", async ({ page, watch }) => {
  const name = "ada shared";
  await signUp(page, name);
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await untilEverywhere(page);
  await open(page, "/account");
  await button(page, "Sign out").click();
  await page.getByLabel(/Clear this device/).check();
  await button(page, "Sign out now").click();
  await expect(page).toHaveURL(/\/$/);
  await untilAlive(page);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("one-yes:1:")))).toEqual([]);

  watch.allow(/response 401|status of 401/);
  await open(page, "/account");
  await page.getByText("Sign in", { exact: true }).first().click();
  await page.getByText("Use a password instead").click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.locator("#account-password").fill("not this one at all");
  await page.locator("form").getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "don’t match" })).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  await page.getByLabel(/This is a shared computer/).check();
  await page.locator("#account-password").fill(PASSWORD);
  await page.locator("form").getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Devices", exact: true })).toBeVisible();
  await page.reload();
  await untilAlive(page);
  await button(page, "Sign out").click();
  await expect(page.getByLabel(/Clear this device/)).toBeChecked();
});

test("how strong a new password is, is said while it is typed", async ({ page }) => {
  await open(page, "/account");
  await page.getByText("Make an account", { exact: true }).first().click();
  const other = page.getByText("Use a password instead", { exact: true });
  if (await other.isVisible()) await other.click();
  const field = page.locator("#account-password");
  for (const [typed, told] of [
    ["short", "12 characters or more."],
    ["aaaaaaaaaaaa", "easy to guess"],
    ["quiet keeper", "Good."],
    [PASSWORD, "Strong."],
  ] as const) {
    await field.fill(typed);
    await expect(field).toHaveAccessibleDescription(new RegExp(told));
  }
  await expect(field).toHaveAttribute("type", "password");
  await expect(field).toHaveAttribute("autocomplete", "new-password");
  await button(page, "Show").click();
  await expect(field).toHaveAttribute("type", "text");
});

test("where the server does not end a session, the page says that the device is still signed in", async ({ page, watch }) => {
  await signUp(page, "ada held");
  watch.allow(/response 503|status of 503/);
  await page.route("**/api/v1/session", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({ status: 503, code: "busy", title: "Busy", detail: "Try again in a moment." }),
    }), { times: 1 });
  await button(page, "Sign out").click();
  await button(page, "Sign out now").click();
  await expect(page.getByRole("alert").filter({ hasText: "You’re still signed in here. Try again in a moment." })).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect((await page.request.get("/api/v1/account")).status()).toBe(200);
  await button(page, "Sign out").click();
  await button(page, "Sign out now").click();
  await expect(page.getByRole("status").filter({ hasText: "Signed out." })).toBeAttached();
  expect((await page.request.get("/api/v1/account")).status()).toBe(401);
});

test("who has nothing but a recovery code at hand can still do what asks who is there", async ({ page, watch }) => {
  const dialog = (name: string) => page.getByRole("dialog", { name });
  await signUp(page, "ada with codes");
  await button(page, "Make new recovery codes").click();
  const code = await dialog("Your recovery codes").getByRole("listitem").first().innerText();
  expect(code).toMatch(/^([0-9a-z]{4}-){5}[0-9a-z]{4}$/);
  await button(page, "I’ve saved them").click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

  // As the server answers ten minutes later.
  watch.allow(/response 403|status of 403/);
  await page.route("**/api/v1/account/recovery-codes", (route) =>
    route.fulfill({
      status: 403,
      contentType: "application/problem+json",
      body: JSON.stringify({ status: 403, code: "confirm-first", title: "Confirm first", detail: "Show it once more." }),
    }), { times: 1 });
  await button(page, "Make new recovery codes").click();
  await dialog("Is it you?").getByText("Use a recovery code instead").click();
  await dialog("Is it you?").getByLabel("Recovery code").fill(code.toUpperCase());
  await button(page, "Confirm with the code").click();
  await expect(dialog("Is it you?")).toBeHidden();
  await expect(dialog("Your recovery codes").getByRole("listitem")).toHaveCount(10);
  await button(page, "I’ve saved them").click();
  await untilEverywhere(page);
});

test("what was removed comes back from the bin, whole", async ({ page }) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await page.getByLabel("Move to another stage").selectOption("interviewing");
  await page.getByRole("button", { name: "Remove", exact: true }).last().click();
  await open(page, "/settings");
  await page.getByRole("button", { name: "Bring back: Data engineer at Acme" }).click();
  await open(page, "/search");
  await expect(page.getByRole("region", { name: /Interviewing/ }).getByRole("link", { name: /Acme/ })).toBeVisible();
});

test("a stage that was removed comes back from the bin, with what stood there", async ({ page }) => {
  await open(page, "/settings");
  await page.getByLabel("A stage of your own").fill("Homework");
  await button(page, "Add stage").click();
  await page.getByRole("link", { name: "Tracker", exact: true }).click();
  await add(page, "Acme, Data engineer");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await page.getByLabel("Move to another stage").selectOption({ label: "Homework" });
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await button(page, "Remove the stage Homework").click();
  const back = button(page, "Bring back: The stage Homework");
  await expect(page.getByLabel("Name of the stage Homework")).toBeHidden();
  await tabTo(back);
  await page.keyboard.press("Enter");
  await expect(back).toBeHidden();
  await page.getByRole("link", { name: "Tracker", exact: true }).click();
  await expect(page.getByRole("region", { name: /Homework/ }).getByRole("link", { name: /Acme/ })).toBeVisible();
});

test("a bin with thousands of things is shown to its end, and the focus goes on where the new ones begin", async ({ page }) => {
  await open(page, "/settings");
  await page.evaluate(() => {
    const now = Date.now();
    const hex = (number: number, digits: number) => number.toString(16).padStart(digits, "0");
    for (let number = 0; number < 3_000; number += 1) {
      const stamp = hex(now - number * 1_000, 12) + hex(0, 4) + hex(7, 16);
      const key = `one-yes:1:learning:0190f5a0-0000-7000-8000-${hex(number, 12)}`;
      localStorage.setItem(key, JSON.stringify({ [stamp]: { text: `Learning ${number}`, removed: true } }));
    }
  });
  await page.reload();
  await untilAlive(page);
  const bin = page.getByRole("region", { name: "Bin" });
  await expect(bin.getByRole("listitem")).toHaveCount(12);
  const more = bin.getByRole("button", { name: "Show more" });
  await tabTo(more);
  await page.keyboard.press("Enter");
  await expect(bin.getByRole("listitem")).toHaveCount(48);
  await expect(button(page, "Bring back: Learning 12")).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "48 of 3000 are shown." })).toBeAttached();
  while (await more.isVisible()) await more.click();
  await expect(bin.getByRole("listitem")).toHaveCount(3_000);
  await button(page, "Bring back: Learning 2999").click();
  await expect(bin.getByRole("listitem")).toHaveCount(2_999);
});

test("a lost password is replaced by a link that was mailed", async ({ browser, watch }) => {
  const office = new PostOffice();
  const server = new Server();
  await server.start(undefined, "--smtp", await office.open());
  watch.allow(/third-party request/);
  const device = async () => {
    const context = await browser.newContext({ baseURL: server.url });
    watch.follow(context);
    return context.newPage();
  };
  const page = await device();
  await signUp(page, "ada by mail");
  await page.getByText("Add an email address", { exact: true }).click();
  await page.getByLabel("Email address", { exact: true }).fill("ada@example.org");
  await button(page, "Email a link").click();
  await expect.poll(() => office.link(0)).toContain("#confirm-mail=");
  await expect(page.getByText("We emailed a link to ada@example.org")).toBeVisible();
  // A document of its own, as a link in a mail opens one.
  await page.goto("about:blank");
  await page.goto(office.link(0));
  await expect(page.getByText("We can email a link for a new password to ada@example.org")).toBeVisible();
  await expect(page).toHaveURL(/\/account$/);
  await page.reload();
  await expect(page.getByText("We can email a link for a new password to ada@example.org")).toBeVisible();

  const lost = await device();
  await open(lost, "/account");
  await lost.getByText("Sign in", { exact: true }).first().click();
  await lost.getByText("Lost your password or passkey?").click();
  await lost.getByLabel("Account to email a link for").fill("Ada by mail");
  await button(lost, "Email me a link").click();
  await expect(lost.getByRole("status").filter({ hasText: "we’ve sent a link" })).toBeVisible();
  await expect.poll(() => office.link(1)).toContain("#new-password=");
  await lost.goto("about:blank");
  await lost.goto(office.link(1));
  // A token is not to stay where others find it, nor to be used once more by a reload.
  await expect(lost).toHaveURL(/\/account$/);
  await lost.locator("#mailed-password").fill("seven slow herons fly");
  await button(lost, "Set it and sign in").click();
  await expect(lost.getByRole("heading", { level: 2, name: "Devices", exact: true })).toBeVisible();
  await expect.poll(() => office.letters[2]).toContain("Your password was changed");
  await page.context().close();
  await lost.context().close();
  await server.dispose();
  office.close();
});

test("two servers on one PostgreSQL: both see changes live, and either can go", async ({ browser, watch }) => {
  const script = join(import.meta.dirname, "../../scripts/postgres.sh");
  const run = (...words: string[]) => execFileSync(script, words, { encoding: "utf8" }).trim();
  const given = process.env.ONE_YES_TEST_POSTGRES;
  const folder = given ?? run("start");
  const database = `playwright_${process.pid}_${Date.now()}`;
  run("create", folder, database);
  const url = run("url", folder, database);
  const [first, second] = [new Server(), new Server()];
  await first.start(undefined, "--database", url);
  await second.start(undefined, "--database", url);
  watch.allow(/third-party request|ERR_|request failed|service worker/i);
  const deviceOf = async (server: Server) => {
    const context = await browser.newContext({ baseURL: server.url });
    watch.follow(context);
    return context.newPage();
  };
  const [one, two] = [await deviceOf(first), await deviceOf(second)];
  await signUp(one, "ada on two servers");
  await signIn(two, "ada on two servers");
  for (const device of [one, two]) {
    await open(device, "/search");
    await untilEverywhere(device);
  }
  await add(one, "Acme, Data engineer");
  await expect(two.getByRole("link", { name: /Acme/ }).first()).toBeVisible({ timeout: 1_500 });
  await first.stop();
  await add(two, "Globex, Chef");
  await untilEverywhere(two);
  await first.start(undefined, "--database", url);
  await expect(one.getByRole("link", { name: /Globex/ }).first()).toBeVisible({ timeout: 40_000 });
  await one.context().close();
  await two.context().close();
  await first.dispose();
  await second.dispose();
  if (!given) run("stop", folder);
});
