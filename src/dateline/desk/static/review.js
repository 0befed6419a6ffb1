// Review by keyboard. Decisions are ordinary forms; here they are sent without leaving the page, and sent again until
// the desk has answered: a decision that was made is never lost. Half-written notes stay in this tab.

import { onKey } from "./desk.js";

const main = document.getElementById("main");
const review = () => main.querySelector(".review");
const waiting = "dateline-review-waiting";
let busy = false;
let arrived = false;

const store = (name, value) => {
  try {
    if (value) sessionStorage.setItem(name, value);
    else sessionStorage.removeItem(name);
  } catch {
    // a browser that keeps nothing loses a half-written note with the page
  }
};
const stored = (name) => {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
};
const noteOf = () => `dateline-note-${review()?.dataset.event ?? ""}`;

function tell(words, failing = false) {
  const place = main.querySelector("[data-telling]");
  if (!place) return;
  place.textContent = words;
  place.classList.toggle("failing", failing);
}

/** Put the page that came in place of this one. */
function turnTo(text, address, push) {
  const page = new DOMParser().parseFromString(text, "text/html");
  main.replaceChildren(...page.getElementById("main").childNodes);
  document.title = page.title;
  if (push) history.pushState(null, "", address);
  arrive();
}

/** What a page needs when it comes. */
function arrive() {
  const note = main.querySelector("[data-note]");
  if (note) note.value = stored(noteOf()) ?? note.value;
  const first = main.querySelector("[data-focus]");
  const head = main.querySelector("#case");
  (first ?? (arrived ? head : null))?.focus({ preventScroll: !first });
  if (!first && arrived) scrollTo(0, 0);
  arrived = true;
}

async function open(address) {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(address);
    turnTo(await answer.text(), answer.url, answer.ok);
  } catch {
    location.assign(address);
  } finally {
    busy = false;
  }
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Send a form until the desk answers. What waits is kept in this tab, so that a reload sends it too. */
async function send(action, fields) {
  busy = true;
  store(waiting, JSON.stringify({ action, fields, who: review()?.dataset.who }));
  for (let turn = 0; ; turn++) {
    try {
      const answer = await fetch(action, { method: "POST", body: new URLSearchParams(fields) });
      if (answer.status === 503 || answer.status === 429) throw new Error("busy");
      const text = await answer.text();
      if (answer.status === 401) {
        busy = false;
        return turnTo(text, answer.url, false); // it waits for the login
      }
      store(waiting, null);
      busy = false;
      // a decision that was kept takes its note along; a page that says why not leaves it where it is
      if (answer.ok) store(noteOf(), null);
      turnTo(text, answer.url, answer.ok);
      return;
    } catch {
      tell("The desk does not answer. Your decision is kept here and sent again …", true);
      await pause(Math.min(300 * 2 ** turn, 3000));
    }
  }
}

function submit(form, button) {
  if (busy) return;
  const fields = [...new FormData(form, button)].map(([name, value]) => [name, String(value)]);
  send(form.getAttribute("action"), fields);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !review()?.contains(form)) return;
  event.preventDefault();
  if (form.method === "post") submit(form, event.submitter);
  else open(`${form.getAttribute("action")}?${new URLSearchParams([...new FormData(form)].filter(([, value]) => value))}`);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="/review"]');
  if (!link || !review()?.contains(link) || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (new URL(link.href).pathname === "/review/agreement") return;
  event.preventDefault();
  open(link.href);
});

addEventListener("popstate", () => location.reload());

for (const [key, value] of [["a", "accept"], ["r", "reject"]]) {
  onKey(key, () => main.querySelector(`#decide .actions button[value="${value}"]`)?.click());
}
for (const key of ["e", "m", "s", "j", "k"]) onKey(key, () => main.querySelector(`[data-key="${key}"]`)?.click());
onKey("u", () => main.querySelector("#undo button")?.click());
onKey("n", () => main.querySelector("[data-note]")?.focus());
onKey("Escape", () => main.querySelector('[data-key="Escape"]')?.click());
onKey("?", () => {
  const all = [...main.querySelectorAll("details.why")];
  const opens = all.some((one) => !one.open);
  for (const one of all) one.open = opens;
});
onKey("h", () => document.querySelector("[data-help-open]")?.click());

