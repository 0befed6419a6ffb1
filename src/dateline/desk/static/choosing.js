// The form in which events are chosen, the page's address, and what the desk answers for it.

/** What the form says, without what is empty. */
export function chosenIn(form) {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) said.set(name, value);
  return said;
}

/** Call `act` whenever something else is chosen; the form is not sent. */
export function onChoice(form, act) {
  form.addEventListener("change", () => act());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act();
  });
  form.querySelector("button:not([type])")?.setAttribute("hidden", "");
}

/** Ask for something; only the last of several questions under one name is answered. */
const asking = new Map();
export async function ask(name, address, read) {
  asking.get(name)?.abort();
  const own = new AbortController();
  asking.set(name, own);
  try {
    const answer = await fetch(address, { signal: own.signal });
    const body = await read(answer);
    if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
    return own.signal.aborted ? null : body;
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw error;
  }
}

export const askJson = (name, address) => ask(name, address, (answer) => (answer.ok ? answer.json() : null));

/** Put a part of a page, which the desk has escaped, into `place`. */
export async function fill(place, address) {
  const text = await ask(place.id, address, (answer) => answer.text());
  if (text !== null) place.innerHTML = text;
}

/** `act`, but only once nothing more has been asked for `wait` milliseconds. */
export function settled(wait, act) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
}
