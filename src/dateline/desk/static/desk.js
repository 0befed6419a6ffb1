// Keys that work on every page, the theme switch, times in the reader's zone. Pages add keys with `onKey`.

const keys = new Map();

/** Call `act` when `key` is pressed outside a field; `act` gets the event. */
export function onKey(key, act) {
  keys.set(key, act);
}

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof Element && typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.querySelector("dialog[open]") && event.key !== "?") return;
  const act = keys.get(event.key);
  if (act) {
    event.preventDefault();
    act(event);
  }
});

/** The things that j and k step through, in the order of the page. */
function steps() {
  return [...document.querySelectorAll("[data-step]")].filter((one) => one.getClientRects().length);
}

/** Go to the step `by` places further on: focus its link, or itself. */
export function step(by) {
  const all = steps();
  const at = all.findIndex((one) => one.contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
  if (!next) return;
  const target = next.querySelector("a.open") ?? next;
  if (target === next && !next.hasAttribute("tabindex")) next.tabIndex = -1;
  target.focus();
  next.scrollIntoView({ block: "nearest" });
}

onKey("j", () => step(1));
onKey("k", () => step(-1));
onKey("/", () => document.getElementById("search")?.focus());

const help = document.getElementById("help");
const toggleHelp = () => (help.open ? help.close() : help.showModal());
onKey("?", toggleHelp);
for (const button of document.querySelectorAll("[data-help-open]")) {
  button.hidden = false;
  button.addEventListener("click", toggleHelp);
}

const root = document.documentElement;
for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("dateline-theme", root.dataset.theme);
    } catch {
      // it holds for this page, then
    }
  });
}

for (const time of document.querySelectorAll("time[data-instant]")) {
  const instant = new Date(time.dateTime);
  if (!Number.isNaN(instant.valueOf())) time.title = `${instant.toLocaleString()} in your time zone`;
}