main.addEventListener("input", (event) => {
  if (event.target.matches("[data-note]")) store(noteOf(), event.target.value);
  if (event.target.matches("[data-names]")) offer(event.target);
});
main.addEventListener("keydown", (event) => {
  if (event.target.matches("[data-note]") && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    main.querySelector('#decide [value="note"]')?.click();
  }
  // in the boxes of a panel Enter sends it; in an empty field Escape goes back
  const panel = main.querySelector("#decide > .unseen");
  if (panel && event.key === "Enter" && event.target.matches("select, [type=checkbox], [type=radio]")) {
    event.preventDefault();
    panel.click();
  }
});

// Names while they are typed: a list to choose from (the ARIA pattern of a combobox).

let asked = 0;

function close(field) {
  field.parentElement.querySelector(".offers")?.remove();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

async function offer(field) {
  const turn = ++asked;
  if (field.name === "place") field.parentElement.querySelector('[name="place_id"]').value = "";
  if (!field.value.trim()) return close(field);
  const query = new URLSearchParams({ kind: field.dataset.names, words: field.value.slice(0, 100) });
  let found;
  try {
    found = await (await fetch(`/review/names?${query}`)).json();
  } catch {
    return;
  }
  if (turn !== asked || document.activeElement !== field) return;
  close(field);
  if (!found.length) return;
  const list = document.createElement("ul");
  list.className = "offers";
  list.role = "listbox";
  list.id = `offers-${field.name}`;
  list.ariaLabel = "Names";
  found.forEach((one, number) => {
    const line = document.createElement("li");
    line.role = "option";
    line.id = `${list.id}-${number}`;
    line.dataset.id = one.id;
    line.dataset.name = one.name;
    const name = document.createElement("bdi");
    name.textContent = one.name;
    const about = document.createElement("small");
    about.textContent = one.about ? ` ${one.about}` : "";
    line.append(name, about);
    line.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(field, line);
    });
    list.append(line);
  });
  field.role = "combobox";
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "true");
  field.parentElement.append(list);
  point(field, 0);
}

function point(field, number) {
  const lines = [...field.parentElement.querySelectorAll(".offers li")];
  lines.forEach((line, at) => line.setAttribute("aria-selected", String(at === number)));
  lines[number]?.scrollIntoView({ block: "nearest" });
  if (lines[number]) field.setAttribute("aria-activedescendant", lines[number].id);
}

function take(field, line) {
  if (field.name === "place") {
    field.value = line.dataset.name;
    field.parentElement.querySelector('[name="place_id"]').value = line.dataset.id;
  } else {
    const label = document.createElement("label");
    label.className = "pick";
    const box = Object.assign(document.createElement("input"), {
      type: "checkbox", name: field.name.slice(4), value: line.dataset.id, checked: true,
    });
    const name = document.createElement("bdi");
    name.textContent = line.dataset.name;
    label.append(box, " ", name);
    field.before(label);
    field.value = "";
  }
  close(field);
}

main.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches("[data-names]")) return;
  const lines = [...field.parentElement.querySelectorAll(".offers li")];
  if (!lines.length) return;
  const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    point(field, (at + (event.key === "ArrowDown" ? 1 : lines.length - 1)) % lines.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    take(field, lines[Math.max(at, 0)]);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    close(field);
  }
}, true);
main.addEventListener("focusout", (event) => {
  if (event.target.matches("[data-names]")) close(event.target);
});

// What others do meanwhile.

setInterval(async () => {
  const page = review();
  const place = main.querySelector("[data-news]");
  if (busy || document.hidden || !page?.dataset.event || !place || place.childElementCount) return;
  try {
    const answer = await fetch(`/review/news/${page.dataset.event}?since=${page.dataset.seen}`);
    if (answer.status === 200 && page === review()) place.innerHTML = await answer.text();
  } catch {
    // the next time
  }
}, 10_000);

// A decision that was on its way when the page was loaded anew.
const left = stored(waiting);
const { action, fields, who } = left ? JSON.parse(left) : {};
if (left && review() && who === review().dataset.who) {
  send(action, fields); // its token was made for the same browser and holds
} else {
  if (review()) store(waiting, null);
  // after the browser has looked for what to focus by itself
  requestAnimationFrame(() => setTimeout(arrive));
}
