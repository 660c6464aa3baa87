// The outbox: what was written stays on this phone until the site has it. Each piece carries the key of its form, so
// that sending it twice is sending it once; nothing is thrown away but by the person who wrote it.
const STORE = "writings", MOST = 5 * 1024 * 1024;
const PATIENCE = 20_000, SLOWEST = 2; // milliseconds without an answer; and bytes a millisecond on the worst network
const LARGE = 300_000, SIDE = 1600; // a picture of more bytes is drawn smaller first: the site keeps no larger side
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

export const actionOf = (form, submitter) => new URL(submitter?.getAttribute("formaction") || form.getAttribute("action") || "", location.href.split("#")[0]).href;

// What a form says, as it would be kept. What a tap says is part of its name: "Who sells to whom? Hoa".
export async function written(form, submitter) {
  if (form.querySelector("input[type=password]")) throw new Error("secrets are never kept");
  const told = new FormData(form), tap = submitter?.name ? submitter.innerText.replaceAll(/\s+/g, " ").trim() : "";
  if (submitter?.name) told.append(submitter.name, submitter.value);
  const fields = [...told].filter(([name, value]) => ![FIELD, CSRF].includes(name) && !(value instanceof File && !value.size && !value.name));
  for (const pair of fields) if (pair[1] instanceof File) pair[1] = await smaller(pair[1]);
  return {
    key: told.get(FIELD), fields, order: 0, person: Number(document.body.dataset.person), action: actionOf(form, submitter),
    title: [form.dataset.outbox || document.title, tap].filter(Boolean).join(" "), page: location.href.split("#")[0], at: Date.now(), state: "waiting", words: "", tries: 0,
  };
}

// Put it onto the phone's disk. Throws Full where more than 5 MB would lie there.
export async function keep(item) {
  const others = (await all()).filter((one) => one.key !== item.key);
  if (others.reduce((sum, one) => sum + weight(one.fields), weight(item.fields)) > MOST) throw new Full();
  const kept = { ...item, order: others.reduce((most, one) => Math.max(most, one.order), 0) + 1 };
  await change((store) => store.put(kept));
  return kept;
}

// A picture of a phone is ten times as heavy as what the site keeps of it; what cannot be drawn is sent as it is.
async function smaller(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < LARGE) return file;
  try {
    const whole = await createImageBitmap(file), share = Math.min(1, SIDE / Math.max(whole.width, whole.height));
    const sheet = Object.assign(document.createElement("canvas"), { width: Math.round(whole.width * share), height: Math.round(whole.height * share) });
    sheet.getContext("2d").drawImage(whole, 0, 0, sheet.width, sheet.height);
    const drawn = await new Promise((done) => sheet.toBlob(done, "image/jpeg", 0.82));
    return drawn && drawn.size < file.size ? new File([drawn], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
  } catch { return file; }
}

async function fetched(address, options = {}, heavy = 0) {
  const watch = new AbortController(), bell = setTimeout(() => watch.abort(), PATIENCE + heavy / SLOWEST);
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
// `token`: that of the page it was just written on, which saves a slow network one question.
export async function sendOne(item, token = "") {
  const body = new FormData();
  body.append(FIELD, item.key);
  for (const [name, value] of item.fields) body.append(name, value);
  if (!token) {
    const session = await whose();
    if (session.person !== item.person) return { later: true };
    ({ token } = session);
  }
  const { answer, text } = await fetched(item.action, {
    method: "POST", body,
    headers: { Accept: "application/json", "X-CSRFToken": token, "Idempotency-Key": item.key, "Edulis-Person": `${item.person}` },
  }, weight(item.fields));
  if (answer.ok) return { to: data(answer, text).to ?? "" };
  const again = data(answer, text).again || answer.type === "opaqueredirect" || [401, 408, 425, 429].includes(answer.status) || answer.status >= 500;
  return again ? { later: true, status: answer.status } : { words: words(answer, text), status: answer.status, page: text };
}

export async function whose() {
  const { answer, text } = await fetched(document.body.dataset.token, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new TypeError(`no token: ${answer.status}`);
  return JSON.parse(text);
}

// One sender at a time among the tabs of this phone; where locks are not there, the site's keys keep it single.
const alone = (work) => (navigator.locks ? navigator.locks.request("edulis-outbox", work) : work());

export function settle(item, token = "") {
  return alone(async () => {
    const now = await read((store) => store.get(item.key));
    if (!now || now.state !== "waiting") return { later: true };
    let end;
    try {
      end = await sendOne(now, token);
      if (token && end.status === 403 && end.later) end = await sendOne(now); // the page was older than the session
    } catch { end = { later: true }; }
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
