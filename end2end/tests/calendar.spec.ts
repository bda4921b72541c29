// In their own calendar and pocket: the calendar as two other programs read it, and what the service worker does with a push message.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import ICAL from "ical.js";
import { signUp, untilEverywhere } from "./accounts.ts";
import { expect, open, test, untilAlive, untilControlled, type Page } from "./fixtures.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });

interface Round {
  title: string;
  day: string;
  time: string;
  zone: string;
  minutes: string;
  link: string;
  notes: string;
}

async function addRound(page: Page, round: Round): Promise<void> {
  await button(page, "Add to the history").click();
  const form = page.locator("form.event-form");
  await form.getByLabel("What", { exact: true }).selectOption("round");
  await form.getByLabel("Title").fill(round.title);
  await form.getByLabel("Day").fill(round.day);
  await form.getByLabel("Time", { exact: true }).fill(round.time);
  await form.getByLabel("Time zone").fill(round.zone);
  await form.getByLabel("Minutes").fill(round.minutes);
  await form.getByLabel("Link", { exact: true }).fill(round.link);
  await form.getByLabel("Notes").fill(round.notes);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".timeline")).toContainText(round.title);
}

/** An entry of a calendar, as a program has read it. Moments are in UTC; a whole day has no time. */
interface Read {
  uid: string;
  summary: string;
  description: string;
  url: string;
  start: string;
  minutes: number;
  sequence: number;
  stamped: string;
  modified: string;
}

const bySummary = (one: Read, other: Read) => (one.summary < other.summary ? -1 : 1);

