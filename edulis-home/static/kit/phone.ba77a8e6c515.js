// On every page: keep what is written when the network fails, say what is still only here, keep pages for later.
import { Full, all, flush, fresh, keep, outbox, settle } from "./outbox.8a21d6940fc4.js";

const words = document.getElementById("words").dataset;
const EVERY = 30_000;

async function count() {
  const items = await all(), strip = document.getElementById("unsent");
  strip.hidden = !items.length;
  strip.querySelector("b").textContent = items.length;
  const note = document.querySelector("[data-outbox-note]"); // leaving a phone tells first what was not sent
  if (note) { note.hidden = !items.length; for (const place of note.querySelectorAll("b")) place.textContent = items.length; }
}

function tell(form, text, kind) {
  const note = form.querySelector("[data-told]") ?? form.appendChild(document.createElement("p"));
  note.dataset.told = ""; note.className = `notice ${kind}`; note.setAttribute("role", kind === "error" ? "alert" : "status");
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

async function submitted(event) {
  const form = event.target.closest?.("form[data-outbox]");
  if (!form || form.method !== "post") return;
  event.preventDefault();
  if (form.dataset.busy === "yes") return;
  rest(form, true);
  try {
    const item = await keep(form, event.submitter);
    tell(form, words.sending, "");
    const end = await settle(item);
    if (end.to !== undefined) { location.assign(end.to || location.href); return; }
    if (end.words !== undefined) { tell(form, end.words, "error"); return; }
    tell(form, words.kept, "warning");
    form.reset();
    form.elements._key.value = fresh(); // what is written next is another writing
  } catch (wrong) {
    if (wrong instanceof Full) tell(form, words.full, "error");
    else plainly(form, event.submitter);
  } finally { rest(form, false); }
}

// A page from the phone's store carries the key of the day it was kept: a new writing needs its own.
for (const form of document.querySelectorAll("form[data-outbox]")) if (form.elements._key) form.elements._key.value = fresh();
addEventListener("submit", submitted);
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

if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
