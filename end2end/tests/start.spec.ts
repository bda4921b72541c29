// The start: what is fetched before the app answers, and what it survives. Without a service worker, as on a first visit.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, open, phone, test, untilAlive, type Page } from "./fixtures.ts";
import { SITE } from "./server.ts";

test.use({ serviceWorkers: "block" });

const REST = /\/pkg\/(split_rest|chunk_)/;
const METHOD = /\/pkg\/split_method/;

const ADDRESSES = ["/", "/search", "/comeback/new", "/people", "/learned", "/account", "/settings", "/method", "/method/pause"];

// Playwright warns where it blocks the worker.
test.beforeEach(({ watch }) => watch.allow(/Service Worker registration blocked/));

/** Runs a function in the page when the document is whole, before any module script. */
async function beforeTheStart(page: Page, change: () => void): Promise<void> {
  await page.addInitScript(`document.addEventListener("DOMContentLoaded", ${change.toString()})`);
}

/** Whether the heading that the server sent is still the one in the page. */
const heading = {
  mark: () => document.querySelector("h1")?.setAttribute("data-sent", ""),
  isKept: (page: Page) => page.locator("h1[data-sent]").count(),
};

for (const address of ADDRESSES) {
  test(`${address} is drawn over what the server sent`, async ({ page }) => {
    await beforeTheStart(page, heading.mark);
    await open(page, address);
    expect(await heading.isKept(page)).toBe(1);
  });
}

const CHANGES: [string, () => void][] = [
  ["an element of an extension at the start of the body", () => document.body.prepend(document.createElement("div"))],
  ["an element beside a field", () => document.querySelector("#quick-add")?.after(document.createElement("helper-extension"))],
  [
    "comments taken out on the way",
    () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
      const comments: ChildNode[] = [];
      while (walker.nextNode()) comments.push(walker.currentNode as ChildNode);
      for (const comment of comments) comment.remove();
    },
  ],
  [
    "words turned into links",
    () => {
      const hint = document.querySelector("#quick-add-hint")?.firstChild;
      const link = document.createElement("a");
      link.href = "tel:123";
      link.textContent = "link";
      (hint as Text).splitText(7).before(link);
    },
  ],
  [
    "words translated",
    () => {
      for (const label of document.querySelectorAll("label, h1, .rail__item > span")) {
        const font = document.createElement("font");
        font.append(...label.childNodes);
        label.append(font);
      }
    },
  ],
];

for (const [what, change] of CHANGES) {
  test(`the app starts in silence after ${what}`, async ({ page }) => {
    await beforeTheStart(page, change);
    await open(page, "/search");
    await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: /Acme/ }).first()).toBeVisible();
    await expect(page.locator("h1")).toHaveCount(1);
  });
}

test("a page of another shape but as many nodes is drawn anew, with what was typed", async ({ page, watch }) => {
  watch.allow(/panicked|unreachable|RuntimeError/);
  let loads = 0;
  page.on("domcontentloaded", () => (loads += 1));
  await page.route(/\.wasm$/, async (route) => {
    await new Promise((done) => setTimeout(done, 300));
    await route.continue();
  });
  await page.addInitScript(() => {
    if (sessionStorage.getItem("changed")) return;
    sessionStorage.setItem("changed", "1");
    addEventListener("DOMContentLoaded", () => {
      // An icon with its two nodes becomes a text and two comments.
      document.querySelector(".quick-add svg")?.replaceWith("+");
      document.querySelector("main")?.append(document.createComment("a"), document.createComment("b"));
      const field = document.querySelector<HTMLTextAreaElement>("#quick-add");
      if (field) field.value = "Acme, Data engineer";
    });
  });
  await page.goto("/search");
  await expect.poll(() => loads).toBe(2);
  await untilAlive(page);
  await expect(page.getByLabel("Add an opportunity")).toHaveValue("Acme, Data engineer");
});

/** Holds a kind of file back until it is let through. */
async function holdBack(page: Page, files: RegExp): Promise<() => Promise<void>> {
  let letThrough = () => {};
  const gate = new Promise<void>((opened) => (letThrough = opened));
  await page.route(files, async (route) => {
    await gate;
    await route.continue();
  });
  return async () => letThrough();
}

test("what was typed before the app ran is still there, with the caret where it was", async ({ page }) => {
  const arrive = await holdBack(page, /\.wasm$/);
  await page.goto("/search", { waitUntil: "commit" });
  const field = page.getByLabel("Add an opportunity");
  await field.pressSequentially("Acme, engineer");
  for (let step = 0; step < 8; step += 1) await page.keyboard.press("ArrowLeft");
  await arrive();
  await untilAlive(page);
  await expect(field).toHaveValue("Acme, engineer");
  await page.keyboard.type("Data ");
  await expect(field).toHaveValue("Acme, Data engineer");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: /Acme/ }).first()).toBeVisible();
});

