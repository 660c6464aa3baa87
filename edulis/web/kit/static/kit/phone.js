// On every page: keep what is written when the network fails, say what is still only here, keep pages for later.
import { Full, actionOf, all, flush, fresh, keep, outbox, sendOne, settle, written } from "./outbox.js";
import "./seal.js";

const { vault } = globalThis, me = Number(document.body.dataset.person), worker = navigator.serviceWorker;
const words = document.getElementById("words").dataset;
const EVERY = 30_000;

async function count() {
  const items = await all(), strip = document.getElementById("unsent");
  strip.hidden = !items.length;
  strip.querySelector("b").textContent = items.length;
  const note = document.querySelector("[data-outbox-note]"); // leaving a phone tells first what was not sent
  if (note) { note.hidden = !items.length; for (const place of note.querySelectorAll("b")) place.textContent = items.length; }
}

// Said at the form where there is something to fill in; for taps at the foot of the page, where nothing is pushed aside.
function tell(form, text, kind) {
  const note = form.matches(".stack") ? form.querySelector("[data-told]") ?? form.appendChild(document.createElement("p")) : document.getElementById("heard");
  note.hidden = false;
  note.dataset.told = ""; note.className = `notice ${kind}${note.id ? " heard" : ""}`; note.setAttribute("role", kind === "error" ? "alert" : "status");
  note.textContent = text;
}

function rest(form, busy) {
  for (const button of form.querySelectorAll("button")) { button.toggleAttribute("aria-busy", false); if (busy) button.setAttribute("aria-busy", "true"); }
  form.dataset.busy = busy ? "yes" : "";
}

// This browser cannot keep anything: send it as it is, under the same key.
function plainly(form, submitter) {
  if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
  HTMLFormElement.prototype.submit.call(form);
}

// Go where the site leads; to the same page by loading it anew, which keeps the place where one was reading.
function go(to) {
  const there = new URL(to || location.href, location.href);
  if (there.pathname + there.search !== location.pathname + location.search) { location.assign(there); return; }
  if (location.hash !== there.hash) history.replaceState(null, "", there);
  location.reload();
}

// The site's own page of what is wrong, with the questions filled in, in place of the one that was sent.
function showRefusal(end, item) {
  const page = new DOMParser().parseFromString(end.page ?? "", "text/html"), main = page.querySelector("main");
  const form = [...(main?.querySelectorAll("form[data-outbox]") ?? [])].find((one) => actionOf(one) === item.action);
  if (!form?.elements._key) return false;
  form.elements._key.value = item.key; // what is mended is the same writing
  const here = document.querySelector("main");
  here.replaceChildren(...main.childNodes);
  (here.querySelector(".wrong input, .wrong select, .wrong textarea, .error") ?? here).focus();
  scrollTo(0, 0);
  return true;
}

async function submitted(event) {
  const form = event.target.closest?.("form[data-outbox]");
  if (!form || form.method !== "post") return;
  event.preventDefault();
  if (form.dataset.busy === "yes") return;
  rest(form, true);
  const { submitter } = event, token = form.elements.csrfmiddlewaretoken?.value ?? "";
  let item;
  try {
    item = await written(form, submitter);
    let end;
    try {
      item = await keep(item);
      tell(form, words.sending, "");
      end = await settle(item, token);
    } catch (wrong) { // there is no room for it on this phone: it goes at once, or stays in the form
      if (!(wrong instanceof Full)) throw wrong;
      end = await sendOne(item, token).catch(() => ({ later: true }));
      if (end.later) { tell(form, words.full, "error"); return; }
    }
    if (end.to !== undefined) { go(end.to); return; }
    if (end.words !== undefined) { if (!showRefusal(end, item)) tell(form, end.words, "error"); return; }
    tell(form, words.kept, "warning");
    submitter?.setAttribute("data-waits", "");
    form.reset();
    form.elements._key.value = fresh(); // what is written next is another writing
  } catch { plainly(form, submitter); } finally { rest(form, false); }
}

// What the site refused, taken up again from the page of what is on this phone: its form with what was written in it.
async function resume() {
  const key = new URLSearchParams(location.hash.slice(1)).get("outbox"), item = key && (await all()).find((one) => one.key === key);
  if (!item || item.person !== Number(document.body.dataset.person)) return;
  const forms = [...document.querySelectorAll("form[data-outbox]")].filter((one) => actionOf(one) === item.action);
  const fits = (one) => [...one.querySelectorAll("input[type=hidden]")].every(({ name, value }) => item.fields.every(([told, said]) => told !== name || name === "seen" || said === value));
  const form = forms.find(fits);
  if (!form) return;
  for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  const boxes = [...form.elements].filter((one) => ["checkbox", "radio"].includes(one.type));
  for (const one of boxes) one.checked = item.fields.some(([name, value]) => name === one.name && value === one.value);
  for (const [name, value] of item.fields) {
    const field = [...form.elements].find((one) => one.name === name);
    if (field && !boxes.includes(field) && !["hidden", "file", "submit"].includes(field.type) && !(value instanceof Blob)) field.value = value;
  }
  form.elements._key.value = item.key;
  if (item.words) tell(form, item.words, "error");
  form.scrollIntoView();
}

// A page from the phone's store carries the key of the day it was kept: a new writing needs its own.
for (const form of document.querySelectorAll("form[data-outbox]")) if (form.elements._key) form.elements._key.value = fresh();
addEventListener("submit", submitted);
resume().catch(() => {});
outbox.addEventListener("change", count);

const old = document.getElementById("old"), seen = document.getElementById("seen");
function network() {
  const kept = document.documentElement.hasAttribute("data-old");
  old.hidden = !(kept || navigator.onLine === false);
  seen.textContent = new Date(seen.dateTime).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
}
addEventListener("offline", network);
addEventListener("online", () => { network(); flush(); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") flush(); });
setInterval(() => { if (document.visibilityState === "visible") flush(); }, EVERY);
network();
count().then(flush).catch(() => {});

// Whoever comes in with a PIN opens with it what this phone keeps of them; only what the PIN comes to is carried over.
addEventListener("submit", (event) => {
  const form = event.target.closest?.("form[data-unlock]");
  if (!form || !vault.there) return;
  event.preventDefault();
  const pin = form.querySelector("[name=pin], [name=password]")?.value ?? "";
  vault.derive(pin).then((bits) => sessionStorage.setItem("pin", bits)).catch(() => {}).finally(() => plainly(form, event.submitter));
});

async function opening() {
  const bits = sessionStorage.getItem("pin");
  sessionStorage.removeItem("pin");
  if (!me) sessionStorage.removeItem("opened");
  else if (bits) sessionStorage.setItem("opened", `${me} ${await vault.begin(me, bits)}`);
  if (bits && me) (await worker.ready).active.postMessage({ keep: location.href });
}
if (worker && vault.there) {
  worker.addEventListener("message", (event) => { if (event.data === "key?") event.ports[0].postMessage(sessionStorage.getItem("opened") ?? ""); });
  worker.startMessages();
  if (!document.documentElement.hasAttribute("data-old")) opening().catch(() => {});
}

if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
