"use strict";
// The page reads without this; it adds finding, the keyboard (j, k, o, /) and opening what a link points at.
const find = document.getElementById("find");
const found = document.getElementById("found");
const items = [...document.querySelectorAll(".item")];

find.addEventListener("input", () => {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const item of items) {
    const text = item.textContent.toLowerCase();
    const hit = words.every((word) => text.includes(word));
    (item.closest("li") || item).hidden = !hit;
    count += hit ? 1 : 0;
  }
  found.textContent = words.length ? `${count} of ${items.length}` : "";
});

function opened() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener("hashchange", opened);
opened();

function step(by) {
  const lines = [...document.querySelectorAll("details.item > summary")].filter((line) => line.offsetParent);
  const at = lines.indexOf(document.activeElement);
  const next = lines[Math.min(Math.max(at + by, 0), lines.length - 1)];
  if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
}
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && document.activeElement === find) { find.value = ""; find.dispatchEvent(new Event("input")); find.blur(); return; }
  if (document.activeElement === find) return;
  if (event.key === "/") { event.preventDefault(); find.focus(); }
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "o" && document.activeElement.matches("summary")) document.activeElement.click();
});