for (const how of ["Enter", "Add"] as const) {
  test(`${how} pressed before the app ran adds once it does, and once`, async ({ page }) => {
    const arrive = await holdBack(page, /\.wasm$/);
    await page.goto("/search", { waitUntil: "commit" });
    await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
    if (how === "Enter") await page.getByLabel("Add an opportunity").press("Enter");
    else for (let press = 0; press < 3; press += 1) await page.getByRole("button", { name: "Add", exact: true }).click();
    await arrive();
    await untilAlive(page);
    await expect(page.locator("main").getByRole("link", { name: /Acme/ })).toHaveCount(1);
    await expect(page.getByLabel("Add an opportunity")).toHaveValue("");
  });
}

test("a new line and the Enter of an input method submit nothing before the app runs", async ({ page }) => {
  const arrive = await holdBack(page, /\.wasm$/);
  await page.goto("/search", { waitUntil: "commit" });
  const field = page.getByLabel("Add an opportunity");
  await field.pressSequentially("Acme, Data engineer");
  await field.press("Shift+Enter");
  await field.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  await arrive();
  await untilAlive(page);
  await expect(field).toHaveValue("Acme, Data engineer\n");
  await expect(page.locator("main").getByRole("link", { name: /Acme/ })).toHaveCount(0);
});

test("letters typed into a field before the app runs are no commands", async ({ page }) => {
  const arrive = await holdBack(page, /\.wasm$/);
  await page.goto("/search", { waitUntil: "commit" });
  // In a field without a form. It is out of sight as long as there is nothing to find.
  await page.locator("#find").dispatchEvent("keydown", { key: "n" });
  await arrive();
  await untilAlive(page);
  await expect(page.locator("html")).toHaveAttribute("data-parts", "all");
  await expect(page).toHaveURL(/search/);
});

test("what was typed on one page is not written into another, and a password is not kept", async ({ page, watch }) => {
  watch.allow(/ERR_FAILED|request failed|Failed to fetch/);
  await page.route(REST, (route) => route.abort());
  await page.goto("/account");
  await page.getByText("Sign in", { exact: true }).first().click({ force: true });
  await page.evaluate(() => {
    const form = document.createElement("form");
    form.innerHTML = '<input id="try-name"><input id="try-password" type="password">';
    document.body.append(form);
    for (const field of form.querySelectorAll("input")) field.value = "lighthouse";
  });
  await page.goto("/people");
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("lighthouse");
  await page.goto("/search");
  await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
  await page.unroute(REST);
  await page.goto("/people");
  await untilAlive(page);
  await page.goto("/search");
  await untilAlive(page);
  await expect(page.getByLabel("Add an opportunity")).toHaveValue("Acme, Data engineer");
});

test("a choice made before the app ran is kept", async ({ page }) => {
  const arrive = await holdBack(page, /\.wasm$/);
  await page.goto("/settings", { waitUntil: "commit" });
  const dark = page.getByRole("radio", { name: "Dark" });
  await dark.check({ force: true });
  await arrive();
  await untilAlive(page);
  await expect(dark).toBeChecked();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a first page answers before the rest is here, and the rest comes by itself", async ({ page }) => {
  const arrive = await holdBack(page, REST);
  await open(page, "/");
  await page.getByRole("link", { name: "Start tracking" }).click();
  await expect(page).toHaveURL(/search/);
  await expect(page.locator("[aria-busy=true] h1")).toHaveText("One moment");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "One yes is enough" })).toBeVisible();
  await page.getByRole("link", { name: "Start tracking" }).click();
  await arrive();
  await expect(page.getByLabel("Add an opportunity")).toBeFocused();
});

test("keys pressed before the rest is here are done when it is", async ({ page }) => {
  const arrive = await holdBack(page, REST);
  await open(page, "/");
  await page.keyboard.press("a");
  await arrive();
  await expect(page.getByLabel("Add an opportunity")).toBeFocused();
  await expect(page.getByLabel("Add an opportunity")).toHaveValue("");
});

test("the palette asked for before the rest is here opens when it is", async ({ page }) => {
  const arrive = await holdBack(page, REST);
  await open(page, "/");
  await page.keyboard.press("Control+k");
  await arrive();
  await expect(page.getByRole("combobox", { name: "Find or add anything" })).toBeFocused();
});

