// First visits on a slow phone: what has arrived when the page answers, and when that is.
import { chromium } from "playwright-core";

const ADDRESSES = ["/", "/method", "/comeback/new", "/search", "/people"];
const ROUNDS = 5;
// Slow 4G as Lighthouse has it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms.
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${Math.round(value)} ms`;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** One row an address: bytes before the page answers, first paint, answering, everything there. */
export async function firstVisits(url) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const rows = [];
  for (const address of ADDRESSES) {
    const visits = [];
    for (let round = 0; round < ROUNDS; round += 1) visits.push(await visit(browser, url + address));
    const of = (name) => median(visits.map((visit) => visit[name]));
    rows.push([`\`${address}\``, kB(of("bytes")), ms(of("painted")), ms(of("alive")), ms(of("complete"))]);
  }
  await browser.close();
  return rows;
}

/** A visit with empty caches. Times are milliseconds after navigation began. */
async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", NETWORK);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await session.send("Runtime.enable");
  await session.send("Runtime.addBinding", { name: "benchTold" });
  const seen = { bytes: 0 };
  let arrived = 0;
  session.on("Network.dataReceived", (event) => (arrived += event.encodedDataLength));
  session.on("Network.responseReceived", ({ response }) => (arrived += Math.max(0, response.encodedDataLength)));
  const complete = new Promise((done) => {
    session.on("Runtime.bindingCalled", ({ payload }) => {
      const { what, at } = JSON.parse(payload);
      seen[what] ??= at;
      if (what === "alive" && seen.bytes === 0) seen.bytes = arrived;
      if (seen.alive && seen.complete && seen.painted) done();
    });
  });
  await page.addInitScript(() => {
    const tell = (what, at) => globalThis.benchTold(JSON.stringify({ what, at }));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName("first-contentful-paint")) tell("painted", entry.startTime);
    }).observe({ type: "paint", buffered: true });
    new MutationObserver(() => {
      const { app, parts } = document.documentElement.dataset;
      if (app === "ready") tell("alive", performance.now());
      if (parts === "all") tell("complete", performance.now());
    }).observe(document, { subtree: true, attributeFilter: ["data-app", "data-parts"] });
  });
  await page.goto(url, { waitUntil: "commit" });
  await complete;
  await context.close();
  return seen;
}
