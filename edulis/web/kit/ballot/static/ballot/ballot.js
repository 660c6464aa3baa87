// Shows the receipt of a secret vote once: it came behind the # of the address, which no site is told and no log holds.
const FORM = /^#([2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){2})$/;
const found = location.hash.match(FORM), place = document.getElementById("receipt");
if (found && place) {
  place.hidden = false;
  place.querySelector("strong").textContent = found[1];
  history.replaceState(null, "", location.pathname + location.search);
  place.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", () => { if (FORM.test(location.hash)) location.reload(); });
