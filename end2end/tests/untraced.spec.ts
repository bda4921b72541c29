// Without the recording of the other tests, which takes pictures of the page and so has the browser draw what it might have left out.
import { signUp } from "./accounts.ts";
import { expect, open, test, type Page } from "./fixtures.ts";

test.use({ trace: "off" });

/** Opens what has these words, by the mouse, and gives the fields in there that are not laid out. */
async function missingFields(page: Page, words: string): Promise<string[]> {
  await page.getByText(words, { exact: true }).click();
  const opened = page.locator("details[open]").filter({ hasText: words });
  const fields = opened.locator(":is(input:not([hidden]), textarea, select)");
  await expect(fields.first()).toBeAttached();
  return fields.evaluateAll((all) => (all as HTMLElement[]).filter((field) => field.offsetHeight === 0).map((field) => field.id));
}

test("a field in what a click opens is there at once", async ({ page }) => {
  await open(page, "/account");
  await page.getByText("Sign in", { exact: true }).first().click();
  expect(await missingFields(page, "Use a password instead")).toEqual([]);
  await signUp(page, "ada untraced");
  expect(await missingFields(page, "Set or change the password")).toEqual([]);
});
