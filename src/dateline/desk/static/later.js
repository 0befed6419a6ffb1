// What takes its time follows the page: [data-later] is the address of it, [data-part] the part that is put in its place.

for (const place of document.querySelectorAll("[data-later]")) {
  try {
    const answer = await fetch(place.dataset.later, { headers: { "x-part": place.dataset.part } });
    const text = await answer.text();
    if (!answer.ok) location.assign(place.dataset.later); // the page there says what was wrong
    else place.outerHTML = text;
  } catch {
    place.textContent = "The desk does not answer. Is it still running?";
  }
}
