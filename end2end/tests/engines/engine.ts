// What the stories of engines.spec.ts need of a browser, and what of it is the same in each.
import { expect } from "@playwright/test";

/** A key that is no character, by its name in the page. */
export type Key = "Enter" | "Tab" | "Escape";

/** What a person looks for on a page: how it is made, and the name it bears. */
export type Kind = "button" | "link" | "field" | "heading" | "text";

/** A running browser with one page. */
export interface Engine {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs the body of a function in the page; what it returns has to be JSON. */
  run<T>(body: string, ...given: unknown[]): Promise<T>;
  /** Clicks the element that the body returns, in its middle. */
  click(body: string, ...given: unknown[]): Promise<void>;
  type(text: string): Promise<void>;
  press(key: Key): Promise<void>;
  /** A new page of the same browser, in place of the one that was open. */
  renew(): Promise<void>;
  /** Errors of pages that nobody caught, where the engine tells of them: WebKit’s driver does not. */
  errors(): string[];
  close(): Promise<void>;
}

/** Finds the first thing of a kind by its name, where it is in sight; runs in the page. */
const FIND = `
  const [kind, name] = arguments;
  const selectors = { button: "button, summary, label.choice, [role=button], [role=menuitem]", link: "a[href]",
    field: "input, textarea, select", heading: "h1", text: "main *" };
  const plain = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
  const called = (element) => plain(element.getAttribute("aria-label")
    || (kind === "field" ? element.labels?.[0]?.textContent : kind === "text"
      ? [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("") : element.textContent));
  const seen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  const all = [...document.querySelectorAll(selectors[kind])].filter(seen);
  const found = all.find((element) => called(element) === name) ?? all.find((element) => called(element).startsWith(name))
    ?? all.find((element) => called(element).includes(name));
`;

/** A person at an engine: looks for things by their names, and waits for them. */
export class Visitor {
  constructor(
    private readonly engine: Engine,
    private readonly origin: string,
  ) {}

  /** Opens an address and waits until the app answers. */
  async open(path: string): Promise<void> {
    await this.engine.goto(this.origin + path);
    await this.untilAlive();
  }

  async reload(): Promise<void> {
    await this.engine.reload();
    await this.untilAlive();
  }

  /** Opens an address in a new page, as after the browser was closed. */
  async openCold(path: string): Promise<void> {
    await this.engine.renew();
    await this.open(path);
  }

  async untilAlive(): Promise<void> {
    await this.until("the app answers", "return document.documentElement.dataset.app === 'ready'");
  }

  async sees(kind: Kind, name: string): Promise<void> {
    await this.until(`${kind} “${name}”`, `${FIND} return Boolean(found);`, kind, name);
  }

  async press(kind: Kind, name: string): Promise<void> {
    await this.sees(kind, name);
    await this.engine.click(`${FIND} found.scrollIntoView({ block: "center" }); return found;`, kind, name);
  }

  async write(field: string, text: string): Promise<void> {
    await this.press("field", field);
    await this.engine.type(text);
  }

  async key(key: Key): Promise<void> {
    await this.engine.press(key);
  }

  /** Waits until a function that runs in the page returns true. */
  async until(what: string, body: string, ...given: unknown[]): Promise<void> {
    // A page that is being left answers nothing: it is asked again.
    const asked = () => this.engine.run<boolean>(body, ...given).catch(() => false);
    await expect.poll(asked, { message: what, timeout: 20_000, intervals: [50, 100, 250] }).toBe(true);
  }

  read<T>(body: string): Promise<T> {
    return this.engine.run<T>(body);
  }
}
