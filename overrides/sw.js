// The service worker: once a reader asks for it, the site is kept on this device and answered from there. A version is kept whole or not
// at all; a page that is open keeps its own version until all tabs of the site are closed. Whatever goes wrong, the network answers.
// The build fills in these two lines (scripts/site/files/app.py).
const VERSION = "";
const HEADERS = {};

const { scope } = registration;
const OURS = `${new URL(scope).pathname}:offline:`; // another site on this host has its own
const NAME = OURS + VERSION;
const LIST = new URL("precache.json", scope).href; // put last: a cache that has it is whole
const AT_ONCE = 6;
const TYPES = {
  html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", json: "application/json",
  webmanifest: "application/manifest+json", svg: "image/svg+xml", png: "image/png", ico: "image/x-icon", woff2: "font/woff2", pdf: "application/pdf",
};

const addressOf = (path) => new URL(path.replace(/(^|\/)index\.html$/, "$1"), scope).href;
const answer = (body, path) => new Response(body, { headers: { ...HEADERS, "Content-Type": TYPES[path.split(".").pop()] ?? "application/octet-stream" } });
// Without `caches.open`, which would make an empty one.
const inCache = (path, cacheName) => caches.match(addressOf(path), { cacheName });
const listOf = async (cacheName) => (await caches.match(LIST, { cacheName }))?.json();
const sizeOf = (files) => files.reduce((sum, [, , bytes]) => sum + bytes, 0);

async function hashOf(content) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return btoa(String.fromCharCode(...digest));
}

// Keeping

addEventListener("install", (event) => event.waitUntil(fill()));

// For a page that finds a worker without its files: a browser may have thrown them away.
addEventListener("message", (event) => {
  if (event.data === "fill") event.waitUntil(fill().catch(() => {}));
});

async function fill() {
  if (await listOf(NAME)) return;
  await caches.delete(NAME);
  try {
    const list = await (await get(LIST)).json();
    if (list.version !== VERSION) throw new Error(`the list is of version ${list.version}, not of ${VERSION}`);
    await fillFrom(list, await caches.open(NAME));
    // A worker that takes over meanwhile clears away what is not its own.
    if (!await listOf(NAME)) throw new Error("cleared away meanwhile");
    await tell({ kept: true });
  } catch (error) {
    await caches.delete(NAME);
    await tell({ failed: error.name === "QuotaExceededError" ? "full" : "broken" });
    throw error;
  }
}

async function fillFrom(list, cache) {
  const put = (path, content) => cache.put(addressOf(path), answer(content, path));
  const old = await contentsOfOthers();
  const missing = { texts: [], others: [] };
  for (const kind of ["texts", "others"]) {
    for (const file of list[kind]) {
      const content = await old(file);
      if (content) await put(file[0], content);
      else missing[kind].push(file);
    }
  }
  const one = ([path, hash, bytes]) => ({ bytes, fetch: async () => put(path, await (await get(addressOf(path), hash)).blob()) });
  const together = { bytes: list.pack.sent, fetch: () => unpack(list.pack, missing.texts, put) };
  // The texts are much alike: together they are a third of what they are one by one.
  const many = sizeOf(missing.texts) * 3 > sizeOf(list.texts);
  const jobs = [...(many ? [together] : missing.texts.map(one)), ...missing.others.map(one)];
  const total = jobs.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  await inTurns(jobs, async (job) => {
    await job.fetch();
    done += job.bytes;
    tell({ progress: done / total });
  });
  await cache.put(LIST, answer(JSON.stringify(list), "precache.json"));
}

async function unpack({ path, hash }, texts, put) {
  const pack = JSON.parse(await (await get(new URL(path, scope), hash)).text());
  for (const [name] of texts) await put(name, pack[name]);
}

// With a hash, contents of another version are refused by the browser.
async function get(url, hash) {
  const response = await fetch(url, { cache: "no-store", ...(hash && { integrity: `sha256-${hash}` }) });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response;
}

// What earlier versions on this device have of the same contents, looked at again.
async function contentsOfOthers() {
  const places = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === NAME) continue;
    const list = await listOf(name).catch(() => null);
    for (const [path, hash] of [...list?.texts ?? [], ...list?.others ?? []]) places.set(hash, [path, name]);
  }
  return async ([, hash]) => {
    const content = places.has(hash) && await (await inCache(...places.get(hash)))?.arrayBuffer();
    return content && await hashOf(content) === hash ? content : null;
  };
}

// Some at a time. After a failure none begins, and it is told when the others have ended.
async function inTurns(jobs, work) {
  const waiting = [...jobs];
  const turns = await Promise.allSettled(Array.from({ length: AT_ONCE }, async () => {
    try {
      while (waiting.length) await work(waiting.shift());
    } finally {
      waiting.length = 0;
    }
  }));
  const failed = turns.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

async function tell(message) {
  for (const client of await clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    if (client.url.startsWith(scope)) client.postMessage({ offline: message });
  }
}

// No page of an earlier version is open any more, or there was none.
addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== NAME).map((name) => caches.delete(name)));
  await clients.claim();
}

// Answering

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (!/^(?:GET|HEAD)$/.test(request.method) || !url.href.startsWith(scope)) return;
  event.respondWith(respond(request, url));
});

async function respond(request, url) {
  const path = url.pathname.slice(new URL(scope).pathname.length);
  const kept = await keptFor(request, url, path).catch(() => null);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const lost = request.mode === "navigate" && await lostAt(path).catch(() => null);
    if (lost) return lost;
    throw error;
  }
}

let own; // the hash of each file of this version, by its path
async function files() {
  const list = own ? null : await listOf(NAME);
  if (list) own = new Map([...list.texts, ...list.others]);
  return own ?? new Map();
}

async function keptFor(request, url, path) {
  const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  const hash = (await files()).get(name);
  if (!hash) return request.mode === "navigate" && (await files()).has(`${path}/index.html`) ? Response.redirect(`${scope}${path}/${url.search}`) : null;
  if (url.search && !name.endsWith(".html")) return null; // only a page has questions of its own
  const kept = await inCache(name, NAME);
  const range = request.headers.get("Range");
  return kept && range ? partOf(kept, range) : kept;
}

// `bytes=0-99`, `bytes=100-` or `bytes=-100`; any other range may be answered with the whole (RFC 9110, 14.2).
async function partOf(kept, range) {
  const [, first, last] = /^bytes=(?=-?\d)(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === undefined) return kept;
  const whole = await kept.blob();
  const from = first ? Number(first) : Math.max(0, whole.size - Number(last));
  const to = Math.min(whole.size - 1, first && last ? Number(last) : Infinity);
  const headers = new Headers(kept.headers);
  headers.set("Content-Range", from > to ? `bytes */${whole.size}` : `bytes ${from}-${to}/${whole.size}`);
  return from > to ? new Response(null, { status: 416, headers }) : new Response(whole.slice(from, to + 1), { status: 206, headers });
}

// No connection, and not kept: the page that says so, in the language of the address if it is that of a folder.
async function lostAt(path) {
  const own404 = `${path.split("/")[0]}/404.html`;
  const kept = await inCache((await files()).has(own404) ? own404 : "404.html", NAME);
  const text = (await kept?.text())?.replaceAll(" hidden data-offline", " data-offline");
  return text && new Response(text, { status: 503, headers: kept.headers });
}
