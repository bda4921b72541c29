// Measures the release build and writes docs/benchmarks.md: weight, Lighthouse, the server, and the app with a large search.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { firstVisits } from "./first-visit.mjs";
import { interactions } from "./interactions.mjs";
import { lighthouse } from "./lighthouse.mjs";
import { observatory } from "./observatory.mjs";
import { syncing } from "./sync.mjs";
import { memory, requestsPerSecond, startUp, weight, withServer } from "./server.mjs";

// Everything temporary goes into one folder, and with it.
const temporary = mkdtempSync(join(tmpdir(), "one-yes-bench-"));
process.env.TMPDIR = temporary;
process.on("exit", () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 }));

const run = (command, ...args) => execFileSync(command, args, { encoding: "utf8" }).trim();
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const say = (what) => console.error(`-- ${what}`);

say("Start-up and weight");
const starts = await startUp(15);
const { idle, files } = await withServer([], async (server) => ({ idle: memory(server.pid), files: await weight(server.url) }));
const total = files.reduce((sum, file) => sum + file.bytes, 0);

say("First visits on a slow phone");
const visits = await withServer([], (server) => firstVisits(server.url));

say("Requests a second");
const load = await withServer(["--workers", "1", "--rate-limits", "off"], async (server) => ({
  landing: requestsPerSecond(server.url + "/", server.pid),
  method: requestsPerSecond(server.url + "/method", server.pid),
  script: requestsPerSecond(server.url + files.find((file) => file.name.endsWith(".js")).name, server.pid),
  after: memory(server.pid),
}));

say("Lighthouse");
const scores = await withServer([], (server) => lighthouse(server.url));

say("The app with a large search");
const large = await withServer([], (server) => interactions(server.url));

say("Accounts");
const sync = [...(await syncing()), ...observatory()];

const text = `# Benchmarks

Written by \`make bench\` on ${new Date().toISOString().slice(0, 10)}; run it again after a change that could matter.

Machine: ${cpus().length} processors (${cpus()[0].model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}.
${run(process.env.CHROMIUM, "--version").split("\n").pop()}; ${run("rustc", "--version")}. Browser, server and load run on the same machine,
so all figures get worse when something else runs on it. Load average at the end: ${run("cat", "/proc/loadavg").split(" ")[0]}.

## Weight of the first visit

What a browser that takes brotli is sent for \`/\` with empty caches. Aim: under 240 kB together.

${table(["File", "Bytes sent"], [...files.map((file) => [`\`${file.name}\``, kB(file.bytes)]), ["**Together**", `**${kB(total)}**`]])}

## First visits on a slow phone

Slow 4G (1.6 Mbit/s, 150 ms), processor slowed four times, empty caches, median of five. A page answers when \`<html data-app="ready">\` is set; everything
is there when every command works. Aim: answering within two seconds on \`/\` and \`/method\`.

${table(["Page", "Sent before it answers", "First paint", "Answers", "Everything there"], visits)}

## Lighthouse 13

${table(["Page", "Profile", "Performance", "Accessibility", "Best practices", "SEO"], scores)}

## Server

${table(
  ["What", "Measured", "Aim"],
  [
    ["Start to first answer, median of 15", `${starts.median} ms`, "under 100 ms"],
    ["Start to first answer, slowest of 15", `${starts.slowest} ms`, ""],
    ["Memory, idle (resident)", kB(idle), "under 30 MB"],
    ["Memory after the load below", kB(load.after), ""],
    ["Requests a second for `/`, one worker", load.landing[0], "5,000"],
    ["Requests for `/` a second of processor time", load.landing[1], ""],
    ["Requests a second for `/method`, one worker", load.method[0], ""],
    ["Requests for `/method` a second of processor time", load.method[1], ""],
    ["Requests a second for a file, one worker", load.script[0], ""],
  ],
)}

Load: wrk with one thread and 32 connections for 8 seconds, uncompressed answers.

## Accounts

Pushes: wrk with one thread and eight connections for ten seconds against the defaults of the server, sixteen accounts, every push new; SQLite with
\`synchronous = FULL\`, PostgreSQL with its defaults (\`fsync\` on), both on the same disk as everything else.

${table(["What", "Measured", "Aim"], sync)}

## The app with a large search

Main-thread time of one action (Chromium's \`TaskDuration\`, median of five), and the time from navigation to the first card.
The search is the example search, copied with new ids until there are as many opportunities as said.

${table(["What", "Measured", "Aim"], large)}
`;
writeFileSync(process.argv[2], text);
console.log(text);
