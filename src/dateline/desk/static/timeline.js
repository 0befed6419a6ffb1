// The timeline: a window of days that can be moved and narrowed, drawn at once and filled from the desk.

import { dayOf, isoOf, marks, spanText } from "./calendar.js";
import { askJson, chosenIn, fill, onChoice, settled } from "./choosing.js";
import { onKey } from "./desk.js";
import { draw, fades, told } from "./timeline-drawing.js";
import { svg } from "./svg.js";

const LEAST_DAYS = 0.25;
const MOST_DAYS = 4000 * 366;
const SMALL = 44;

const picture = document.getElementById("picture");
const small = document.getElementById("whole");
const form = document.getElementById("choosing");
const about = document.getElementById("about");
const span = document.getElementById("span");
const list = document.getElementById("list");
const note = document.getElementById("counted");

const view = { begin: dayOf(picture.dataset.begin), end: dayOf(picture.dataset.end) + 1, width: 0 };
const given = new URLSearchParams(location.search);
if (given.get("from")?.includes("T")) view.begin = dayOf(given.get("from"));
if (given.get("to")?.includes("T")) view.end = dayOf(given.get("to"));
let data = null;

document.body.append(fades());

/** The window and what is chosen, as an address says it. */
function said() {
  const values = chosenIn(form);
  const fine = view.end - view.begin < 3;
  values.set("from", isoOf(view.begin, fine));
  values.set("to", isoOf(fine ? view.end : Math.ceil(view.end) - 1, fine));
  return values;
}

let waiting = 0;
function show() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    if (!data) return;
    view.width = Math.max(280, picture.clientWidth);
    const held = document.activeElement?.closest?.("[data-turn]")?.getAttribute("href");
    picture.replaceChildren(draw(data, view));
    if (held) picture.querySelector(`a[href="${held}"]`)?.focus({ preventScroll: true });
    span.textContent = spanText(view.begin, view.end);
    showSmall();
  });
}

function showSmall() {
  const whole = data.whole;
  if (!whole.edges.length) return;
  const width = Math.max(280, small.clientWidth);
  const [first, last] = [whole.edges[0], whole.edges.at(-1)];
  const across = (day) => ((day - first) / (last - first)) * width;
  const most = Math.max(...whole.counts, 1);
  const bars = whole.counts.map((many, turn) => {
    const left = across(whole.edges[turn]);
    // a few beside many still show
    const tall = many ? Math.max(2, Math.sqrt(many / most) * (SMALL - 16)) : 0;
    return `M${left.toFixed(1)} ${SMALL - 14}v${-tall.toFixed(1)}h${Math.max(1, across(whole.edges[turn + 1]) - left - 0.6).toFixed(1)}v${tall.toFixed(1)}z`;
  });
  const left = Math.max(-2, across(view.begin));
  const right = Math.min(width + 2, across(view.end));
  small.replaceChildren(
    svg("svg", { viewBox: `0 0 ${width} ${SMALL}`, height: SMALL, class: "small", "aria-hidden": "true" },
      svg("path", { class: "all", d: bars.join("") }),
      svg("rect", { class: "window", x: left, y: 1, width: Math.max(4, right - left), height: SMALL - 15, rx: 3 }),
      ...marks(first, last, width).filter((mark) => across(mark.at) < width - 36).map((mark) => svg("text", { class: "mark", x: across(mark.at) + 2, y: SMALL - 3 }, mark.label)),
    ),
  );
}

async function load() {
  const values = said();
  try {
    const found = await askJson("data", `/timeline/data?${values}`);
    if (!found) return;
    data = found;
  } catch (error) {
    note.textContent = `The desk could not be asked (${error.message}).`;
    return;
  }
  history.replaceState(null, "", `${location.pathname}?${values}`);
  const each = data.single ? "" : `, counted by ${data.unit}: zoom in to see each`;
  note.textContent = `${data.count.toLocaleString("en")} event${data.count === 1 ? "" : "s"}${each}${data.left_out ? `; ${data.left_out} with fewer origins are not drawn` : ""}${data.undated ? `; ${data.undated.toLocaleString("en")} undated ones are in no window` : ""}.`;
  show();
  if (!document.body.dataset.ready) {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      document.body.dataset.ready = String(Math.round(performance.now()));
    }));
  }
}

