// Who leaves for good takes along what they wrote and did not send; what others wrote on this phone stays theirs.
import { all, drop } from "../kit/outbox.js";

const others = document.querySelector("form input[name=others]"), me = Number(document.body.dataset.person);
const count = async () => { others.value = (await all()).filter((one) => one.person !== me).length; };
if (others) { count().catch(() => {}); others.form.addEventListener("input", () => count().catch(() => {})); }

const gone = Number(document.getElementById("gone")?.dataset.number);
if (gone) for (const one of await all()) if (one.person === gone) await drop(one.key);
