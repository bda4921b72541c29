// The app with 1,000 opportunities in local storage and 10,000 in memory: how long the main thread is busy with one action.
import { chromium } from "@playwright/test";

const PREFIX = "one-yes:1:";
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ms = (number) => `${Math.round(number)} ms`;

/** Rows for the table: what, measured, aim. */
export async function interactions(url) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const rows = [];
  const sample = await demoRecords(browser, url);
  for (const count of [1_000, 10_000]) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    context.on("console", (message) => message.type() === "error" && console.error(message.text()));
    context.on("weberror", (event) => console.error(event.error()));
    const records = copies(sample, count);
    const shown = count.toLocaleString("en-GB");
    if (count === 1_000) {
      const { kept, start } = await startFromStorage(page, url, records);
      rows.push(["Characters kept for 1,000 opportunities", kept.toLocaleString("en-GB"), "under 5,242,880"]);
      rows.push([`Start to first card, ${shown} in local storage`, ms(start), "under 1 s"]);
    } else {
      await restore(page, url, records);
    }
    const there = Number(/\d+/.exec((await page.locator("main .count").textContent()).replaceAll(",", ""))[0]);
    if (there < count) throw new Error(`Only ${there} opportunities are there.`);
    for (const [what, time] of await actions(page)) rows.push([`${what}, ${shown}`, ms(time), "under 100 ms"]);
    await context.close();
  }
  await browser.close();
  return rows;
}

async function ready(page) {
  await page.locator('html[data-app="ready"]').waitFor({ timeout: 60_000 });
}

async function demoRecords(browser, url) {
  const page = await browser.newPage();
  await page.goto(`${url}/settings`);
  await ready(page);
  await page.getByRole("button", { name: "Load demo search" }).click();
  await page.getByRole("button", { name: "Remove demo search" }).waitFor();
  const records = await page.evaluate(
    (prefix) =>
      Object.entries(localStorage)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, text]) => [key.slice(prefix.length), text]),
    PREFIX,
  );
  await page.close();
  return records;
}

/** The sample over and over with other ids, the same within one copy, until there are enough opportunities. */
function copies(sample, count) {
  const kindOf = ([key]) => key.split(":")[0];
  const single = sample.filter(([key]) => !/[0-9a-f]{8}-/.test(key));
  const multiple = sample.filter(([key]) => /[0-9a-f]{8}-/.test(key));
  const perCopy = multiple.filter((record) => kindOf(record) === "opportunity").length;
  const all = [...single];
  for (let copy = 0; copy < Math.ceil(count / perCopy); copy += 1) {
    const mark = copy.toString(16).padStart(4, "0");
    const renamed = (text) => text.replace(/([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-)[0-9a-f]{4}/g, `$1${mark}`);
    all.push(...multiple.map(([key, text]) => [renamed(key), renamed(text)]));
  }
  return all;
}

async function startFromStorage(page, url, records) {
  await page.goto(`${url}/robots.txt`);
  const kept = await page.evaluate(
    ([prefix, entries]) => {
      let characters = 0;
      for (const [key, text] of entries) {
        localStorage.setItem(prefix + key, text);
        characters += prefix.length + key.length + text.length;
      }
      return characters;
    },
    [PREFIX, records],
  );
  const took = [];
  for (let round = 0; round < 5; round += 1) {
    await page.goto(`${url}/search`);
    await ready(page);
    const card = page.locator('main a[href^="/search/"]').first();
    await card.waitFor();
    took.push(await page.evaluate(() => performance.now()));
  }
  return { kept, start: median(took) };
}

async function restore(page, url, records) {
  await page.goto(`${url}/settings`);
  await ready(page);
  const backup = JSON.stringify({
    format: "one-yes-backup",
    version: 1,
    exported: "2026-01-01",
    records: records.map(([key, text]) => ({ key, cells: JSON.parse(text) })),
  });
  await page.locator("#restore").setInputFiles({ name: "backup.json", mimeType: "application/json", buffer: Buffer.from(backup) });
  await page.getByRole("button", { name: "Merge into my search" }).click({ timeout: 60_000 });
  await page.waitForTimeout(3_000);
  await page.getByRole("link", { name: "Tracker", exact: true }).first().click();
  await page.locator('main a[href^="/search/"]').first().waitFor({ timeout: 60_000 });
}

async function actions(page) {
  const chromium = await page.context().newCDPSession(page);
  await chromium.send("Performance.enable");
  const busy = async () => {
    const { metrics } = await chromium.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === "TaskDuration").value * 1000;
  };
  const settled = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 120))));
  const measure = async (act, undo = async () => {}) => {
    const took = [];
    for (let round = 0; round < 5; round += 1) {
      await settled();
      const before = await busy();
      await act(round);
      await settled();
      took.push((await busy()) - before);
      await undo();
    }
    return median(took);
  };
  const find = page.locator("#find");
  const rows = [];
  await find.focus();
  rows.push(["One keystroke in find", await measure((round) => page.keyboard.press("engin"[round]))]);
  if (!/ of /.test(await page.locator("main .count").textContent())) throw new Error("Find found nothing to leave out.");
  await find.fill("");
  await settled();
  const menu = page.locator('main summary[aria-label^="Move "]').first();
  rows.push([
    "Moving a card by menu",
    await measure(async () => {
      // Clicked from within, so that Playwright's own looking around is not counted.
      await menu.evaluate((summary) => summary.click());
      await page.getByRole("group", { name: "Move to" }).getByRole("button").first().evaluate((button) => button.click());
    }),
  ]);
  rows.push([
    "Opening one",
    await measure(
      async () => {
        await page.locator('main a[href^="/search/"]').first().evaluate((link) => link.click());
        await page.waitForURL(/\/search\/./);
      },
      async () => {
        await page.goBack();
        await page.locator('main a[href^="/search/"]').first().waitFor();
      },
    ),
  ]);
  return rows;
}
