// Figures: what the whole search shows, as a picture and as a table, by tap and by keyboard, also without a network.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { byKeyboard } from "./hands.ts";
import AxeBuilder from "@axe-core/playwright";
import { add, expect, goOffline, open, phone, test, untilAlive, untilControlled, wide, type Page } from "./fixtures.ts";

const FIGURES = "/search?view=figures";

/** The example search: sixty opportunities with histories. */
async function withExample(page: Page): Promise<void> {
  await open(page, "/settings");
  await page.getByRole("button", { name: "Load demo search" }).click();
  await expect(page.getByRole("button", { name: "Remove demo search" })).toBeVisible();
  await open(page, FIGURES);
}

/** The number of each row of a table, by the words before it. */
const rows = (page: Page, caption: string) =>
  page.getByRole("table", { name: caption }).locator("tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? "")),
  );

test("an empty search says so, and how to go on", async ({ page }) => {
  await open(page, FIGURES);
  await expect(page.getByText("Nothing to count here yet.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Figures" })).toHaveAttribute("aria-current", "page");
});

for (const [name, screen] of [["on a phone", phone], ["at a desk", wide]] as const) {
  test.describe(name, () => {
    test.use(screen);

    test("the flow loses nothing: what went in comes out, and the table says what the picture shows", async ({ page }) => {
      await withExample(page);
      await page.getByText("As a table").first().click();
      const steps = await rows(page, "Steps of the search, with how many took each");
      const sum = (place: number, words: string) =>
        steps.filter((row) => row[place] === words).reduce((all, row) => all + Number(row[2]), 0);
      expect(sum(0, "Applied")).toBeGreaterThan(0);
      expect(sum(0, "Applied")).toBe(sum(1, "Applied"));
      expect(sum(0, "Interviewing")).toBe(sum(1, "Interviewing"));
      const ends = ["Not sent yet", "Open", "Accepted", "Not selected", "No answer", "Role closed", "Withdrawn", "Declined"];
      expect(ends.reduce((all, end) => all + sum(1, end), 0)).toBe(60);
      const drawn = page.locator(".flow:visible .flow__band");
      expect(await drawn.count()).toBe(steps.length);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });

    for (const colorScheme of ["light", "dark"] as const) {
      test(`nothing for axe to say, ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await withExample(page);
        const found = await new AxeBuilder({ page }).analyze();
        expect(found.violations.map((violation) => violation.id)).toEqual([]);
      });
    }
  });
}

test("a band tells which opportunities are in it, by a click and by keys", async ({ page }) => {
  await withExample(page);
  await page.locator(".flow:visible .flow__band").last().click();
  await expect(page.locator(".figures__went a").first()).toBeVisible();
  await byKeyboard.press(page.getByText("As a table").first());
  await byKeyboard.press(page.getByRole("button", { name: /from Applied to Not selected/ }));
  await expect(page.locator(".figures__went h3")).toContainText("Applied to Not selected");
  const links = page.locator(".figures__went a");
  const [said] = /\d+$/.exec(await page.locator(".figures__went h3").innerText()) ?? [];
  await expect(links).toHaveCount(Number(said));
});

test("no share of a handful, and never a percentage", async ({ page }) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await withExample(page);
  await expect(page.locator("main")).not.toContainText("%");
  await page.getByRole("combobox", { name: "Source" }).selectOption({ index: 1 });
  const [first] = await rows(page, "By source");
  expect(first?.[2]).toMatch(/^\d+ of \d+$/);
});

test("a chosen time counts only what was sent in it", async ({ page }) => {
  await withExample(page);
  const whole = async () => Number((await rows(page, "How many came at least to each stage"))[0]?.[1]);
  const all = await whole();
  await page.getByLabel("When it was sent").selectOption("4-weeks");
  await expect.poll(whole).toBeLessThan(all);
  await page.getByLabel("When it was sent").selectOption("own");
  await page.getByLabel("From", { exact: true }).fill("2001-01-01");
  await page.getByLabel("To", { exact: true }).fill("2001-12-31");
  await page.getByLabel("To", { exact: true }).blur();
  await expect(page.getByText("Nothing to count here yet.")).toBeVisible();
});

test("the figures open cold without a network", async ({ page, context, server, watch }) => {
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await untilControlled(page);
  await goOffline(page, server, watch);
  await page.close();
  const cold = await context.newPage();
  await cold.goto(server.url + FIGURES);
  await untilAlive(cold);
  await expect(cold.getByRole("heading", { name: "The whole search" })).toBeVisible();
});

/** What Python’s own reader of CSV finds in a text. */
function readByPython(text: string): string[][] {
  const program = "import csv, json, sys; print(json.dumps(list(csv.reader(sys.stdin))))";
  const input = text.replace(/^\uFEFF/, "");
  return JSON.parse(execFileSync("python3", ["-X", "utf8", "-c", program], { input, encoding: "utf8" })) as string[][];
}

async function downloaded(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  return readFileSync(await file.path(), "utf8");
}

test("tables are read back by another reader, and a cell that a spreadsheet would run is only shown", async ({ page }) => {
  // The pay is written through the form of the details.
  await open(page, "/search");
  await add(page, "Acme, Data engineer");
  await page.getByRole("link", { name: /Acme/ }).first().click();
  await page.getByRole("link", { name: "Edit" }).or(page.getByRole("button", { name: "Edit" })).first().click();
  await page.getByLabel("Pay").fill('=HYPERLINK("http://evil.example","pay"), ü');
  await page.getByLabel("Pay").blur();
  await page.getByRole("button", { name: /^Save|^Done/ }).first().click();
  await open(page, "/settings");
  await page.getByLabel("For Excel").check();
  const text = await downloaded(page, "Download opportunities (CSV)");
  expect(text.startsWith("\uFEFF")).toBe(true);
  const [head, row] = readByPython(text);
  const cell = (name: string) => row?.[head?.indexOf(name) ?? -1];
  expect(cell("Company")).toBe("Acme");
  expect(cell("Pay")).toBe('\'=HYPERLINK("http://evil.example","pay"), ü');
  const events = readByPython(await downloaded(page, "Download events (CSV)"));
  expect(events[1]?.slice(1, 3)).toEqual(["Acme", "Data engineer"]);
});

test("the flow as text has a line for each step, with the same numbers", async ({ page }) => {
  await withExample(page);
  await page.getByText("As a table").first().click();
  const steps = await rows(page, "Steps of the search, with how many took each");
  await open(page, "/settings");
  const text = await downloaded(page, "Download the flow (SankeyMATIC)");
  const lines = text.trim().split("\n").map((line) => /^(.+) \[(\d+)\] (.+)$/.exec(line)?.slice(1) ?? []);
  expect(lines).toEqual(steps.map(([from, to, count]) => [from, count, to]));
});

test("the picture is a file that stands for itself", async ({ page }) => {
  await withExample(page);
  const picture = await downloaded(page, "Save the picture (SVG)");
  await page.goto("about:blank");
  const words = await page.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, "image/svg+xml");
    return [read.documentElement.nodeName, ...[...read.querySelectorAll("text")].map((words) => words.textContent)];
  }, picture);
  expect(words[0]).toBe("svg");
  expect(words.some((line) => line?.startsWith("Applied "))).toBe(true);
});

test("a proof of the search prints the days it is asked for, on A4 and on Letter, with page numbers", async ({ page }) => {
  await withExample(page);
  await open(page, "/proof");
  const lines = page.getByRole("table").locator("tbody tr");
  const month = await lines.count();
  await page.getByLabel("From").fill("2001-01-01");
  await page.getByLabel("From").blur();
  await expect.poll(() => lines.count()).toBeGreaterThan(month);
  await page.getByLabel("With my notes").check();
  await expect(page.locator(".proof__notes").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(lines.first()).toBeVisible();
  for (const format of ["A4", "Letter"]) {
    const paper = await page.pdf({ format });
    const pages = paper.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length, format).toBeGreaterThan(1);
  }
});