function readByIcalJs(text: string): Read[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const said = (time: ICAL.Time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
  return calendar
    .getAllSubcomponents("vevent")
    .map((part) => {
      const event = new ICAL.Event(part);
      const value = (name: string) => part.getFirstPropertyValue(name);
      return {
        uid: event.uid,
        summary: event.summary,
        description: event.description ?? "",
        url: String(value("url") ?? ""),
        start: said(event.startDate),
        minutes: event.duration.toSeconds() / 60,
        sequence: event.sequence,
        stamped: said(value("dtstamp") as ICAL.Time),
        modified: said(value("last-modified") as ICAL.Time),
      };
    })
    .sort(bySummary);
}

const PYTHON_PROGRAM = `
import sys, json, icalendar
from datetime import datetime, timezone

def said(time):
    if not isinstance(time, datetime):
        return time.isoformat()
    return time.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")

def read(event):
    start = event["DTSTART"].dt
    length = event["DURATION"].dt if "DURATION" in event else event["DTEND"].dt - start
    return {
        "uid": str(event["UID"]), "summary": str(event["SUMMARY"]), "description": str(event.get("DESCRIPTION", "")),
        "url": str(event.get("URL", "")), "start": said(start), "minutes": length.total_seconds() / 60, "sequence": int(event["SEQUENCE"]),
        "stamped": said(event["DTSTAMP"].dt), "modified": said(event["LAST-MODIFIED"].dt),
    }

calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
json.dump([read(event) for event in calendar.walk("VEVENT")], sys.stdout)
`;

function readByPython(text: string): Read[] {
  const python = join(import.meta.dirname, "../../target/python/bin/python");
  expect(existsSync(python), "scripts/setup.sh python makes it").toBe(true);
  const read = execFileSync(python, ["-c", PYTHON_PROGRAM], { input: text, encoding: "utf8", env: { PYTHONIOENCODING: "utf8" } });
  return (JSON.parse(read) as Read[]).sort(bySummary);
}

test("the calendar link is read without loss by two other programs, and ends when told to", async ({ page, server, watch }) => {
  const summer: Round = {
    title: "Gespräch, zweites; mit 数据 team \\ panel and a title that is long enough to be folded",
    day: "2026-07-01",
    time: "14:30",
    zone: "Europe/Zurich",
    minutes: "45",
    link: "https://meet.example.org/room?a=1,2;b=3&long=0123456789012345678901234567890123456789",
    notes: "Первое: вопросы, ответы; итог\nSecond line \\ with a backslash\n第三行：带上笔记",
  };
  const winter: Round = { ...summer, title: "مقابلة أخيرة", day: "2027-01-12", time: "09:00", minutes: "90", link: "", notes: "" };
  await open(page, "/search");
  await page.getByLabel("Add an opportunity").fill("Zürich Öl, Data engineer");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Zürich Öl/ }).first().click();
  await addRound(page, summer);
  await addRound(page, winter);
  await page.getByRole("link", { name: "People", exact: true }).click();
  await button(page, "Add person").click();
  await page.locator("#new-person-name").fill("李雷, Zoë");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "李雷" }).click();
  await page.getByLabel("Send greetings for").selectOption("christmas");
  await expect(page.getByText(/Send 李雷.* Christmas greetings/)).toBeVisible();
  await signUp(page, "ada with a calendar");
  await untilEverywhere(page);
  await button(page, "Make a link").click();
  const link = await page.getByLabel(/Your calendar link/).inputValue();
  expect(link).toMatch(new RegExp(`^${server.url}/calendar/[\\w-]{43}\\.ics$`));
  await expect(page.locator("a[href^='webcal']")).toHaveCount(0);
  const text = await (await fetch(link)).text();

  const read = readByIcalJs(text);
  expect(readByPython(text)).toEqual(read);
  const own = { uid: expect.stringMatching(/^[\da-f-]{36}@one-yes$/), sequence: expect.any(Number), stamped: expect.any(String) };
  const greeting = read.find((entry) => entry.summary.startsWith("Greetings"));
  expect(greeting).toMatchObject({ ...own, summary: "Greetings: 李雷, Zoë", url: "", minutes: 1_440 });
  expect(greeting?.start).toMatch(/^\d{4}-12-20$/);
  expect(greeting?.description).toContain("Christmas is coming up");
  const rounds = read.filter((entry) => entry !== greeting);
  expect(rounds).toHaveLength(2);
  const at = (title: string) => rounds.find((entry) => entry.summary === `${title}, Zürich Öl`);
  expect(at(summer.title)).toMatchObject({
    ...own,
    start: "2026-07-01T12:30:00.000Z",
    minutes: 45,
    url: summer.link,
    description: summer.notes,
  });
  expect(at(winter.title)).toMatchObject({ ...own, start: "2027-01-12T08:00:00.000Z", minutes: 90, url: "", description: "" });
  for (const entry of read) expect(entry.modified).toBe(entry.stamped);

  // One round alone, as a file, made on the device.
  await page.goto("/search");
  await untilAlive(page);
  await page.getByRole("link", { name: /Zürich/ }).first().click();
  const menu = page.locator("details", { has: page.locator("summary[aria-label^='Calendar: Gespräch']") });
  await menu.locator("summary").click();
  const google = menu.getByRole("link", { name: "Google Calendar" });
  await expect(google).toHaveAttribute("href", /ctz=Europe%2FZurich&.*&location=https%3A%2F%2Fmeet\.example\.org/);
  const [download] = await Promise.all([page.waitForEvent("download"), menu.getByRole("button", { name: "Calendar file" }).click()]);
  const file = readFileSync((await download.path()) ?? "", "utf8");
  expect(readByIcalJs(file)).toEqual(rounds.filter((entry) => entry.start.startsWith("2026-07-01")));
  expect(readByPython(file)).toEqual(readByIcalJs(file));

  await page.goto("/account");
  await untilAlive(page);
  await button(page, "End the link").click();
  await expect(page.getByText("You don’t have a link yet.")).toBeVisible();
  expect((await fetch(link)).status).toBe(404);
  watch.allow(/404/);
});

test.describe("on a device in Kolkata", () => {
  test.use({ timezoneId: "Asia/Kolkata" });

  test("a round on one's own clock has its moment in the feed, and a zone is read as written or refused", async ({ page, watch: _ }) => {
    await open(page, "/search");
    await page.getByLabel("Add an opportunity").fill("Acme, Data engineer");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Acme/ }).first().click();
    const own: Round = { title: "Panel", day: "2026-12-10", time: "10:30", zone: "", minutes: "45", link: "", notes: "" };
    await addRound(page, own);
    await expect(page.locator(".timeline")).not.toContainText("Asia/");
    await addRound(page, { ...own, title: "Abroad", zone: "London time" });
    await expect(page.locator(".timeline")).toContainText("Europe/London");
    await addRound(page, { ...own, title: "Afar", zone: "UTC+2" });
    await button(page, "Add to the history").click();
    const form = page.locator("form.event-form");
    await form.getByLabel("Time zone").fill("Mars");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form).toContainText("We don’t know that time zone. Try a large city");
    await form.getByRole("button", { name: "Cancel" }).click();
    await signUp(page, "ada in Kolkata");
    await untilEverywhere(page);
    await button(page, "Make a link").click();
    const link = await page.getByLabel(/Your calendar link/).inputValue();
    const starts = readByIcalJs(await (await fetch(link)).text()).map((entry) => [entry.summary, entry.start]);
    expect(starts).toEqual([
      ["Abroad, Acme", "2026-12-10T10:30:00.000Z"],
      ["Afar, Acme", "2026-12-10T08:30:00.000Z"],
      ["Panel, Acme", "2026-12-10T05:00:00.000Z"],
    ]);
  });
});