const loadSoon = settled(90, load);
const listSoon = settled(450, () => {
  const values = said();
  values.delete("lanes");
  values.set("part", "true");
  fill(list, `/events?${values}`).catch(() => {});
});

function moved() {
  show();
  loadSoon();
  listSoon();
}

function look(begin, end) {
  const wide = Math.min(MOST_DAYS, Math.max(LEAST_DAYS, end - begin));
  const middle = (begin + end) / 2;
  const least = dayOf("0001-01-01");
  const most = dayOf("9999-12-31");
  view.begin = Math.min(Math.max(middle - wide / 2, least), most - wide);
  view.end = view.begin + wide;
  moved();
}

const pan = (share) => look(view.begin + (view.end - view.begin) * share, view.end + (view.end - view.begin) * share);
function zoom(times, at = (view.begin + view.end) / 2) {
  look(at - (at - view.begin) * times, at + (view.end - at) * times);
}
function all() {
  if (data?.whole.edges.length) look(data.whole.edges[0], data.whole.edges.at(-1));
}

const acts = { earlier: () => pan(-0.4), later: () => pan(0.4), narrower: () => zoom(0.5), wider: () => zoom(2), all };
for (const button of document.querySelectorAll("[data-act]")) button.addEventListener("click", acts[button.dataset.act]);
onKey("ArrowLeft", () => pan(-0.2));
onKey("ArrowRight", () => pan(0.2));
onKey("+", () => zoom(0.6));
onKey("=", () => zoom(0.6));
onKey("-", () => zoom(1 / 0.6));
onKey("0", all);
onChoice(form, moved);

picture.addEventListener("wheel", (event) => {
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const at = view.begin + ((event.clientX - picture.getBoundingClientRect().left) / view.width) * (view.end - view.begin);
    zoom(Math.exp(Math.sign(event.deltaY) * 0.22), at);
  } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    event.preventDefault();
    pan(event.deltaX / view.width);
  }
}, { passive: false });

let drag = null;
picture.addEventListener("pointerdown", (event) => {
  if (event.button === 0 && event.pointerType !== "touch") drag = { x: event.clientX, begin: view.begin, end: view.end, moved: false };
});
addEventListener("pointermove", (event) => {
  if (!drag) return;
  const by = ((drag.x - event.clientX) / view.width) * (drag.end - drag.begin);
  if (!drag.moved && Math.abs(drag.x - event.clientX) < 5) return;
  drag.moved = true;
  picture.classList.add("dragged");
  look(drag.begin + by, drag.end + by);
});
addEventListener("pointerup", () => {
  if (drag?.moved) addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
  picture.classList.remove("dragged");
  drag = null;
});
picture.addEventListener("dragstart", (event) => event.preventDefault());
picture.addEventListener("click", (event) => {
  const bin = event.target.closest(".bin");
  if (bin && !event.defaultPrevented) {
    const [from, to] = [+bin.dataset.from, +bin.dataset.to];
    look(from - (to - from) * 0.5, to + (to - from) * 0.5);
  }
});

let held = false;
const center = (event) => {
  if (!data?.whole.edges.length) return;
  const box = small.getBoundingClientRect();
  const [first, last] = [data.whole.edges[0], data.whole.edges.at(-1)];
  const at = first + ((event.clientX - box.left) / box.width) * (last - first);
  look(at - (view.end - view.begin) / 2, at + (view.end - view.begin) / 2);
};
small.addEventListener("pointerdown", (event) => {
  held = true;
  small.setPointerCapture(event.pointerId);
  center(event);
});
small.addEventListener("pointermove", (event) => held && center(event));
small.addEventListener("pointerup", () => { held = false; });

for (const kind of ["focusin", "pointerover"]) {
  picture.addEventListener(kind, (event) => {
    const one = event.target.closest("[data-turn]");
    const named = one ?? event.target.closest("a[aria-label], .bin");
    if (one) about.textContent = told(data.events[+one.dataset.turn]);
    else if (named) about.textContent = named.getAttribute("aria-label") ?? named.querySelector("title").textContent;
  });
}

new ResizeObserver(show).observe(picture);
load();
