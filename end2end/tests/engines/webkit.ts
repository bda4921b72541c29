// WebKitGTK by its WebDriver (https://www.w3.org/TR/webdriver2/), on a display of its own.
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Engine, Key } from "./engine.ts";

/** Where WebDriver puts a reference to an element, by its specification. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
/** The code points of WebDriver for keys that are no characters. */
const KEYS: Record<Key, string> = { Enter: "\uE007", Tab: "\uE004", Escape: "\uE00C" };

export interface WebKitPrograms {
  driver: string;
  browser: string;
  display: string;
}

export class WebKitEngine implements Engine {
  private session = "";

  private constructor(
    private readonly display: ChildProcess,
    private readonly driver: ChildProcess,
    private readonly address: string,
  ) {}

  static async launch(programs: WebKitPrograms): Promise<Engine> {
    const display = spawn(programs.display, ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const number = await firstLine(display);
    const port = 20_000 + Number(number) * 7 + (process.pid % 5_000);
    const driver = spawn(programs.driver, [`--port=${port}`, "--host=127.0.0.1"], {
      env: { ...process.env, DISPLAY: `:${number}`, LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1" },
      stdio: "ignore",
    });
    const engine = new WebKitEngine(display, driver, `http://127.0.0.1:${port}`);
    await engine.begin(programs.browser);
    return engine;
  }

  private async begin(binary: string): Promise<void> {
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } } };
    for (let tries = 0; ; tries += 1) {
      try {
        const made = await this.ask<{ sessionId: string }>("POST", "/session", { capabilities });
        this.session = `/session/${made.sessionId}`;
        return;
      } catch (error) {
        if (tries === 50) throw error;
        await sleep(100);
      }
    }
  }

  private async ask<T>(method: "GET" | "POST" | "DELETE", path: string, body: object = {}): Promise<T> {
    const response = await fetch(this.address + path, {
      method,
      ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`WebKit: ${value.error ?? ""} ${value.message ?? ""}`);
    return value;
  }

  private in<T>(path: string, body?: object): Promise<T> {
    return this.ask<T>("POST", this.session + path, body);
  }

  async goto(url: string): Promise<void> {
    await this.in("/url", { url });
  }

  async reload(): Promise<void> {
    await this.in("/refresh");
  }

  run<T>(body: string, ...given: unknown[]): Promise<T> {
    return this.in<T>("/execute/sync", { script: body, args: given });
  }

  async click(body: string, ...given: unknown[]): Promise<void> {
    const found = await this.run<Record<string, string>>(body, ...given);
    await this.in(`/element/${found[ELEMENT]}/click`);
  }

  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.in("/actions", { actions: [{ type: "key", id: "keys", actions }] });
  }

  press(key: Key): Promise<void> {
    return this.type(KEYS[key]);
  }

  async renew(): Promise<void> {
    const { handle } = await this.in<{ handle: string }>("/window/new", { type: "tab" });
    await this.ask("DELETE", `${this.session}/window`);
    await this.in("/window", { handle });
  }

  errors(): string[] {
    return [];
  }

  async close(): Promise<void> {
    await this.ask("DELETE", this.session).catch(() => undefined);
    this.driver.kill();
    this.display.kill();
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The display says nothing.");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("There is no display: is Xvfb installed?");
}
