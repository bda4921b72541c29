// Starts one of the three engines, with the programs of Debian's packages or those that the environment names.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Engine } from "./engine.ts";
import { PuppeteerEngine } from "./puppeteer.ts";
import { WebKitEngine } from "./webkit.ts";

export const ENGINES = ["Chromium", "Firefox", "WebKit"] as const;
export type EngineName = (typeof ENGINES)[number];

export function launch(name: EngineName): Promise<Engine> {
  switch (name) {
    case "Chromium":
      return PuppeteerEngine.launch("chrome", process.env.CHROMIUM ?? program("chromium"));
    case "Firefox":
      return PuppeteerEngine.launch("firefox", process.env.FIREFOX ?? program("firefox-esr", "firefox"));
    case "WebKit":
      return WebKitEngine.launch({ driver: program("WebKitWebDriver"), browser: miniBrowser(), display: program("Xvfb") });
  }
}

/** The first of these programs that is on the path. */
function program(...names: string[]): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error(`There is no ${names.join(" or ")}: run make setup first.`);
  return found;
}

/** The browser that comes with WebKitGTK: on no path, but in a folder of the machine's kind and the library's version. */
function miniBrowser(): string {
  const kinds = readdirSync("/usr/lib").filter((name) => name.endsWith("-linux-gnu"));
  const folders = kinds.flatMap((kind) => ["4.1", "4.0"].map((version) => join("/usr/lib", kind, `webkit2gtk-${version}`)));
  const found = folders.map((folder) => join(folder, "MiniBrowser")).find((path) => existsSync(path));
  if (!found) throw new Error("There is no MiniBrowser of WebKitGTK: run make setup first.");
  return found;
}