test("a corrected day keeps the stage", async ({ page, watch: _ }) => {
  await open(page, "/search");
  await page.getByLabel("Add an opportunity").fill("Umbra, Analyst");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Umbra/ }).first().click();
  const lastWeek = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
  for (const stage of ["Applied", "Interviewing"]) {
    await page.getByLabel("Move to another stage").selectOption({ label: stage });
    await button(page, `Correct: ${stage}`).click();
    const form = page.locator("form.event-form");
    await form.getByLabel("Day").fill(lastWeek);
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form).toHaveCount(0);
    await expect(page.getByRole("main").getByText(stage, { exact: true }).first()).toBeVisible();
    await expect(page.locator(".timeline li").first()).toContainText(stage);
  }
});

test("a push message is shown by the service worker, and where push cannot be had the page says what else helps", async ({ page, context, server, watch }) => {
  await context.grantPermissions(["notifications"], { origin: server.url });
  await signUp(page, "ada with reminders");
  await page.reload();
  await untilAlive(page);
  // Chromium says so of its private windows, which is what a test runs in.
  watch.allow(/does not support the Push API/);
  await button(page, "Turn on").click();
  await expect(page.getByText("couldn’t reach its push service").first()).toBeVisible();

  // A worker that is still being installed would miss the message.
  await untilControlled(page);
  const session = await context.newCDPSession(page);
  const registered = new Promise<string>((found) => {
    session.on("ServiceWorker.workerRegistrationUpdated", (event) => {
      const [first] = event.registrations;
      if (first) found(first.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const data = JSON.stringify({ title: "One Yes", body: "One thing is ready for you today.", url: "/", due: 1 });
  await session.send("ServiceWorker.deliverPushMessage", { origin: server.url, registrationId: await registered, data });
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        const shown = (await registration?.getNotifications()) ?? [];
        return shown.map(({ title, body, data }) => `${title}: ${body} ${JSON.stringify(data)}`);
      }),
    )
    .toEqual(['One Yes: One thing is ready for you today. {"url":"/"}']);
});

type Listener = (event: Record<string, unknown>) => void;

/** The worker's script without a browser, for what no test can make a browser do. Gives a way to hand it an event. */
function worker(parts: Record<string, unknown>, fetch?: unknown): (name: string, event: Record<string, unknown>) => Promise<void> {
  const script = readFileSync(join(import.meta.dirname, "../../server/src/site/service_worker.js"), "utf8");
  const listeners = new Map<string, Listener>();
  const addEventListener = (name: string, listener: Listener) => listeners.set(name, listener);
  runInNewContext(script, { self: { location: { origin: "https://one.example" }, addEventListener, ...parts }, URL, fetch });
  return async (name, event) => {
    const waits: unknown[] = [];
    listeners.get(name)?.({ ...event, waitUntil: (wait: unknown) => waits.push(wait) });
    await Promise.all(waits);
  };
}

test("a click on a notice leads to Today, in a window that is there where one is", async () => {
  const click = async (paths: string[], url: string | undefined) => {
    const done: string[] = [];
    const windows = paths.map((path) => ({
      url: `https://one.example${path}`,
      focus: async () => done.push(`focus ${path}`),
      navigate: async (address: string) => done.push(`navigate ${path} ${address}`),
    }));
    const clients = { matchAll: async () => windows, openWindow: async (address: string) => done.push(`open ${address}`) };
    const data = url === undefined ? undefined : { url };
    await worker({ clients })("notificationclick", { notification: { data, close: () => done.push("close") } });
    return done;
  };
  expect(await click(["/people", "/"], "/")).toEqual(["close", "focus /"]);
  expect(await click(["/people/x"], "/")).toEqual(["close", "focus /people/x", "navigate /people/x https://one.example/"]);
  expect(await click([], undefined)).toEqual(["close", "open https://one.example/"]);
  expect(await click([], "https://elsewhere.example/")).toEqual(["close", "open https://one.example/"]);
});

test("a push message sets the badge where there is one, and is shown in any case", async () => {
  const push = async (data: unknown, navigator: unknown) => {
    const shown: unknown[] = [];
    const registration = { showNotification: async (title: string, options: { body: string }) => shown.push(`${title}: ${options.body}`) };
    await worker({ registration, navigator })("push", { data });
    return shown;
  };
  const badges: number[] = [];
  const installed = { setAppBadge: async (count: number) => badges.push(count) };
  const told = { json: () => ({ title: "One Yes", body: "2 things", due: 2 }) };
  expect(await push(told, installed)).toEqual(["One Yes: 2 things"]);
  expect(await push(told, {})).toEqual(["One Yes: 2 things"]);
  expect(await push(told, { setAppBadge: () => Promise.reject(new Error("not installed")) })).toEqual(["One Yes: 2 things"]);
  const garbled = { json: () => JSON.parse("{") as unknown };
  expect(await push(garbled, installed)).toEqual(["One Yes: Something is ready for you today."]);
  expect(await push(null, installed)).toEqual(["One Yes: Something is ready for you today."]);
  expect(badges).toEqual([2]);
});

test("a browser's new push address reaches the server with the times that were asked for", async () => {
  const change = async (wish: Record<string, unknown>, event: Record<string, unknown>) => {
    const put: unknown[] = [];
    const fetch = async (address: string, request?: { method: string; body: string }) => {
      if (request) put.push(`${request.method} ${address}`, JSON.parse(request.body));
      return { json: async () => (address.endsWith("/server") ? { push_key: "key" } : wish) };
    };
    const subscription = { toJSON: () => ({ endpoint: "https://push.example/new", keys: { p256dh: "p", auth: "a" } }) };
    const pushManager = {
      subscribe: async (options: { applicationServerKey: string }) => {
        expect(options.applicationServerKey).toBe("key");
        return subscription;
      },
    };
    await worker({ registration: { pushManager } }, fetch)("pushsubscriptionchange", event);
    return put;
  };
  const wish = { endpoint: "https://push.example/old", p256dh: "", auth: "", zone: "Europe/Berlin", minute: 540, quiet_from: 1_260, quiet_to: 420 };
  const told = ["PUT /api/v1/account/push", { ...wish, endpoint: "https://push.example/new", p256dh: "p", auth: "a" }];
  expect(await change(wish, {})).toEqual(told);
  expect(await change({ ...wish, endpoint: "" }, {})).toEqual([]);
});

test("after the key for push messages was renewed, a browser subscribes anew by itself when the app is next opened", async ({ page, server, watch }) => {
  await page.addInitScript(() => {
    // A push service as browsers have it: one subscription, bound to the key it was made with.
    const KEPT = "test-subscribed-with";
    const subscription = (key: string) => ({
      toJSON: () => ({
        endpoint: `https://push.example/${key}`,
        keys: {
          p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
          auth: "BTBZMqHH6r4Tts7J_aSIgg",
        },
      }),
      unsubscribe: async () => localStorage.removeItem(KEPT),
    });
    const pushManager = {
      getSubscription: async () => subscription(localStorage.getItem(KEPT) ?? ""),
      subscribe: async ({ applicationServerKey: key }: { applicationServerKey: string }) => {
        const held = localStorage.getItem(KEPT);
        if (held && held !== key) throw new DOMException("another key", "InvalidStateError");
        localStorage.setItem(KEPT, key);
        return subscription(key);
      },
    };
    Object.defineProperty(ServiceWorkerRegistration.prototype, "pushManager", { get: () => pushManager });
    Object.defineProperty(Notification, "permission", { get: () => "granted" });
    Notification.requestPermission = async () => "granted";
  });
  const told = async () => (await (await page.request.get("/api/v1/account/push")).json()) as { endpoint: string; minute: number };
  const key = async () => ((await (await page.request.get("/api/v1/server")).json()) as { push_key: string }).push_key;
  await signUp(page, "ada reminded");
  await untilControlled(page);
  await page.getByLabel("At", { exact: true }).selectOption("600");
  await button(page, "Turn on").click();
  await expect(button(page, "Turn off")).toBeVisible();
  const before = await key();
  expect(await told()).toMatchObject({ endpoint: `https://push.example/${before}`, minute: 600 });
  await untilEverywhere(page);

  watch.allow(/^request failed|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING|service worker/i);
  await server.stop();
  server.run("renew-push-key");
  await server.start();
  const after = await key();
  expect(after).not.toBe(before);
  await open(page, "/");
  await expect.poll(told).toMatchObject({ endpoint: `https://push.example/${after}`, minute: 600 });
});
