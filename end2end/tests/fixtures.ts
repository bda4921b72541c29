// What every test imports: a server of its own, a page that tolerates no console message, and words for being offline.
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { Server } from "./server.ts";

export { expect, Server };
export type { Page };

/** Screens to test on: `test.use(phone)`. */
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const wide = { viewport: { width: 1280, height: 860 } };

/** What went wrong in the browser during a test, and what of it the test expects. */
export class Watch {
  private readonly problems: string[] = [];
  private readonly allowed: RegExp[] = [];

  constructor(private readonly server: Server) {}

  /** Expect messages that match, from here or before. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  follow(context: BrowserContext): void {
    context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        this.problems.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on("weberror", (event) => this.problems.push(`page error: ${event.error().stack ?? event.error().message}`));
    context.on("response", (response) => {
      if (response.status() >= 400 && response.url().startsWith(this.server.url)) {
        this.problems.push(`response ${response.status()}: ${response.url()}`);
      }
    });
    context.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // Leaving a page ends its requests.
      if (reason !== "net::ERR_ABORTED") this.problems.push(`request failed: ${request.url()} ${reason}`);
    });
    context.on("request", (request) => {
      const url = request.url();
      if (/^https?:/.test(url) && !url.startsWith(this.server.url)) this.problems.push(`third-party request: ${url}`);
    });
  }

  unexpected(): string[] {
    return this.problems.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
  }
}

interface Fixtures {
  server: Server;
  watch: Watch;
}

export const test = base.extend<Fixtures>({
  server: async ({}, use) => {
    const server = new Server();
    await server.start();
    await use(server);
    await server.dispose();
  },
  baseURL: async ({ server }, use) => use(server.url),
  // Asked here and not by the page of a test: some tests make all their contexts themselves.
  watch: async ({ server }, use) => {
    const watch = new Watch(server);
    await use(watch);
    expect(watch.unexpected(), "the browser reported problems").toEqual([]);
  },
  context: async ({ context, watch }, use) => {
    watch.follow(context);
    await use(context);
  },
});

/** Opens an address and waits until the app answers clicks. */
export async function open(page: Page, path = "/"): Promise<void> {
  await page.goto(path);
  await untilAlive(page);
}

/** Waits until the WebAssembly has taken over the page. */
export async function untilAlive(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-app", "ready");
}

/** The company of a line typed into quick add, as a pattern that finds its link. */
export const companyIn = (line: string): RegExp => new RegExp(line.replace(/,.*/s, ""));

/** Adds an opportunity by one line, “Acme, Data engineer”, on a page with quick add. */
export async function add(page: Page, line: string): Promise<void> {
  await page.getByLabel("Add an opportunity").fill(line);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: companyIn(line) }).first()).toBeVisible();
}

/** Waits until the service worker answers for this page, so that it works without a network. */
export async function untilControlled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    }
  });
}

/** Pulls the network cable: the server is gone and the browser knows it. From here on failed requests are expected. */
export async function goOffline(page: Page, server: Server, watch: Watch): Promise<void> {
  watch.allow(/^request failed|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|service worker|Failed to update a ServiceWorker/i);
  await page.context().setOffline(true);
  await server.stop();
}

/** Plugs the network cable in again. */
export async function goOnline(page: Page, server: Server): Promise<void> {
  await server.start();
  await page.context().setOffline(false);
}

/** Loads the example search, and opens a page of the tracker. */
export async function withExample(page: Page, path = "/search"): Promise<void> {
  await open(page, "/settings");
  await page.getByRole("button", { name: "Load demo search" }).click();
  await expect(page.getByRole("button", { name: "Remove demo search" })).toBeVisible();
  await open(page, path);
  await expect(page.locator("main .count")).toContainText("opportunities");
}
