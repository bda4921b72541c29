// The service worker: keeps one build whole, answers app addresses with the empty shell, and waits with a new build until asked.

const BUILD = "{build}";
const FILES = ["{files}"];
const CACHE = `one-yes-${BUILD}`;
const SHELL = "/shell";

const isPublicPage = (path) => path === "/method" || path.startsWith("/method/");
const isServerBusiness = (path) => path === "/healthz" || path === "/sw.js" || path.startsWith("/api/");

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      // "reload" passes by the HTTP cache: a stale shell must not end up in a new build.
      await cache.addAll([SHELL, ...FILES].map((address) => new Request(address, { cache: "reload" })));
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

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (isServerBusiness(address.pathname)) return;
  if (request.mode === "navigate") {
    event.respondWith(isPublicPage(address.pathname) ? networkThenShell(request) : shell());
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(kept(address.pathname, request));
  }
});

async function shell() {
  const cache = await caches.open(CACHE);
  return (await cache.match(SHELL)) ?? fetch(SHELL);
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
  return (await cache.match(path)) ?? fetch(request);
}
