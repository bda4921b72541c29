// Access: the keyboard alone is enough, axe finds nothing on any page in light and dark, and nothing scrolls sideways.
import AxeBuilder from "@axe-core/playwright";
import { expect, open, phone, test, untilAlive, type Page } from "./fixtures.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("by keyboard alone: add, find, hear no, close the chapter, undo", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Tab");
  await expect(page.getByText("Skip to the content")).toBeFocused();
  await page.keyboard.press("a");
  await expect(page.getByLabel("Add an opportunity")).toBeFocused();
  await page.keyboard.type("Acme, Data engineer");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 opportunity", { exact: true })).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("acme");
  await expect(page.getByRole("option", { name: /Data engineer at Acme/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("Data engineer at Acme");
  await expect(heading(page)).toBeFocused();

  await page.getByRole("button", { name: "They said no" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/comeback\//);
  // An answer to an application is closed at once; who wants to look at it can.
  await expect(heading(page)).toHaveText("This chapter is closed");
  await page.getByRole("button", { name: "Look at why" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Beyond my control" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Close this chapter" }).focus();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("This chapter is closed");
  await page.keyboard.press("Control+z");
  await expect(heading(page)).not.toHaveText("This chapter is closed");

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(heading(page)).toHaveText("Tracker");
  await expect(heading(page)).toBeFocused();
});

test("a card moves by Alt and arrows, keeps the focus, and says where it went", async ({ page }) => {
  await open(page, "/search");
  await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
  await page.keyboard.press("Enter");
  const card = page.getByRole("link", { name: /Acme/ }).first();
  await card.focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(page.getByRole("region", { name: /Applied/ }).getByRole("link", { name: /Acme/ })).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "Acme moved to Applied" })).toHaveCount(1);
});

/** The address of every page, with one of each of the example search where a page needs it. */
async function addresses(page: Page): Promise<string[]> {
  const stored = await page.evaluate(() => Object.entries({ ...localStorage }));
  const of = (kind: string, text = ""): [string, string] => {
    const found = stored.find(([key, value]) => key.startsWith(`one-yes:1:${kind}:`) && value.includes(text));
    expect(found, `${kind} ${text}`).toBeTruthy();
    const [key = "", value = ""] = found ?? [];
    return [key.split(":").pop() ?? "", /"opportunity":"([^"]+)"/.exec(value)?.[1] ?? ""];
  };
  const [opportunity] = of("opportunity");
  const [round, interviewed] = of("event", '"round"');
  const [, accepted] = of("event", '"yes"');
  const comebacks = stored.flatMap(([key]) => /^one-yes:1:comeback:(.+)$/.exec(key)?.[1] ?? []);
  return [
    "/", "/search", `/search/${opportunity}`, `/search/${opportunity}/project`, `/search/${interviewed}/prepare/${round}`,
    `/search/${interviewed}/after/${round}`, `/search/${interviewed}/ninety-days`, `/yes/${accepted}`, "/comeback/new",
    ...comebacks.map((id) => `/comeback/${id}`), "/people", `/people/${of("person")[0]}`, "/learned", "/stories", "/partners", "/method", "/method/pause",
    "/plan", "/care", "/private", "/feedback", ...comebacks.slice(0, 2).map((id) => `/feedback/of/${id}`), "/settings", "/account",
  ];
}

for (const scheme of ["light", "dark"] as const) {
  for (const [name, screen] of [["phone", phone], ["desk", { viewport: { width: 1280, height: 860 } }]] as const) {
    test.describe(`${scheme}, ${name}`, () => {
      test.use({ ...screen, colorScheme: scheme });

      test("axe finds nothing on any page", async ({ page }) => {
        test.setTimeout(150_000);
        await open(page, "/settings");
        await page.getByRole("button", { name: "Load demo search" }).click();
        await expect(page.getByRole("button", { name: "Remove demo search" })).toBeVisible();
        for (const address of await addresses(page)) {
          await page.goto(address);
          await untilAlive(page);
          await expect(heading(page)).toHaveCount(1);
          const found = await new AxeBuilder({ page })
            .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
            .analyze();
          const problems = found.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`);
          expect(problems, address).toEqual([]);
        }
      });
    });
  }
}

test("nothing scrolls sideways at 320 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, "/settings");
  await page.getByRole("button", { name: "Load demo search" }).click();
  for (const address of ["/", "/search", "/people", "/comeback/new", "/learned", "/feedback", "/partners", "/plan", "/care", "/private", "/method", "/settings", "/account"]) {
    await page.goto(address);
    await untilAlive(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, address).toBeLessThanOrEqual(0);
  }
});
