// Keeps the site's own files, and the pages a person saw last, for when the network is gone. Never touches a write.
importScripts("{{ seal|escapejs }}");
const { vault } = self;
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const STORE = "files", HERE = "/phone/", MOST = 40, PATIENCE = 12000;
const PRIVATE = [/^\/enter\//, /^\/leave\//, /^\/card\//, /\/people\/card\//, /^\/phone\/token\//, /^\/step\//, /^\/me\//, /\/enterprises\/(circle|neighbour)\//, /^\/found\//, /\/ballot\/\d+\/(sheet|paper)\//, /\/vision\/\d+\/(sheets|paper)\//];

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

// A page asks to be kept that was there before the key with which it can be locked.
addEventListener("message", (event) => { if (event.data?.keep) event.waitUntil(anew(event.data.keep)); });

async function anew(path) {
  const asked = new Request(path, { credentials: "same-origin" }), answer = await fetch(asked);
  if (answer.headers.has("Edulis-Person")) await remember(asked, new URL(asked.url), answer);
  await here();
}

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

// In another language, what was kept is in the wrong one.
async function forget() {
  for (const name of await caches.keys()) if (name.startsWith("pages-")) await caches.delete(name);
  await here().catch(() => {});
}

// Whoever comes in next finds nothing of the one before.
async function pagesOf(person) {
  const others = (await caches.keys()).some((name) => name.startsWith("pages-") && name !== `pages-${person}`);
  if (others || person === "0") await vault.clear(Number(person));
  if (others) await here().catch(() => {});
  return caches.open(`pages-${person}`);
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
  const late = new Promise((_, failed) => { bell = setTimeout(async () => { if (await sealed(asked)) failed(new Error("late")); }, PATIENCE); });
  try { return await Promise.race([fresh, late]); } finally { clearTimeout(bell); }
}

// The page as it lies there, with whose it is.
async function sealed(asked) {
  if (!vault.there) return undefined;
  for (const name of (await caches.keys()).filter((one) => one.startsWith("pages-"))) {
    const found = await caches.match(await vault.named(asked.url), { cacheName: name });
    if (found) return { found, person: name.slice("pages-".length) };
  }
}

// The key that the PIN opened: a page that stands open has it, and gone with the last of them it is gone.
async function key(person) {
  for (const page of await clients.matchAll({ type: "window", includeUncontrolled: true })) {
    const line = new MessageChannel();
    const told = await new Promise((done) => {
      setTimeout(done, 800, ""); line.port1.onmessage = (event) => done(event.data);
      page.postMessage("key?", [line.port2]);
    });
    if (told.startsWith(`${person} `)) return told.split(" ")[1];
  }
  return "";
}

async function known(asked) {
  const kept = await sealed(asked);
  if (!kept) return undefined;
  const mine = await key(kept.person);
  if (!mine) return old(await caches.match(HERE, { cacheName: STORE }), `data-locked="${kept.person}" `);
  const told = JSON.parse(await vault.unseal(mine, await kept.found.arrayBuffer()));
  return old(new Response(told.text, { headers: told.headers }));
}

async function old(found, more = "") {
  if (!found) return undefined;
  const headers = new Headers(found.headers);
  headers.delete("Content-Encoding"); headers.delete("Content-Length");
  return new Response((await found.text()).replace("<html ", `<html data-old ${more}`), { status: 200, headers });
}

async function remember(asked, address, answer) {
  const person = answer.headers.get("Edulis-Person"), store = await pagesOf(person);
  if (person === "0" || !vault.there || answer.status !== 200 || PRIVATE.some((one) => one.test(address.pathname))) return;
  const text = await answer.text(), headers = Object.fromEntries(answer.headers), name = await vault.named(asked.url);
  for (const one of ["content-encoding", "content-length", "vary"]) delete headers[one];
  const title = plain(text.match(/<title>([^<]*)<\/title>/)?.[1] ?? "");
  const locked = await vault.seal(Number(person), JSON.stringify({ address: asked.url, title, headers, text }));
  if (!locked) return; // nobody came in with a PIN here: there is nothing that could lock it
  await store.delete(name);
  await store.put(name, new Response(locked));
  const keys = await store.keys();
  for (const one of keys.slice(0, Math.max(0, keys.length - MOST))) await store.delete(one);
}

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
