// The page of what is on this phone: unsent writings, and pages seen before.
import { all, asFile, drop, flush, outbox } from "./outbox.8a21d6940fc4.js";

const at = (id) => document.getElementById(id), told = at("told").dataset, language = document.documentElement.lang;
const when = (time) => new Date(time).toLocaleString(language, { dateStyle: "short", timeStyle: "short" });

function row(item) {
  const line = at("item").content.cloneNode(true).firstElementChild;
  line.querySelector("strong").textContent = item.title;
  line.querySelector("small").textContent = `${when(item.at)} · ${item.state === "refused" ? `${told.refused} ${item.words}` : told.waits}`;
  const written = item.fields.map(([, value]) => (value instanceof Blob ? value.name : value)).filter(Boolean);
  line.querySelector("details").hidden = !written.length;
  line.querySelector("details p").textContent = written.join(" · ");
  line.querySelector("[data-do=open]").onclick = () => location.assign(item.page);
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

async function pages() {
  if (!("caches" in window)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  const seen = [];
  for (const name of names) {
    const store = await caches.open(name);
    for (const asked of await store.keys()) {
      const title = decodeURIComponent((await store.match(asked)).headers.get("Edulis-Title") ?? "");
      if (title && new URL(asked.url).pathname !== location.pathname) seen.push([asked.url, title]);
    }
  }
  at("pages").replaceChildren(...seen.reverse().map(([address, title]) => {
    const line = document.createElement("li"), link = document.createElement("a");
    link.href = address; link.textContent = title; line.append(link);
    return line;
  }));
  at("pages").hidden = !seen.length;
  at("none").hidden = seen.length > 0;
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