test("a part that does not arrive says so, and comes with the network", async ({ page, watch }) => {
  watch.allow(/ERR_FAILED|request failed|Failed to fetch/);
  await page.route(REST, (route) => route.abort());
  await open(page, "/");
  await page.getByRole("link", { name: "Start tracking" }).click();
  await expect(page.getByRole("heading", { name: "This page hasn’t loaded yet" })).toBeVisible();
  await page.getByRole("link", { name: "Method" }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("One moment");
  await page.goBack();
  await page.unroute(REST);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(page.getByLabel("Add an opportunity")).toBeVisible();
});

test("a part of a build that is gone says so and offers to reload", async ({ page, watch }) => {
  watch.allow(/404|wasm|Failed/);
  await page.route(REST, (route) => route.fulfill({ status: 404, body: "" }));
  await open(page, "/");
  await page.route(/\/pkg\/boot\./, (route) => route.fulfill({ status: 404, body: "" }));
  await page.getByRole("link", { name: "Start tracking" }).click();
  // Asked for at the start, when the boot script was still there; the next place asks again.
  await page.getByRole("link", { name: "People" }).click();
  await expect(page.getByRole("heading", { name: "There is a new version of One Yes" })).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Reload" }).click();
  await untilAlive(page);
  await expect(page).toHaveURL(/people/);
  await expect(page.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
});

test("a page that cannot start says so, goes on by itself and loses nothing", async ({ page, watch }) => {
  watch.allow(/ERR_FAILED|request failed|Failed to fetch/);
  await page.route(REST, (route) => route.abort());
  await page.goto("/search");
  const notice = page.locator(".start-notice");
  await expect(notice).toBeVisible();
  await expect(notice).toContainText("hasn’t finished loading");
  await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
  await page.unroute(REST);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await untilAlive(page);
  await expect(notice).toBeHidden();
  await expect(page.getByLabel("Add an opportunity")).toHaveValue("Acme, Data engineer");
});

for (const [what, file] of [
  ["start script", /\/pkg\/boot\./],
  ["module script", /\/pkg\/one-yes\..*\.js$/],
  ["loader", /\/pkg\/__wasm_split\./],
  ["WebAssembly", /\/pkg\/one-yes\..*\.wasm$/],
] as const) {
  test(`a ${what} that does not arrive leaves no page that looks alive and is dead`, async ({ page, watch }) => {
    watch.allow(/ERR_FAILED|request failed|Failed to fetch/);
    await page.route(file, (route) => route.abort());
    await page.goto("/search");
    await expect(page.locator(".start-notice")).toBeVisible();
    await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
    await page.unroute(file);
    await page.locator(".start-notice").getByRole("link", { name: "Try again" }).click();
    await untilAlive(page);
    await expect(page.getByLabel("Add an opportunity")).toHaveValue("Acme, Data engineer");
  });
}

/** The bytes of all files of a kind in the site, as they are sent to a browser that takes brotli. */
function bytesOf(files: RegExp): number {
  const pkg = join(SITE, "pkg");
  const sent = readdirSync(pkg).filter((name) => files.test(name));
  return sent.reduce((sum, name) => sum + statSync(join(pkg, name)).size, 0);
}

test("the WebAssembly keeps within its limits", () => {
  expect(bytesOf(/^one-yes.*\.wasm\.br$/)).toBeLessThanOrEqual(145_000);
  expect(bytesOf(/\.wasm\.br$/)).toBeLessThanOrEqual(1_060_000);
});

for (const [address, limit] of [
  ["/", 178_000],
  ["/method/pause", 220_000],
] as const) {
  test(`${address} answers after at most ${limit / 1000} kB`, async ({ page }) => {
    const arrive = await holdBack(page, address === "/" ? REST : /\/pkg\/split_rest/);
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      sizes.push(request.sizes().then((sent) => sent.responseBodySize + sent.responseHeadersSize));
    });
    await open(page, address);
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(limit);
    await arrive();
  });
}

test.describe("on a phone", () => {
  test.use(phone);

  test("the notice of a failed start covers no place of the app", async ({ page, watch }) => {
    watch.allow(/ERR_FAILED|request failed|Failed to fetch/);
    await page.route(METHOD, (route) => route.abort());
    await page.goto("/method/pause");
    const notice = await page.locator(".start-notice").boundingBox();
    const rail = await page.locator(".rail").boundingBox();
    expect((notice?.y ?? 0) + (notice?.height ?? 0)).toBeLessThanOrEqual(rail?.y ?? 0);
  });
});
