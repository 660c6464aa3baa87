// Locks the pages that a phone keeps of a person: whoever is in may add one, only the PIN opens them. For pages and for
// the service worker alike, hence no module. Each person has a pair of keys (ECDH P-256): the public one locks, the
// private one lies locked with AES-GCM under PBKDF2 of the PIN and of a secret of this phone.
(() => {
  const ROUNDS = 310_000, MISSES = 10, CURVE = { name: "ECDH", namedCurve: "P-256" }, AES = { name: "AES-GCM", length: 256 };
  const there = Boolean(globalThis.crypto?.subtle && globalThis.indexedDB && globalThis.caches), subtle = globalThis.crypto?.subtle;
  const fresh = (size) => crypto.getRandomValues(new Uint8Array(size));
  const packed = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
  const unpacked = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  async function store(mode, work) {
    const base = await new Promise((done, failed) => {
      const asked = indexedDB.open("edulis-vault", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("keys", { keyPath: "person" });
      asked.onsuccess = () => done(asked.result); asked.onerror = () => failed(asked.error);
    });
    try {
      const deal = base.transaction("keys", mode), answer = work(deal.objectStore("keys"));
      return await new Promise((done, failed) => { deal.oncomplete = () => done(answer.result); deal.onerror = deal.onabort = () => failed(deal.error); });
    } finally { base.close(); }
  }
  const known = (person) => store("readonly", (keys) => keys.get(person));
  const put = (record) => store("readwrite", (keys) => keys.put(record));

  // What a PIN comes to on this phone, as text. The phone's own secret has the number 0.
  async function derive(pin) {
    let own = await known(0);
    if (!own) await put((own = { person: 0, salt: fresh(32) }));
    const whole = await subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
    return packed(await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: own.salt, iterations: ROUNDS }, whole, 256));
  }
  const lock = (bits) => subtle.importKey("raw", unpacked(bits), AES.name, false, ["encrypt", "decrypt"]);

  // The private key as text; empty where the PIN is wrong. After ten wrong ones nothing is left to be opened.
  async function unlock(person, bits) {
    const record = await known(person);
    if (!record) return "";
    try {
      const key = packed(await subtle.decrypt({ name: AES.name, iv: record.iv }, await lock(bits), record.wrapped));
      if (record.misses) await put({ ...record, misses: 0 });
      return key;
    } catch {
      const misses = (record.misses ?? 0) + 1;
      if (misses < MISSES) await put({ ...record, misses });
      else await forget(person);
      return "";
    }
  }

  // Called by who has just come in with a PIN that the site accepted: opens the pair there is, or makes one.
  async function begin(person, bits) {
    const opened = await unlock(person, bits);
    if (opened) return opened;
    await caches.delete(`pages-${person}`); // locked under a PIN that is no longer theirs
    const pair = await subtle.generateKey(CURVE, true, ["deriveKey"]), inner = await subtle.exportKey("pkcs8", pair.privateKey), iv = fresh(12);
    const wrapped = await subtle.encrypt({ name: AES.name, iv }, await lock(bits), inner);
    await put({ person, open: await subtle.exportKey("raw", pair.publicKey), wrapped, iv });
    return packed(inner);
  }

  // A text locked for a person, or nothing where they never came in with a PIN here: their key · iv · what is locked.
  async function seal(person, text) {
    const record = await known(person);
    if (!record) return null;
    const theirs = await subtle.importKey("raw", record.open, CURVE, false, []), once = await subtle.generateKey(CURVE, false, ["deriveKey"]), iv = fresh(12);
    const shared = await subtle.deriveKey({ name: CURVE.name, public: theirs }, once.privateKey, AES, false, ["encrypt"]);
    const told = await subtle.encrypt({ name: AES.name, iv }, shared, new TextEncoder().encode(text));
    return new Blob([await subtle.exportKey("raw", once.publicKey), iv, told]);
  }
  async function unseal(key, bytes) {
    const mine = await subtle.importKey("pkcs8", unpacked(key), CURVE, false, ["deriveKey"]), theirs = await subtle.importKey("raw", bytes.slice(0, 65), CURVE, false, []);
    const shared = await subtle.deriveKey({ name: CURVE.name, public: theirs }, mine, AES, false, ["decrypt"]);
    return new TextDecoder().decode(await subtle.decrypt({ name: AES.name, iv: bytes.slice(65, 77) }, shared, bytes.slice(77)));
  }
  // Under which name a page lies in the cache: its address can be read by nobody who does not guess it.
  const named = async (address) => `/kept/${Array.from(new Uint8Array(await subtle.digest("SHA-256", new TextEncoder().encode(address))), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;

  async function forget(person) {
    await caches.delete(`pages-${person}`);
    await store("readwrite", (keys) => keys.delete(person));
  }
  // Everything of everybody but this person.
  async function clear(but) {
    for (const name of await caches.keys()) if (name.startsWith("pages-") && name !== `pages-${but}`) await caches.delete(name);
    for (const one of await store("readonly", (keys) => keys.getAllKeys())) if (one && one !== but) await forget(one);
  }
  globalThis.vault = { there, derive, unlock, begin, seal, unseal, named, clear };
})();
