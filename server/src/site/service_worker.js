// The service worker: keeps one build whole, answers app addresses with the empty shell, and waits with a new build until asked.

const BUILD = "{build}";
const FILES = ["{files}"];
const CACHE = `one-yes-${BUILD}`;
const SHELL = "/shell";

const isPublicPage = (path) => path === "/method" || path.startsWith("/method/");
// Pages for people without an account: the server makes them of what is there now, and nothing of them is kept.
const isLinkPage = (path) => /^\/(feedback|shared)\/[^/]+$/.test(path);
const isServerBusiness = (path) =>
  path === "/healthz" || path === "/api" || path.startsWith("/api/") || isLinkPage(path);
const isFile = (path) => path.slice(path.lastIndexOf("/")).includes(".");

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      // Names in /pkg/ carry a hash, so a copy the page has just fetched will do; of the rest a stale copy must not get in.
      const fresh = (address) => (address.startsWith("/pkg/") ? "default" : "no-cache");
      await cache.addAll([SHELL, ...FILES].map((address) => new Request(address, { cache: fresh(address) })));
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith("one-yes-") && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data && event.data.type === "activate") self.skipWaiting();
});

// One message a day says how much is due, and nothing else. What cannot be read is still shown as one, as browsers ask.
self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data?.json() ?? {};
  } catch {
    // Not ours; the words below say enough.
  }
  const title = typeof told.title === "string" ? told.title : "One Yes";
  const body = typeof told.body === "string" ? told.body : "Something is ready for you today.";
  const data = { url: typeof told.url === "string" ? told.url : "/" };
  const shown = self.registration.showNotification(title, { body, data, tag: "digest", icon: "/icons/icon-192.png" });
  event.waitUntil(Promise.all([shown, showBadge(told.due)]));
});

async function showBadge(count) {
  if (!Number.isSafeInteger(count) || count < 0) return;
  try {
    await self.navigator.setAppBadge?.(count);
  } catch {
    // Only an installed app has an icon to put it on.
  }
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data?.url ?? "/"));
});

// A window that is there already, else another one of the app, taken there; else a new one.
async function goTo(url) {
  const origin = self.location.origin;
  const asked = new URL(url, origin);
  const address = asked.origin === origin ? asked : new URL("/", origin);
  const windows = await self.clients.matchAll({ type: "window" });
  const isThere = (window) => new URL(window.url).pathname === address.pathname;
  const window = windows.find(isThere) ?? windows[0];
  if (!window) return self.clients.openWindow(address.href);
  // The focus first: a browser grants it only right after the click.
  await window.focus();
  if (!isThere(window)) await window.navigate(address.href);
}

// The browser has given this device another address: the server learns it, with the times it was asked for. Should the network be away,
// the page does so at its next start.
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAgain(event.newSubscription)));

async function subscribeAgain(given) {
  const wish = await (await fetch("/api/v1/account/push")).json();
  if (!wish.endpoint) return;
  const { push_key } = await (await fetch("/api/v1/server")).json();
  const options = { userVisibleOnly: true, applicationServerKey: push_key };
  const { endpoint, keys } = (given ?? (await self.registration.pushManager.subscribe(options))).toJSON();
  const body = JSON.stringify({ ...wish, endpoint, p256dh: keys.p256dh, auth: keys.auth });
  await fetch("/api/v1/account/push", { method: "PUT", headers: { "content-type": "application/json" }, body });
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  const path = address.pathname;
  if (isServerBusiness(path)) return;
  if (FILES.includes(path)) {
    event.respondWith(kept(path, request));
  } else if (request.mode === "navigate" && !isFile(path)) {
    // The query plays no part: shared postings arrive in it.
    event.respondWith(isPublicPage(path) ? networkThenShell(request) : shell());
  }
});

async function shell() {
  const cache = await caches.open(CACHE);
  return (await cache.match(SHELL, { ignoreVary: true })) ?? fetch(SHELL);
}

async function networkThenShell(request) {
  try {
    const response = await fetch(request);
    return response.ok ? response : shell();
  } catch {
    return shell();
  }
}

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}
