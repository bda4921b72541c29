// Starts the app (`frontend/src/lib.rs`). A start that fails says so and is tried again; what a person did before the app answered is done
// once it does. What they did is noted by the inline script, `app/src/document/early.js`.

const root = document.documentElement;
const early = globalThis.oneYesEarly;
// Texts that were typed into a page that had to be loaded again.
const TYPED = "one-yes:typed";
// Set where drawing over the server's page failed: the next start draws anew.
const DRAW_ANEW = "one-yes:draw-anew";
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

const isChanged = (field) => {
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
};

// How a field is found again after the page was drawn anew or loaded once more.
const selectorOf = ({ id, name, value }) =>
  id ? `#${CSS.escape(id)}` : name && `[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`;

// What was typed and chosen, in fields that can be found again.
const typedFields = () =>
  [...document.querySelectorAll("input, textarea, select")]
    .filter((field) => selectorOf(field) && field.type !== "file" && isChanged(field) && (field.type !== "radio" || field.checked))
    .map((field) => {
      const { type, value, checked, selectionStart, selectionEnd } = field;
      return { selector: selectorOf(field), type, value, checked, selectionStart, selectionEnd };
    });

const retype = ({ selector, value, checked, selectionStart, selectionEnd }) => {
  const field = document.querySelector(selector);
  if (!field) return;
  field.value = value;
  if (checked !== undefined) field.checked = checked;
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  if (selectionStart != null && field === document.activeElement) field.setSelectionRange(selectionStart, selectionEnd);
};

// The same form or button in the page as it is drawn now.
const twin = (element) => {
  if (element.isConnected) return element;
  const field = element.elements?.[0]?.id;
  if (field) return document.getElementById(field)?.form;
  return [...document.querySelectorAll("button")].find((button) => button.textContent === element.textContent);
};

const repeat = (element) => {
  const here = twin(element);
  if (here?.requestSubmit) here.requestSubmit();
  else here?.click();
};

// Whether the body holds as many nodes as the server sent. Extensions, phones that turn numbers into links, translators and proxies change
// pages on their way, and drawing over a page of another shape fails half-way.
const isAsSent = () => {
  const walker = document.createTreeWalker(document.body);
  let count = 0;
  while (walker.nextNode()) count += 1;
  return String(count) === root.dataset.nodes;
};

const draw = async (app) => {
  const typed = typedFields();
  const before = JSON.parse(tab.take(TYPED) ?? "[]");
  const focused = document.activeElement?.id;
  const canHydrate = !tab.take(DRAW_ANEW) && isAsSent();
  try {
    app.draw(canHydrate);
    await app.settle();
  } catch (error) {
    // The module is of no more use; a new one can still draw anew.
    tab.keep(TYPED, JSON.stringify([...before, ...typed]));
    if (canHydrate && tab.keep(DRAW_ANEW, "1")) location.reload();
    throw error;
  }
  if (focused) document.getElementById(focused)?.focus();
  [...before, ...typed].forEach(retype);
  early.done.forEach(repeat);
  early.done.clear();
};

const start = async () => {
  const wasm = fetch("{wasm}");
  // Should a script be what does not arrive, nobody waits for this.
  wasm.catch(() => {});
  const [app] = await Promise.all([import("{script}"), import("{loader}")]);
  await app.default({ module_or_path: wasm });
  await app.load();
  return app;
};

// Until the network is back, the person is, or they ask; or some time has gone by.
const betterMoment = (longest) =>
  new Promise((resolve) => {
    const listening = new AbortController();
    const timer = setTimeout(resolve, longest);
    const go = () => {
      clearTimeout(timer);
      listening.abort();
      resolve();
    };
    const { signal } = listening;
    addEventListener("online", go, { signal });
    document.addEventListener("visibilitychange", () => document.hidden || go(), { signal });
    document.addEventListener(
      "click",
      (event) => {
        // With a network the link loads the page anew, of whichever build there is.
        if (!event.target.closest("[data-retry]") || navigator.onLine) return;
        event.preventDefault();
        go();
      },
      { signal },
    );
  });

addEventListener("pagehide", () => {
  if (root.dataset.app === "ready") return;
  const typed = typedFields().filter((field) => field.type !== "password");
  if (typed.length > 0) tab.keep(TYPED, JSON.stringify(typed));
});

// Keys pressed before anything listened to them, once something does.
new MutationObserver((_, observer) => {
  if (root.dataset.parts !== "all") return;
  observer.disconnect();
  for (const key of early.keys) document.body.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }));
}).observe(root, { attributeFilter: ["data-parts"] });

for (let wait = 2_000; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
  const app = await start().catch(() => null);
  if (app) {
    await draw(app);
    break;
  }
  root.dataset.app = "stalled";
  await betterMoment(wait);
}
