// Firefox, and Chromium beside it, by puppeteer: one over WebDriver BiDi, the other over its own protocol.
import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";
import type { Engine, Key } from "./engine.ts";

type Name = "chrome" | "firefox";

export class PuppeteerEngine implements Engine {
  private readonly uncaught: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private page: Page,
  ) {
    this.listen();
  }

  private listen(): void {
    this.page.on("pageerror", (error) => this.uncaught.push(String(error)));
  }

  static async launch(name: Name, executablePath: string): Promise<Engine> {
    const args = name === "chrome" ? ["--no-sandbox"] : [];
    const browser = await puppeteer.launch({ browser: name, executablePath, headless: true, args });
    return new PuppeteerEngine(browser, await browser.newPage());
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: "domcontentloaded" });
  }

  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: "domcontentloaded" });
  }

  run<T>(body: string, ...given: unknown[]): Promise<T> {
    return this.page.evaluate(called(body, given)) as Promise<T>;
  }

  async click(body: string, ...given: unknown[]): Promise<void> {
    const handle = await this.page.evaluateHandle(called(body, given));
    await (handle as unknown as ElementHandle).click();
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  press(key: Key): Promise<void> {
    return this.page.keyboard.press(key);
  }

  async renew(): Promise<void> {
    const before = this.page;
    this.page = await this.browser.newPage();
    this.listen();
    await before.close();
  }

  errors(): string[] {
    return this.uncaught;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** The body as an expression that calls it: the page's policy forbids making functions of texts there. */
const called = (body: string, given: unknown[]): string => `(function () { ${body} })(...${JSON.stringify(given)})`;
