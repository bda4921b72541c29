// Accounts under load: pushes on both databases, a long pull, many devices that listen, a new device's first sync, bytes a change.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { memory, withServer } from "./server.mjs";

const PASSWORD = "a quiet lighthouse keeper";
const ms = (number) => `${Math.round(number)} ms`;
const folder = () => mkdtempSync(join(tmpdir(), "one-yes-bench-"));
const options = () => ["--rate-limits", "off", "--backups", "0", "--data-dir", folder()];
const id = (number) => `0190f5a0-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
const stamp = (number) => (1780000000000 + number).toString(16).padStart(12, "0") + "0".repeat(19) + "1";

async function api(url, method, path, cookie, body) {
  const headers = { cookie, "content-type": "application/json" };
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function signUp(url, name) {
  const answer = await api(url, "POST", "/accounts", "", { name, password: PASSWORD });
  return answer.headers.get("set-cookie").split(";")[0];
}

/** Rows for the table: what, measured, aim. */
export async function syncing() {
  const postgres = execFileSync("scripts/postgres.sh", ["start"], {
    encoding: "utf8",
    env: { ...process.env, POSTGRES_OPTIONS: "-c fsync=on" },
  }).trim();
  try {
    execFileSync("scripts/postgres.sh", ["create", postgres, "bench"]);
    const url = execFileSync("scripts/postgres.sh", ["url", postgres, "bench"], { encoding: "utf8" }).trim();
    return [
      ...(await pushes("SQLite", options())),
      ...(await pushes("PostgreSQL", [...options(), "--database", url])),
      ...(await pull()),
      ...(await feed()),
      ...(await listeners()),
      ...(await arrival()),
      ...(await firstSync()),
    ];
  } finally {
    execFileSync("scripts/postgres.sh", ["stop", postgres]);
  }
}

export async function pushes(database, settings) {
  return withServer(settings, async ({ url }) => {
    const cookies = [];
    for (let number = 0; number < 16; number += 1) cookies.push(await signUp(url, `bench ${number}`));
    const file = join(folder(), "cookies");
    writeFileSync(file, cookies.join("\n"));
    const output = execFileSync("wrk", ["-t1", "-c8", "-d10s", "--latency", "-s", "end2end/bench/push.lua", url], {
      encoding: "utf8",
      env: { ...process.env, COOKIES: file },
    });
    if (/Non-2xx/.test(output)) throw new Error(output);
    const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(output)[1]);
    const p99 = /99%\s+(\S+)/.exec(output)[1];
    return [
      [`Pushes of 50 cells a second, ${database}`, Math.round(rate).toLocaleString("en-GB"), "1,000"],
      [`99 of 100 pushes take at most, ${database}`, p99, "20 ms"],
    ];
  });
}

/** Fills an account with opportunities of ten cells each. */
async function fill(url, cookie, count) {
  for (let start = 0; start < count; start += 100) {
    const changes = {};
    for (let number = start; number < Math.min(start + 100, count); number += 1) {
      const event = { opportunity: id(number), kind: "stage", stage: "applied", on: "2026-11-02" };
      changes[`opportunity:${id(number)}`] = {
        [stamp(number)]: { company: `Company ${number}`, role: "Data engineer", place: "Berlin", notes: "Some words about it. ".repeat(10), source: "a friend" },
      };
      changes[`event:${id(100_000 + number)}`] = { [stamp(number)]: event };
    }
    await api(url, "POST", "/push", cookie, { cursor: 0, changes });
  }
}

async function pull() {
  return withServer(options(), async ({ url }) => {
    const cookie = await signUp(url, "bench pull");
    await fill(url, cookie, 5_000);
    const begin = performance.now();
    let [cursor, more, records] = [0, true, 0];
    while (more) {
      const page = await (await api(url, "GET", `/changes?after=${cursor}&limit=5000`, cookie)).json();
      [cursor, more] = [page.cursor, page.more];
      records += Object.keys(page.changes).length;
    }
    return [[`Pull of ${records.toLocaleString("en-GB")} records (${cursor.toLocaleString("en-GB")} cells), all pages`, ms(performance.now() - begin), ""]];
  });
}

/** A calendar of 5,000 planned words, read by its secret link. */
export async function feed() {
  return withServer(options(), async ({ url }) => {
    const cookie = await signUp(url, "bench feed");
    const person = id(1);
    await api(url, "POST", "/push", cookie, { cursor: 0, changes: { [`person:${person}`]: { [stamp(1)]: { name: "Ann" } } } });
    for (let start = 0; start < 5_000; start += 500) {
      const changes = {};
      for (let number = start; number < start + 500; number += 1) {
        const due = new Date(Date.UTC(2026, 11, 1) + (number % 700) * 86_400_000).toISOString().slice(0, 10);
        changes[`touch:${id(10_000 + number)}`] = { [stamp(number)]: { person, occasion: "check-in", due } };
      }
      await api(url, "POST", "/push", cookie, { cursor: 0, changes });
    }
    const { path } = await (await api(url, "PUT", "/account/calendar", cookie)).json();
    const took = [];
    for (let round = 0; round < 9; round += 1) {
      const begin = performance.now();
      const text = await (await fetch(url + path)).text();
      took.push(performance.now() - begin);
      if (text.split("BEGIN:VEVENT").length !== 5_001) throw new Error("The calendar is not whole.");
    }
    return [["Calendar link of 5,000 planned words", ms(took.toSorted((a, b) => a - b)[4]), "under 100 ms"]];
  });
}

async function listeners() {
  return withServer(options(), async ({ url, pid, stop }) => {
    const cookies = [];
    for (let number = 0; number < 1_000; number += 1) cookies.push(await signUp(url, `bench ${number}`));
    const streams = await Promise.all(
      cookies.map(
        (cookie) =>
          new Promise((done, failed) => {
            const stream = request(`${url}/api/v1/pokes`, { headers: { cookie } }, (answer) => {
              answer.once("data", () => done(stream));
            });
            stream.on("error", failed).end();
          }),
      ),
    );
    const used = memory(pid);
    for (const stream of streams) stream.on("error", () => {});
    const stopped = await stop();
    for (const stream of streams) stream.destroy();
    return [
      ["Memory with 1,000 accounts that listen", `${(used / 1e6).toFixed(1)} MB`, "under 100 MB"],
      ["Stopping while they listen", ms(stopped), "under 5 s"],
    ];
  });
}

const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-background-networking"] });
const signInButton = (page) => page.locator("form").getByRole("button", { name: "Sign in", exact: true });

/** A device of its own whose form to sign in is filled in. */
async function readyToSignIn(browser, url, name) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await page.goto(`${url}/account`);
  await page.locator('html[data-app="ready"]').waitFor();
  await page.getByText("Sign in", { exact: true }).first().click();
  await page.getByText("Use a password instead").click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.locator("#account-password").fill(PASSWORD);
  return page;
}

/** How long an edit takes from the last key on one device until another shows it, median of nine. */
async function arrival() {
  return withServer(options(), async ({ url }) => {
    await signUp(url, "bench arrival");
    const browser = await launch();
    const [one, other] = [await readyToSignIn(browser, url, "bench arrival"), await readyToSignIn(browser, url, "bench arrival")];
    for (const device of [one, other]) {
      await signInButton(device).click();
      await device.getByRole("heading", { name: "Devices", exact: true }).waitFor();
      await device.getByRole("link", { name: "Tracker", exact: true }).click();
    }
    const took = [];
    for (let round = 0; round < 9; round += 1) {
      await one.getByLabel("Add an opportunity").fill(`Globex${round}, Chef`);
      const begin = performance.now();
      const seen = other.getByRole("link", { name: new RegExp(`Globex${round}`) }).first().waitFor();
      await one.keyboard.press("Enter");
      await seen;
      took.push(performance.now() - begin);
    }
    await browser.close();
    return [["An edit is on another device after, median of nine", ms(took.toSorted((a, b) => a - b)[4]), "under 1 s"]];
  });
}

async function firstSync() {
  return withServer(options(), async ({ url }) => {
    const cookie = await signUp(url, "bench device");
    await fill(url, cookie, 1_000);
    const browser = await launch();
    const page = await readyToSignIn(browser, url, "bench device");
    const begin = performance.now();
    await signInButton(page).click();
    await page.getByRole("heading", { name: "Devices", exact: true }).waitFor();
    await page.getByRole("link", { name: "Tracker", exact: true }).click();
    await page.getByText("1,000 opportunities").or(page.getByText("1000 opportunities")).waitFor();
    const took = performance.now() - begin;
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    let bytes = 0;
    session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    session.on("Network.requestWillBeSentExtraInfo", (event) => {
      bytes += Object.entries(event.headers).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
    });
    session.on("Network.requestWillBeSent", (event) => (bytes += event.request.postData?.length ?? 0));
    await page.waitForTimeout(500);
    bytes = 0;
    await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(1_500);
    await browser.close();
    return [
      ["First sync of 1,000 opportunities on a new device, from “Sign in” to all on the board", ms(took), "under 2 s"],
      ["Bytes on the wire for one new opportunity, headers included", bytes.toLocaleString("en-GB"), ""],
    ];
  });
}
