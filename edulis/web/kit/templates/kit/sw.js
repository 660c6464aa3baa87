// Keeps the site's own files, and the pages a person saw last, for when the network is gone. Never touches a write.
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const STORE = "files", HERE = "/phone/", MOST = 40, PATIENCE = 12000;
const PRIVATE = [/^\/enter\//, /^\/leave\//, /^\/card\//, /\/people\/card\//, /^\/phone\/token\//, /^\/step\//, /^\/found\//, /\/ballot\/\d+\/(sheet|paper)\//, /\/vision\/\d+\/(sheets|paper)\//];

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const asked = event.request, address = new URL(asked.url);
  if (address.origin !== location.origin) return;
  if (asked.method === "POST" && address.pathname === "/tongue/") {
    event.respondWith(fetch(asked).then((answer) => { event.waitUntil(forget()); return answer; }));
  } else if (asked.method === "GET" && asked.mode === "navigate") event.respondWith(page(event, address));
  else if (asked.method === "GET" && address.pathname.startsWith("/static/")) event.respondWith(file(event));
});

async function install() {
  const store = await caches.open(STORE);
  await store.addAll(FILES);
  await here();
  await skipWaiting();
}

// The page for when nothing else is there; anew where the language or the person changed.
async function here() {
  const answer = await fetch(HERE, { credentials: "same-origin" });
  if (answer.ok) await (await caches.open(STORE)).put(HERE, answer);
}

async function activate() {
  const store = await caches.open(STORE);
  for (const asked of await store.keys()) {
    const path = new URL(asked.url).pathname;
    if (path !== HERE && !FILES.includes(path)) await store.delete(asked);
  }
  await clients.claim();
}

async function file(event) {
  const known = await caches.match(event.request, { cacheName: STORE });
  return known ?? fetch(event.request);
}

async function forget() {
  for (const name of await caches.keys()) if (name.startsWith("pages-")) await caches.delete(name);
  await here().catch(() => {});
}

// Whoever comes in next finds nothing of the one before.
async function pagesOf(person) {
  const mine = `pages-${person}`;
  for (const name of await caches.keys()) {
    if (name.startsWith("pages-") && name !== mine) {
      await caches.delete(name);
      await here().catch(() => {});
    }
  }
  return caches.open(mine);
}

async function page(event, address) {
  const asked = event.request;
  const fresh = fetch(asked);
  try {
    const answer = await soon(fresh, asked);
    if (answer.type === "basic" && answer.headers.has("Edulis-Person")) event.waitUntil(remember(asked, address, answer.clone()));
    return answer;
  } catch {
    return (await known(asked)) ?? (await old(await caches.match(HERE, { cacheName: STORE }))) ?? Response.error();
  }
}

// A network that does not answer in time is no network, where the page was seen before.
async function soon(fresh, asked) {
  let bell;
  const late = new Promise((_, failed) => { bell = setTimeout(async () => { if (await known(asked)) failed(new Error("late")); }, PATIENCE); });
  try { return await Promise.race([fresh, late]); } finally { clearTimeout(bell); }
}

async function known(asked) {
  for (const name of await caches.keys()) {
    if (!name.startsWith("pages-")) continue;
    const found = await caches.match(asked, { cacheName: name, ignoreVary: true });
    if (found) return old(found);
  }
}

async function old(found) {
  if (!found) return undefined;
  const headers = new Headers(found.headers);
  headers.delete("Content-Encoding"); headers.delete("Content-Length");
  return new Response((await found.text()).replace("<html ", "<html data-old "), { status: 200, headers });
}

async function remember(asked, address, answer) {
  const person = answer.headers.get("Edulis-Person"), store = await pagesOf(person);
  if (person === "0" || answer.status !== 200 || PRIVATE.some((one) => one.test(address.pathname))) return;
  const text = await answer.text(), headers = new Headers(answer.headers);
  headers.delete("Content-Encoding"); headers.delete("Content-Length"); headers.delete("Vary");
  headers.set("Edulis-Title", encodeURIComponent(plain(text.match(/<title>([^<]*)<\/title>/)?.[1] ?? "")));
  await store.delete(asked);
  await store.put(asked, new Response(text, { status: 200, headers }));
  const keys = await store.keys();
  for (const one of keys.slice(0, Math.max(0, keys.length - MOST))) await store.delete(one);
}

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
