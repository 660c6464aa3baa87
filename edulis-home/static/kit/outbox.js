// The outbox: what was written stays on this phone until the site has it. Each piece carries the key of its form, so
// that sending it twice is sending it once; nothing is thrown away but by the person who wrote it.
const STORE = "writings", MOST = 5 * 1024 * 1024, PATIENCE = 20_000;
const FIELD = "_key", CSRF = "csrfmiddlewaretoken";
export const outbox = new EventTarget();

let opened;
function base() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("edulis-outbox", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => { asked.result.onversionchange = () => { asked.result.close(); opened = null; }; done(asked.result); };
    asked.onerror = () => { opened = null; failed(asked.error); };
  });
  return opened;
}

// Resolves when the change is on the disk, not when it was asked for.
async function change(work) {
  const deal = (await base()).transaction(STORE, "readwrite", { durability: "strict" });
  const answer = work(deal.objectStore(STORE));
  return new Promise((done, failed) => {
    deal.oncomplete = () => { outbox.dispatchEvent(new Event("change")); done(answer?.result); };
    deal.onerror = deal.onabort = () => failed(deal.error);
  });
}

async function read(work) {
  const asked = work((await base()).transaction(STORE).objectStore(STORE));
  return new Promise((done, failed) => { asked.onsuccess = () => done(asked.result); asked.onerror = () => failed(asked.error); });
}

export const all = async () => (await read((store) => store.getAll())).sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
export const drop = (key) => change((store) => store.delete(key));
const weight = (fields) => fields.reduce((sum, [name, value]) => sum + name.length + (value.size ?? 2 * value.length), 0);

// A key for one writing. Works on plain http too, where crypto.randomUUID is not there.
export function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Full extends Error {}

// Put what a form says onto the phone's disk. Throws Full where more than 5 MB would lie there.
export async function keep(form, submitter) {
  const told = new FormData(form);
  if (submitter?.name) told.append(submitter.name, submitter.value);
  const key = told.get(FIELD);
  told.delete(CSRF);
  const fields = [...told].filter(([name, value]) => name !== FIELD && !(value instanceof File && !value.size && !value.name));
  const others = (await all()).filter((one) => one.key !== key);
  if (others.reduce((sum, one) => sum + weight(one.fields), weight(fields)) > MOST) throw new Full();
  const order = others.reduce((most, one) => Math.max(most, one.order), 0) + 1;
  const item = {
    key, fields, order, person: Number(document.body.dataset.person), action: new URL(submitter?.getAttribute("formaction") || form.getAttribute("action") || "", location.href).href,
    title: form.dataset.outbox || document.title, page: location.href, at: Date.now(), state: "waiting", words: "", tries: 0,
  };
  await change((store) => store.put(item));
  return item;
}

async function fetched(address, options = {}) {
  const watch = new AbortController(), bell = setTimeout(() => watch.abort(), PATIENCE);
  try {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store", redirect: "manual", ...options, signal: watch.signal });
    return { answer, text: answer.type === "opaqueredirect" ? "" : await answer.text() };
  } finally { clearTimeout(bell); }
}

function words(answer, text) {
  if (answer.headers.get("Content-Type")?.includes("json")) return JSON.parse(text).refused ?? "";
  const page = new DOMParser().parseFromString(text, "text/html");
  const errors = [...page.querySelectorAll("main .error")].map((one) => one.textContent.trim()).filter(Boolean);
  return errors.join(" ") || page.querySelector("main .lead, main p")?.textContent.trim() || `${answer.status}`;
}

const data = (answer, text) => { try { return answer.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : {}; } catch { return {}; } };

// Send one piece. Says what became of it: {to} where the site has it, {words} where it refused, {later} otherwise.
async function sendOne(item) {
  const body = new FormData();
  body.append(FIELD, item.key);
  for (const [name, value] of item.fields) body.append(name, value);
  const session = await whose();
  if (session.person !== item.person) return { later: true };
  const { answer, text } = await fetched(item.action, {
    method: "POST", body,
    headers: { Accept: "application/json", "X-CSRFToken": session.token, "Idempotency-Key": item.key, "Edulis-Person": `${item.person}` },
  });
  if (answer.ok) return { to: data(answer, text).to ?? "" };
  const again = data(answer, text).again || answer.type === "opaqueredirect" || [401, 408, 425, 429].includes(answer.status) || answer.status >= 500;
  return again ? { later: true } : { words: words(answer, text), status: answer.status };
}

export async function whose() {
  const { answer, text } = await fetched(document.body.dataset.token, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new TypeError(`no token: ${answer.status}`);
  return JSON.parse(text);
}

// One sender at a time among the tabs of this phone; where locks are not there, the site's keys keep it single.
const alone = (work) => (navigator.locks ? navigator.locks.request("edulis-outbox", work) : work());

export function settle(item) {
  return alone(async () => {
    const now = await read((store) => store.get(item.key));
    if (!now || now.state !== "waiting") return { later: true };
    let end;
    try { end = await sendOne(now); } catch { end = { later: true }; }
    if (end.to !== undefined) await drop(now.key);
    else if (end.words !== undefined) await change((store) => store.put({ ...now, state: "refused", words: end.words, status: end.status }));
    else await change((store) => store.put({ ...now, tries: now.tries + 1 }));
    return end;
  });
}

// Send all that waits, in the order it was written; stops where the network is gone.
let busy = false;
export async function flush() {
  if (busy) return;
  busy = true;
  try {
    const mine = Number(document.body.dataset.person);
    for (const item of await all()) {
      if (item.state === "waiting" && item.person === mine && (await settle(item)).later) break;
    }
  } finally { busy = false; }
}

// All that is here as one file, so that it can be carried to the site or typed in by hand.
export async function asFile() {
  const items = await Promise.all((await all()).map(async (item) => ({
    ...item, at: new Date(item.at).toISOString(),
    fields: await Promise.all(item.fields.map(async ([name, value]) => [name, value instanceof Blob ? { file: value.name, type: value.type, base64: await packed(value) } : value])),
  })));
  return new Blob([JSON.stringify({ edulis: "outbox", version: 1, items }, null, 1)], { type: "application/json" });
}

const packed = (blob) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(blob);
});
