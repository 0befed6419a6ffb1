// Report: layers on and off, kept for the next report; a marked item and its note light up together.

import { onKey } from "./desk.js";

const text = document.getElementById("text");
const form = document.querySelector("[data-layers]");
const boxes = [...form.elements].filter((box) => box.type === "checkbox");

function show() {
  text.dataset.hide = boxes.filter((box) => !box.checked).map((box) => box.name).join(" ");
  try {
    localStorage.setItem("dateline-layers", text.dataset.hide);
  } catch {
    // they hold for this page, then
  }
}

try {
  const hidden = localStorage.getItem("dateline-layers")?.split(" ");
  if (hidden) for (const box of boxes) box.checked = !hidden.includes(box.name);
} catch {
  // as they are
}
show();
form.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());

boxes.forEach((box) => {
  const key = box.name === "aside" ? "0" : String(boxes.indexOf(box) + 1);
  onKey(key, () => {
    box.checked = !box.checked;
    show();
  });
});

function light(event) {
  const item = event.target.closest?.("[data-item]")?.dataset.item;
  for (const one of document.querySelectorAll("[data-item].lit")) one.classList.remove("lit");
  if (item) for (const one of document.querySelectorAll(`[data-item="${CSS.escape(item)}"]`)) one.classList.add("lit");
}
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);

if (location.hash) document.querySelector(`#${CSS.escape(location.hash.slice(1))}`)?.classList.add("target");
