// The release server as tests start it: its own process, its own port, and so its own origin with empty storage.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
export const SITE = process.env.ONE_YES_TEST_SITE ?? join(ROOT, "target/site");
const BINARY = process.env.ONE_YES_TEST_SERVER ?? join(ROOT, "target/release/server");

/** A running server. `stop` pulls the network cable; `start` plugs it in again, on request with another build. */
export class Server {
  url = "";
  private process: ChildProcess | undefined;
  private port = 0;
  private data: string | undefined;
  private readonly folders: string[] = [];

  async start(site = SITE, ...options: string[]): Promise<void> {
    if (!existsSync(BINARY)) throw new Error(`There is no ${BINARY}: run make build first.`);
    this.data ??= this.temporary("one-yes-data-");
    const listen = ["--listen", `127.0.0.1:${this.port}`, "--site-dir", site, "--data-dir", this.data, "--backups", "0"];
    const args = [...listen, "--rate-limits", "off", "--log-format", "json", ...options];
    const child = spawn(BINARY, args, { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
    this.process = child;
    this.url = await new Promise<string>((found, failed) => {
      let log = "";
      child.stderr?.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        const address = /http:\/\/[\d.]+:\d+/.exec(log);
        if (address) found(address[0]);
      });
      child.once("exit", () => failed(new Error(`The server ended at once:\n${log}`)));
    });
    this.port = Number(new URL(this.url).port);
  }

  async stop(): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
  }

  /** Runs a command of the program on the database of this server. */
  run(...words: string[]): string {
    const args = ["--data-dir", this.data ?? "", ...words];
    return execFileSync(BINARY, args, { cwd: ROOT, encoding: "utf8" });
  }

  /** Replaces the running build by a next one, at the same address: same program, a style sheet with another name and content. */
  async deployNextBuild(css = ":root{--next-build:1}"): Promise<void> {
    const site = this.temporary("one-yes-next-");
    cpSync(SITE, site, { recursive: true });
    const pkg = join(site, "pkg");
    const name = readdirSync(pkg).find((file) => file.startsWith("one-yes") && file.endsWith(".css"));
    if (!name) throw new Error("The site has no style sheet.");
    const text = readFileSync(join(pkg, name), "utf8") + css;
    renameSync(join(pkg, name), join(pkg, "one-yes.next-build.css"));
    writeFileSync(join(pkg, "one-yes.next-build.css"), text);
    for (const ending of [".br", ".gz"]) rmSync(join(pkg, name + ending), { force: true });
    await this.stop();
    await this.start(site);
  }

  /** Everything in the folder of this server's data, byte by byte. */
  stored(): Buffer {
    const data = this.data ?? "";
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
  }

  private temporary(name: string): string {
    const folder = mkdtempSync(join(tmpdir(), name));
    this.folders.push(folder);
    return folder;
  }

  async dispose(): Promise<void> {
    await this.stop();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}
