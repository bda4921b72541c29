// The release server under measurement: starting, weighing, loading.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Starts a server on a free port, hands it to `use`, and ends it. */
export async function withServer(options, use) {
  const data = ["--data-dir", mkdtempSync(join(tmpdir(), "one-yes-bench-")), "--backups", "0"];
  const all = ["--listen", "127.0.0.1:0", "--log-format", "json", ...(options.includes("--data-dir") ? [] : data), ...options];
  const child = spawn("target/release/server", all);
  const url = await new Promise((found, failed) => {
    child.stderr.on("data", (chunk) => {
      const address = /http:\/\/[\d.]+:\d+/.exec(chunk.toString());
      if (address) found(address[0]);
    });
    child.once("exit", () => failed(new Error("The server ended at once.")));
  });
  // Milliseconds from telling it to stop to its end.
  const stop = async () => {
    const begin = performance.now();
    child.kill();
    await once(child, "exit");
    return performance.now() - begin;
  };
  try {
    return await use({ url, pid: child.pid, stop });
  } finally {
    child.removeAllListeners("exit");
    child.kill();
  }
}

/** Milliseconds from the start of the process to the first answer. */
export async function startUp(times) {
  const took = [];
  for (let round = 0; round < times; round += 1) {
    const begin = performance.now();
    await withServer([], async ({ url }) => {
      await get(`${url}/healthz`, "identity");
      took.push(Math.round(performance.now() - begin));
    });
  }
  return { median: median(took), slowest: Math.max(...took) };
}

/** Resident memory in bytes. */
export function memory(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) * 1024;
}

/** The files of a first visit with the bytes of their bodies as sent. */
export async function weight(url) {
  const html = (await get(url, "identity")).toString();
  const boot = /src="(\/pkg\/boot[^"]+)"/.exec(html)[1];
  const bootText = (await get(url + boot, "identity")).toString();
  const names = [
    "/",
    /href="(\/pkg\/[^"]+\.css)"/.exec(html)[1],
    boot,
    ...[...bootText.matchAll(/"(\/pkg\/[^"]+)"/g)].map((match) => match[1]),
    "/icons/sprite.svg",
  ];
  return Promise.all(names.map(async (name) => ({ name, bytes: (await get(url + name, "br, gzip")).length })));
}

/** Requests a second as wrk counts them, and a second of the server's own processor time, which nothing beside it can lower. */
export function requestsPerSecond(url, pid) {
  const before = processorSeconds(pid);
  const output = execFileSync("wrk", ["-t1", "-c32", "-d8s", url], { encoding: "utf8" });
  if (/Non-2xx/.test(output)) throw new Error(output);
  const [, count] = /(\d+) requests in/.exec(output);
  const [, rate] = /Requests\/sec:\s+([\d.]+)/.exec(output);
  return [Number(rate), Number(count) / (processorSeconds(pid) - before)].map((number) =>
    Math.round(number).toLocaleString("en-GB"),
  );
}

function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

// Node's fetch would decode the body; here the bytes on the wire count.
function get(url, encoding) {
  return new Promise((done, failed) => {
    request(url, { headers: { "accept-encoding": encoding } }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => done(Buffer.concat(chunks)));
    })
      .on("error", failed)
      .end();
  });
}
