// A message at the foot of the page never lies on what a person needs next, wherever they scroll while it is there.
import { add, expect, open, phone, test, wide, type Page } from "./fixtures.ts";

const small = { ...phone, viewport: { width: 360, height: 740 } };

/** What the message covers of what is to be kept clear. Runs in the page. */
const covered = () => {
  const toast = document.querySelector(".toast")?.getBoundingClientRect();
  if (!toast) return ["there is no message"];
  const kept = [...document.querySelectorAll('.btn--primary, .letter__actions .btn, a[href="/comeback/new"]')];
  return kept
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.top < toast.bottom && box.bottom > toast.top && box.left < toast.right && box.right > toast.left;
    })
    .map((element) => `${element.textContent} at ${location.pathname}, ${scrollY}`);
};

/** Scrolls through the page in small steps, and expects the message to lie on nothing at any of them. */
async function staysClear(page: Page): Promise<void> {
  await expect(page.locator(".toast")).toBeVisible();
  // In one go: a message stays for twelve seconds, and a slow machine would need longer from here.
  const found = await page.evaluate<string[]>(`(async () => {
    const covered = ${covered.toString()};
    const found = [];
    const bottom = document.documentElement.scrollHeight - innerHeight;
    for (let y = 0; y <= bottom + 40; y += 40) {
      scrollTo(0, y);
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      found.push(...covered());
    }
    return found;
  })()`);
  expect(found).toEqual([]);
}

for (const [name, screen] of [["a small phone", small], ["a desk", wide]] as const) {
  test.describe(`on ${name}`, () => {
    test.use(screen);

    test("a message lies neither on the primary button nor on the way to a no", async ({ page }) => {
      await open(page, "/search");
      await add(page, "Acme, Data engineer");
      await staysClear(page);

      await page.getByRole("link", { name: /Acme/ }).first().click();
      await page.getByLabel("Move to another stage").selectOption("interviewing");
      await staysClear(page);

      await page.getByRole("button", { name: "They said no", exact: true }).click();
      await expect(page).toHaveURL(/\/comeback\//);
      await staysClear(page);

      await open(page, "/settings");
      await page.getByLabel("A stage of your own").fill("Homework");
      await page.getByRole("button", { name: "Add stage" }).click();
      await staysClear(page);

      await open(page, "/people");
      await page.getByRole("button", { name: "Add person" }).click();
      await page.getByLabel("Name", { exact: true }).fill("Ann Lee");
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await staysClear(page);
    });

    test("on the steps of a comeback, too, each as it comes", async ({ page }) => {
      await open(page, "/search");
      await add(page, "Acme, Data engineer");
      await page.getByRole("link", { name: /Acme/ }).first().click();
      await page.getByLabel("Move to another stage").selectOption("interviewing");
      await page.getByRole("button", { name: "They said no", exact: true }).click();
      await page.getByRole("button", { name: /No pause/ }).click();
      for (let step = 0; step < 4; step += 1) {
        const before = await page.getByRole("heading", { level: 1 }).textContent();
        await page.getByRole("button", { name: "Skip this step" }).click();
        await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(before ?? "");
        await staysClear(page);
      }
    });
  });
}
