/* Reading offline: the shell, the front page and the stories opened last. The network first, then what was kept.

   Rule 1: only GET of pages and of our own files is kept, never the API, feeds or forms.
   Rule 2: nothing kept outlives its reader: a login or logout, or an answer made for another reader, drops all pages. */
"use strict";

const SHELL = "shell-VERSION";
const PAGES = "pages";
const WHOSE = "Nutgraf-Pages-Of";
const MOST_PAGES = 80;
const PATIENCE_MS = 4000;
const FILES = ["/offline", "/static/nutgraf.css", "/static/nutgraf.js", "/static/icon.svg"];
const KEPT = [/^\/$/, /^\/saved$/, /^\/story\/[^/]+(\/\d+)?(\/line\/[^/]+)?$/, /^\/story\/[^/]+\/\d+\/traces$/, /^\/article\/[^/]+$/];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name !== SHELL && name !== PAGES;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.method !== "GET") {
    if (["/login", "/logout"].includes(address.pathname)) event.waitUntil(caches.delete(PAGES));
    return;
  }
  if (address.pathname.startsWith("/static/")) event.respondWith(networkFirst(request, SHELL));
  else if (KEPT.some((one) => one.test(address.pathname))) event.respondWith(networkFirst(request, PAGES));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match("/offline")));
});

async function networkFirst(request, name) {
  const kept = () => caches.match(request, { cacheName: name, ignoreVary: true });
  try {
    const answer = await withPatience(request, kept);
    if (answer.ok && !answer.redirected && answer.type === "basic") await keep(request, answer.clone(), name);
    return answer;
  } catch {
    return (await kept()) ?? (request.mode === "navigate" ? await caches.match("/offline") : undefined) ?? Response.error();
  }
}

/* A network that does not answer counts as none, when there is something kept. */
async function withPatience(request, kept) {
  const answer = fetch(request);
  let timer;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(async () => ((await kept()) ? refuse(new Error("late")) : undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => {});
  }
}

async function keep(request, answer, name) {
  if (name === PAGES) await dropOthers(answer.headers.get(WHOSE));
  const cache = await caches.open(name);
  await cache.delete(request, { ignoreVary: true }); // the newest stands last
  await cache.put(request, answer);
  if (name !== PAGES) return;
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PAGES)).map((one) => cache.delete(one)));
}

/* Drop what was kept for another reader than the one an answer was made for. */
async function dropOthers(whose) {
  const cache = await caches.open(PAGES);
  const [first] = await cache.keys();
  const old = first && (await cache.match(first, { ignoreVary: true }));
  if (old && old.headers.get(WHOSE) !== whose) await caches.delete(PAGES);
}
