// Hands that do one thing in different ways: by keys alone, as someone does who has no mouse, or by tapping and clicking.
import { expect } from "@playwright/test";
import type { Page } from "./fixtures.ts";

type Locator = ReturnType<Page["locator"]>;

export interface Hand {
  /** Activates a button, a link, a summary. */
  press(target: Locator): Promise<void>;
  /** Puts a text in place of what a field holds. */
  write(target: Locator, text: string): Promise<void>;
  /** Chooses an option by its value. */
  choose(target: Locator, value: string): Promise<void>;
  /** Moves something by a select that acts at once. */
  move(target: Locator, value: string): Promise<void>;
  /** Ticks a box. */
  tick(target: Locator): Promise<void>;
}

/** So many stops are more than any page has. */
const MOST_STOPS = 600;

/** Moves the focus with Tab, or Shift+Tab, until it is on the target, as far as it takes; each stop on the way has to be in sight. */
export async function tabTo(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const page = target.page();
  await target.waitFor({ state: "visible" });
  // A frame after a page has come its heading takes the focus, sooner than any finger could move it on.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const stops: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    const seen = await page.evaluate(look);
    stops.push(seen.name);
    expect(seen.hidden, `a stop nobody sees: ${seen.name}`).toBe("");
  }
  throw new Error(`The focus never came to ${String(target)}. The last stops: ${stops.slice(-30).join(" | ")}`);
}

/** What has the focus, and why it cannot be seen, if so. Runs in the page. */
function look(): { name: string; hidden: string } {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: "nothing", hidden: "" };
  const label = element.getAttribute("aria-label") ?? (element.textContent?.trim() || element.id);
  const name = `${element.tagName.toLowerCase()} ${label.slice(0, 40)}`;
  // What stands for a drawn control is looked at instead of it.
  const drawn = element.matches("input[type=radio], input[type=checkbox]") ? (element.closest("label") ?? element) : element;
  const box = drawn.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) return { name, hidden: "it has no size" };
  let over = "it is outside of the window";
  for (const across of [0.05, 0.5, 0.95]) {
    for (const down of [0.1, 0.5, 0.9]) {
      const top = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
      if (top && (drawn.contains(top) || top.contains(drawn))) return { name, hidden: "" };
      if (top) over = `${top.tagName} ${top.className} lies over it`;
    }
  }
  return { name, hidden: over };
}

/** After a key has done something, the focus is somewhere: who listens to the page would be nowhere else. */
async function isSomewhere(page: Page, after: string): Promise<void> {
  const focus = () => page.evaluate(() => document.activeElement?.tagName ?? "BODY");
  await expect.poll(focus, { message: `the focus is lost after ${after}`, timeout: 2_000 }).not.toBe("BODY");
}

/** Tab, Enter, Space, arrows and letters; nothing else. */
export const byKeyboard: Hand = {
  async press(target) {
    const what = String(target);
    await tabTo(target);
    await target.page().keyboard.press("Enter");
    await isSomewhere(target.page(), what);
  },
  async write(target, text) {
    await tabTo(target);
    const { keyboard } = target.page();
    await keyboard.press("Control+a");
    await keyboard.insertText(text);
  },
  async choose(target, value) {
    await tabTo(target);
    const options = await target.locator("option").count();
    await target.page().keyboard.press("Home");
    for (let option = 0; option < options && (await target.inputValue()) !== value; option += 1) {
      await target.page().keyboard.press("ArrowDown");
    }
    await expect(target).toHaveValue(value);
  },
  async move(target, value) {
    await byKeyboard.choose(target, value);
    await target.page().keyboard.press("Enter");
    await expect(target).toHaveValue("");
  },
  async tick(target) {
    await tabTo(target);
    await target.page().keyboard.press("Space");
  },
};

export const byTap: Hand = {
  press: (target) => target.tap(),
  write: (target, text) => target.fill(text),
  choose: async (target, value) => void (await target.selectOption(value)),
  async move(target, value) {
    await target.selectOption(value);
    await expect(target).toHaveValue("");
  },
  tick: (target) => target.tap(),
};

export const byClick: Hand = { ...byTap, press: (target) => target.click(), tick: (target) => target.check() };
