// Around the page: input methods, translators, paper.
import { add, expect, open, phone, test, type Page } from "./fixtures.ts";

test("the Enter that ends a composition adds nothing, in any browser's order of events", async ({ page }) => {
  await open(page, "/search");
  const field = page.getByLabel("Add an opportunity");
  await field.fill("株式会社みどり");
  const enter = (init: { keyCode?: number; isComposing?: boolean }) =>
    field.evaluate((area, given) => {
      const press = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...given });
      if (given.keyCode) Object.defineProperty(press, "keyCode", { value: given.keyCode });
      area.dispatchEvent(press);
      return press.defaultPrevented;
    }, init);
  // Safari, after the composition has ended; all others, within it.
  expect(await enter({ keyCode: 229 })).toBe(false);
  expect(await enter({ isComposing: true })).toBe(false);
  await expect(field).toHaveValue("株式会社みどり");
  expect(await enter({})).toBe(true);
  await expect(field).toHaveValue("");

  // The palette chooses nothing either.
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("combobox", { name: "Find or add anything" });
  await palette.fill("Learned");
  await palette.evaluate((input) => {
    const press = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    Object.defineProperty(press, "keyCode", { value: 229 });
    input.dispatchEvent(press);
  });
  await expect(palette).toBeVisible();
  await palette.press("Enter");
  await expect(page).toHaveURL(/\/learned/);
});

/** How translators put their own element in the place of a text. */
const STEPS = ["replaceChild", "insert, then remove", "around it"] as const;

/** Translates what is there, as Google Translate does: each text becomes two nested elements with other words. */
async function translate(page: Page, how: (typeof STEPS)[number]): Promise<void> {
  await page.evaluate((step) => {
    const texts: Text[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      const parent = text.parentElement;
      if (text.data.trim() && parent && !parent.closest("script, style, textarea, font")) texts.push(text);
    }
    for (const text of texts) {
      const outer = document.createElement("font");
      const inner = outer.appendChild(document.createElement("font"));
      const parent = text.parentNode;
      if (step === "around it") {
        parent?.replaceChild(outer, text);
        inner.appendChild(text);
        continue;
      }
      inner.textContent = `»${text.data}«`;
      if (step === "replaceChild") {
        parent?.replaceChild(outer, text);
      } else {
        parent?.insertBefore(outer, text);
        text.remove();
      }
    }
  }, how);
}

for (const how of STEPS) {
  test(`on a translated page what changes stays current: ${how}`, async ({ page }) => {
    await open(page, "/search");
    await add(page, "Acme, Nurse");
    await expect(page.locator(".count")).toContainText("1 opportunity");
    await translate(page, how);
    if (how !== "around it") await expect(page.locator(".count")).toHaveText("»1 opportunity«");
    await add(page, "Boreal, Cook");
    await expect(page.locator(".count")).toHaveText("2 opportunities");
    // Translated again and changed again, also back to what it was.
    await translate(page, how);
    await page.keyboard.press("Escape");
    await page.locator("h1").click();
    await page.keyboard.press("Control+z");
    await expect(page.locator(".count")).toHaveText("1 opportunity");
    await expect(page.getByRole("link", { name: /Boreal/ })).toHaveCount(0);

    // A sentence that comes and goes: what is wrong with a field.
    await page.getByRole("link", { name: /Acme/ }).first().click();
    await page.locator(".card").filter({ has: page.locator("#fact-company, .facts") }).getByRole("button").first().click();
    await page.locator("#fact-link").fill("javascript:alert(1)");
    const hint = page.locator("#fact-link-hint");
    await expect(hint).toContainText("Only links that begin with https");
    await translate(page, how);
    await page.locator("#fact-link").fill("https://acme.example");
    await expect(hint).toHaveText("");
    await page.locator("#fact-link").fill("javascript:alert(1)");
    await expect(hint).toContainText("Only links that begin with https");

    // Another page is all new.
    await page.locator('.rail a[href="/learned"]').click();
    await expect(page.locator("h1")).toHaveText("Learned");
    await expect(page).toHaveURL(/\/learned/);
  });
}

test("a translation that is taken back leaves the words of the page, once", async ({ page }) => {
  await open(page, "/search");
  await add(page, "Acme, Nurse");
  await translate(page, "replaceChild");
  await page.evaluate(() => {
    for (const font of document.querySelectorAll("body font")) {
      if (!font.parentElement?.closest("font")) font.remove();
    }
  });
  await expect(page.locator(".count")).toHaveText("1 opportunity");
  await add(page, "Boreal, Cook");
  await expect(page.locator(".count")).toHaveText("2 opportunities");
});

test("the board on paper has every card, uncut, and nothing of the frame", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page, "/search");
  await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
  // More than a column shows at first.
  for (let number = 0; number < 30; number += 1) {
    await page.getByLabel("Add an opportunity").fill(`Company ${number}, A role with a name that is rather long`);
    await page.keyboard.press("Enter");
  }
  await expect(page.locator(".board-card")).toHaveCount(24);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(page.locator(".board-card")).toHaveCount(30);
  for (const width of [720, 1040]) {
    await page.setViewportSize({ width, height: 1000 });
    await page.emulateMedia({ media: "print" });
    const cut = await page.evaluate(() => {
      const sheet = document.documentElement.clientWidth;
      const outside = [...document.querySelectorAll(".board-card, .column__head")].filter((part) => {
        const box = part.getBoundingClientRect();
        const isWithin = (around: Element) => box.right <= around.getBoundingClientRect().right + 1;
        return box.width < 1 || box.height < 1 || box.right > sheet || !isWithin(part.closest(".column") ?? part);
      });
      const scrolling = [".board", ".column", ".main", ".app"].filter((selector) => {
        const element = document.querySelector(selector);
        return element && (getComputedStyle(element).overflowY !== "visible" || element.scrollHeight > element.clientHeight + 1);
      });
      return { outside: outside.length, scrolling };
    });
    expect(cut, `at ${width} px`).toEqual({ outside: 0, scrolling: [] });
    for (const part of [".rail", ".quick-add", ".filters", ".board-card .menu", ".toasts", ".page__head .segmented", ".sync-state"]) {
      for (const one of await page.locator(part).all()) await expect(one, part).toBeHidden();
    }
  }
});

test.describe("on a phone", () => {
  test.use(phone);

  test("the method is two taps from every page, though the bar has no room for it", async ({ page }) => {
    for (const path of ["/", "/search", "/plan", "/people", "/learned", "/account", "/comeback/new"]) {
      await open(page, path);
      await page.getByRole("link", { name: "Settings", exact: true }).click();
      await page.locator("main").getByRole("link", { name: "Method", exact: true }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("What to do with a no");
    }
  });
});
