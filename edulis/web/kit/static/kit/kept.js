// The page of what is on this phone: unsent writings, and pages seen before.
import "./seal.js";
import { all, asFile, drop, flush, outbox } from "./outbox.js";

const at = (id) => document.getElementById(id), told = at("told").dataset, language = document.documentElement.lang;
const when = (time) => new Date(time).toLocaleString(language, { dateStyle: "short", timeStyle: "short" });

function row(item) {
  const line = at("item").content.cloneNode(true).firstElementChild;
  line.querySelector("strong").textContent = item.title;
  line.querySelector("small").textContent = `${when(item.at)} · ${item.state === "refused" ? `${told.refused} ${item.words}` : told.waits}`;
  const written = item.fields.map(([, value]) => (value instanceof Blob ? value.name : value)).filter(Boolean);
  line.querySelector("details").hidden = !written.length;
  line.querySelector("details p").textContent = written.join(" · ");
  line.querySelector("[data-do=open]").onclick = () => location.assign(`${item.page}#outbox=${item.key}`);
  line.querySelector("[data-do=drop]").onclick = () => { if (confirm(told.sure)) drop(item.key); };
  return line;
}

async function show() {
  const items = await all(), me = Number(document.body.dataset.person);
  const mine = items.filter((item) => item.person === me), others = items.length - mine.length;
  at("items").replaceChildren(...mine.map(row));
  at("items").hidden = !mine.length;
  at("nothing").hidden = items.length > 0;
  at("doing").hidden = !items.length;
  at("others").hidden = !others;
  at("others").querySelector("b").textContent = others;
}

const { vault } = globalThis;

// The pages lie locked: the key is in this tab once the PIN was given, and gone when it is closed.
async function pages() {
  const name = "caches" in window && vault.there ? (await caches.keys()).find((one) => one.startsWith("pages-") && one !== "pages-0") : "";
  const person = name?.slice("pages-".length), opened = sessionStorage.getItem("opened") ?? "", seen = [];
  const store = name ? await caches.open(name) : null, keys = store ? await store.keys() : [];
  const locked = keys.length > 0 && !opened.startsWith(`${person} `);
  if (!locked) for (const asked of keys) seen.push(JSON.parse(await vault.unseal(opened.split(" ")[1], await (await store.match(asked)).arrayBuffer())));
  const shown = seen.filter((one) => one.title && new URL(one.address).pathname !== location.pathname);
  at("pages").replaceChildren(...shown.reverse().map(({ address, title }) => {
    const line = document.createElement("li"), link = document.createElement("a");
    link.href = address; link.textContent = title; line.append(link);
    return line;
  }));
  at("pages").hidden = !shown.length;
  at("none").hidden = locked || shown.length > 0;
  at("lock").hidden = !locked;
  at("lock").onsubmit = (event) => { event.preventDefault(); unlock(Number(person)); };
}

async function unlock(person) {
  const field = at("pin"), key = await vault.unlock(person, await vault.derive(field.value));
  field.value = "";
  at("wrong").hidden = Boolean(key);
  if (!key) { field.focus(); if (!(await caches.has(`pages-${person}`))) pages(); return; }
  sessionStorage.setItem("opened", `${person} ${key}`);
  if (document.documentElement.dataset.locked) location.reload();
  else pages();
}

at("send").onclick = () => flush().then(show);
at("export").onclick = async () => {
  const link = document.createElement("a"), address = URL.createObjectURL(await asFile());
  link.href = address; link.download = `edulis-${new Date().toISOString().slice(0, 10)}.json`; link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};
const network = () => { at("offline").hidden = navigator.onLine; };
addEventListener("online", network); addEventListener("offline", network);
outbox.addEventListener("change", show);
network(); show(); pages();
