// Starts the app (`frontend/src/lib.rs`). A start that fails says so and is tried again; what a person did before the app answered is done
// once it does. The inline script notes what they do and keeps it over a reload (`app/src/document/early.js`).

const root = document.documentElement;
const early = globalThis.oneYesEarly;
// What was typed into a page before it answered, by its address.
const TYPED = `one-yes:typed:${location.pathname}`;
// Set where drawing over the server's page failed: the next start draws anew.
const DRAW_ANEW = "one-yes:draw-anew";
// How often this page was loaded again because a script did not arrive.
const RELOADS = "one-yes:reloads";
// A start says that it takes long after this many milliseconds; waits between starts double from the first to the longest.
const LONG = 12_000;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;

// Storage of this tab; blocked storage holds nothing.
const tab = {
  take(name) {
    try {
      const text = sessionStorage.getItem(name);
      sessionStorage.removeItem(name);
      return text;
    } catch {
      return null;
    }
  },
  keep(name, text) {
    try {
      sessionStorage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  },
};

// Puts back what was kept when this page was left before it answered. Fields that are not there yet are given out.
const putBackKept = () => {
  const kept = JSON.parse(tab.take(TYPED) ?? "null");
  if (!kept) return [];
  const missing = kept.fields.filter(({ id, value, checked }) => {
    const field = document.getElementById(id);
    if (field) Object.assign(field, { value, checked });
    return !field;
  });
  for (const id of kept.press) {
    const form = document.getElementById(id)?.form;
    if (form) early.done.add(form);
  }
  return missing;
};

// How a field is found again in a page that was drawn anew.
const selectorOf = ({ id, name, value }) =>
  id ? `#${CSS.escape(id)}` : name ? `[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]` : "unknown";

const noteOf = (field) => {
  const { value, checked, selectionStart, selectionEnd } = field;
  return { field, selector: selectorOf(field), value, checked, selectionStart, selectionEnd };
};

// Puts a text back before anything else fills its field. What the page has stored there stays: the server's page had shown the field empty.
const retype = (note) => {
  const field = note.field?.isConnected ? note.field : document.querySelector(note.selector);
  if (!field) return null;
  const stored = field.value;
  const isOther = field.matches("textarea, input:not([type=checkbox], [type=radio])") && stored !== "" && stored !== note.value;
  if (isOther && field.tagName !== "TEXTAREA") return { field, select: () => {} };
  field.value = isOther ? `${stored}\n${note.value}` : note.value;
  if (note.checked !== undefined) field.checked = note.checked;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const select = () => note.selectionStart != null && !isOther && field.setSelectionRange(note.selectionStart, note.selectionEnd);
  return { field, select };
};

// The same form or button in the page as it is now; none where several look alike.
const twin = (element) => {
  if (element.isConnected) return element;
  if (element.elements) {
    const field = [...element.elements].find((field) => field.id);
    return field && document.getElementById(field.id)?.form;
  }
  const looks = (button) => `${button.textContent}|${button.ariaLabel}`;
  const alike = [...document.querySelectorAll("button")].filter((button) => looks(button) === looks(element));
  return alike.length === 1 ? alike[0] : undefined;
};

const repeat = (element) => {
  const here = twin(element);
  if (!here?.elements) here?.click();
  else if (here.requestSubmit) here.requestSubmit();
  else here.querySelector("[type=submit]")?.click();
};

// Whether the body holds as many nodes as the server sent. Extensions, phones that turn numbers into links, translators and proxies change
// pages on their way, and drawing over a page of another shape fails half-way.
const isAsSent = () => {
  const walker = document.createTreeWalker(document.body);
  let count = 0;
  while (walker.nextNode()) count += 1;
  return String(count) === root.dataset.nodes;
};

const whenBroken = new Promise((broken) => {
  new MutationObserver((_, observer) => {
    if (root.dataset.broken === undefined) return;
    observer.disconnect();
    // An open dialog would cover the notice.
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    broken();
  }).observe(root, { attributeFilter: ["data-broken"] });
});

const draw = async (app, kept) => {
  const notice = document.querySelector(".start-notice")?.parentElement;
  const notes = [...kept.map((note) => ({ ...note, selector: selectorOf(note) })), ...early.typed().map(noteOf)];
  const focused = document.activeElement?.id;
  const canHydrate = !tab.take(DRAW_ANEW) && isAsSent();
  const isKept = early.keep();
  try {
    app.draw(canHydrate);
    if (focused) document.getElementById(focused)?.focus();
    const fields = notes.map(retype);
    await Promise.race([app.settle(), whenBroken]);
    if (root.dataset.broken !== undefined) throw new Error();
    // A page that is drawn anew comes with the router's first task.
    notes.forEach((note, place) => (fields[place] ??= retype(note)));
    tab.take(TYPED);
    tab.take(RELOADS);
    for (const { field, select } of fields.filter(Boolean)) {
      if (field === document.activeElement) select();
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    early.done.forEach(repeat);
    early.done.clear();
  } catch {
    // This module is of no more use; a new one can still draw anew.
    early.isOver = true;
    root.dataset.broken = "";
    if (notice && !notice.isConnected) document.body.append(notice);
    if (canHydrate && isKept && tab.keep(DRAW_ANEW, "1")) location.reload();
  }
};

// Whether the script was refused or is gone: asking for it again in this document would give the same answer.
let isSpoilt = false;

const start = async () => {
  const wasm = fetch("{wasm}");
  // Should a script be what does not arrive, nobody waits for this.
  wasm.catch(() => {});
  const scripts = Promise.all([import("{script}"), import("{loader}")]);
  scripts.catch(() => (isSpoilt = true));
  const [app] = await scripts;
  await app.default({ module_or_path: wasm });
  await app.load();
  return app;
};

const statusOf = async (address) => (await fetch(address, { method: "HEAD", cache: "no-store" }).catch(() => null))?.status;

// Until the network is back, the person is, or they ask; or some time has gone by.
const betterMoment = (longest) =>
  new Promise((resolve) => {
    const listening = new AbortController();
    const go = () => {
      clearTimeout(timer);
      listening.abort();
      resolve();
    };
    const timer = setTimeout(go, longest);
    const { signal } = listening;
    addEventListener("online", go, { signal });
    document.addEventListener("visibilitychange", () => document.hidden || go(), { signal });
    document.addEventListener(
      "click",
      (event) => {
        // With a network the link loads the page anew, of whichever build there is.
        if (!event.target.closest?.("[data-retry]") || navigator.onLine) return;
        event.preventDefault();
        go();
      },
      { signal },
    );
  });

// Loads the page anew where that is the only way on, and possible; seldomer each time.
const reloadIfSpoilt = async (reloads) => {
  if (!isSpoilt && (await statusOf(import.meta.url)) !== 404) return;
  if ((await statusOf(location.href)) === undefined) return;
  if (tab.keep(RELOADS, String(reloads + 1))) location.reload();
};

// Keys pressed before anything listened to them, once something does. A “g” long before the next key began nothing.
new MutationObserver((_, observer) => {
  if (root.dataset.parts !== "all") return;
  observer.disconnect();
  const keys = early.keys.filter(({ key, at }, place, all) => key !== "g" || !(all[place + 1]?.at - at > 1_500));
  for (const key of keys) document.body.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }));
}).observe(root, { attributeFilter: ["data-parts"] });

const reloads = Number(tab.take(RELOADS) ?? 0);
const kept = putBackKept();
for (let wait = Math.min(FIRST_WAIT * 2 ** reloads, LONGEST_WAIT); ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
  const isLong = setTimeout(() => (root.dataset.app = "stalled"), LONG);
  const app = await start().catch(() => null);
  clearTimeout(isLong);
  if (app) {
    await draw(app, kept);
    break;
  }
  root.dataset.app = "stalled";
  await betterMoment(wait);
  await reloadIfSpoilt(reloads);
}
