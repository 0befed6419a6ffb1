// The map: places with as many events as are told in the time that is chosen. Nothing is asked of any other host: the
// ground comes from the desk, labels are drawn with the reader's own fonts.

import { isoOf } from "./calendar.js";
import { askJson, chosenIn, fill, settled } from "./choosing.js";
import { onKey } from "./desk.js";
import { outlineOf } from "./circle.js";
import { svg } from "./svg.js";

const FINE_ZOOM = 3.6;
const STEP_MS = 450;
const frame = document.getElementById("map");
const form = document.getElementById("choosing");
const [since, until] = [document.getElementById("since"), document.getElementById("until")];
const undated = document.getElementById("undated");
const counted = document.getElementById("counted");
const chosen = document.getElementById("chosen");
const play = document.getElementById("play");

let engine = null;
let map = null;
let data = null;
let picked = frame.dataset.at ?? null;
let coarse = null; // outlines of the whole world by their ids, and, nearer, of what is seen
let fine = null;
let land = null;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const none = () => ({ type: "FeatureCollection", features: [] });
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The map's layers in the page's colours. */
function style(land, names) {
  const source = (features) => ({ type: "geojson", data: features });
  return {
    version: 8,
    sources: {
      land: source(land),
      names: source(names),
      areas: source(none()),
      places: { ...source(none()), cluster: true, clusterRadius: 30, clusterMaxZoom: 12, clusterProperties: { events: ["+", ["get", "events"]] } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("--sea") } },
      { id: "land", type: "fill", source: "land", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour("--land") } },
      { id: "coast", type: "line", source: "land", paint: { "line-color": colour("--coast"), "line-width": 0.8 } },
      { id: "area", type: "fill", source: "areas", paint: { "fill-color": colour("--force"), "fill-opacity": 0.06 } },
      { id: "ring", type: "line", source: "areas", paint: { "line-color": colour("--force"), "line-opacity": 0.5, "line-width": 1.2, "line-dasharray": [3, 2.5] } },
      { id: "country", type: "symbol", source: "names", layout: { "text-field": ["get", "name"], "text-font": ["system-ui, sans-serif"], "text-size": 11, "text-letter-spacing": 0.06, "symbol-sort-key": ["-", 0, ["get", "size"]] }, paint: { "text-color": colour("--soft"), "text-halo-color": colour("--land"), "text-halo-width": 1 } },
      { id: "cluster", type: "circle", source: "places", filter: ["has", "point_count"], paint: { "circle-color": colour("--force"), "circle-opacity": 0.9, "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 11, 10, 17, 70, 30], "circle-stroke-color": colour("--card"), "circle-stroke-width": 2 } },
      { id: "place", type: "circle", source: "places", filter: ["!", ["has", "point_count"]], paint: { "circle-color": colour("--force"), "circle-opacity": ["case", ["get", "vague"], 0.3, 0.88], "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 5, 4, 10, 15, 18, 70, 28], "circle-stroke-color": ["case", ["get", "vague"], colour("--force"), colour("--card")], "circle-stroke-width": 1.5 } },
      { id: "many", type: "symbol", source: "places", filter: ["has", "point_count"], layout: { "text-field": ["to-string", ["get", "events"]], "text-font": ["system-ui, sans-serif"], "text-size": 12, "text-allow-overlap": true }, paint: { "text-color": colour("--paper") } },
      { id: "name", type: "symbol", source: "places", filter: ["!", ["has", "point_count"]], layout: { "text-field": ["get", "name"], "text-font": ["system-ui, sans-serif"], "text-size": 12.5, "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 0.65, 15, 1.7, 70, 2.5], "text-justify": "auto", "text-optional": true, "symbol-sort-key": ["-", 0, ["get", "events"]] }, paint: { "text-color": colour("--ink"), "text-halo-color": colour("--paper"), "text-halo-width": 1.6 } },
    ],
  };
}

/** Events of a place in the time that is chosen. */
function eventsOf(place) {
  if (!data.edges.length) return place.undated;
  const [low, high] = [+since.value, +until.value];
  let sum = undated.checked ? place.undated : 0;
  for (const [turn, many] of place.bins) if (turn >= low && turn <= high) sum += many;
  return sum;
}

function show() {
  const points = none();
  const areas = none();
  let events = 0;
  let places = 0;
  for (const place of data.places) {
    const many = eventsOf(place);
    const line = document.querySelector(`[data-place="${place.id}"]`);
    if (line) {
      line.querySelector(".count").textContent = many.toLocaleString("en");
      line.classList.toggle("empty", !many);
      line.classList.toggle("picked", place.id === picked);
    }
    if (place.lat === null || !many) continue;
    events += many;
    places += 1;
    const vague = place.precision !== "exact";
    points.features.push({ type: "Feature", properties: { id: place.id, name: place.name, events: many, vague }, geometry: { type: "Point", coordinates: [place.lon, place.lat] } });
    const area = outlineOf(place, fine?.get(place.fine) ?? coarse.get(place.outline));
    if (area) areas.features.push(area);
  }
  map?.getSource("places")?.setData(points);
  map?.getSource("areas")?.setData(areas);
  const span = document.getElementById("span");
  if (data.edges.length) {
    const [from, to] = [data.edges[+since.value], data.edges[+until.value + 1] - 1];
    span.textContent = `${isoOf(from)} to ${isoOf(to)}`;
    since.setAttribute("aria-valuetext", `from ${isoOf(from)}`);
    until.setAttribute("aria-valuetext", `to ${isoOf(to)}`);
  }
  counted.textContent = `${events.toLocaleString("en")} event${events === 1 ? "" : "s"} at ${places.toLocaleString("en")} place${places === 1 ? "" : "s"}.`;
  bars();
}

/** The events of all places over time, and what of it is chosen. */
function bars() {
  const box = document.getElementById("bars");
  const sums = new Array(Math.max(0, data.edges.length - 1)).fill(0);
  for (const place of data.places) if (place.lat !== null) for (const [turn, many] of place.bins) sums[turn] += many;
  const most = Math.max(...sums, 1);
  const inside = (turn) => turn >= +since.value && turn <= +until.value;
  const drawn = (wanted) => sums.map((many, turn) => {
    if (!many || inside(turn) !== wanted) return "";
    const tall = Math.max(1.5, Math.sqrt(many / most) * 24).toFixed(2);
    return `M${turn} 24v-${tall}h.88v${tall}z`;
  }).join("");
  if (sums.length) box.replaceChildren(svg("svg", { viewBox: `0 0 ${sums.length} 24`, preserveAspectRatio: "none", "aria-hidden": "true" }, svg("path", { class: "outside", d: drawn(false) }), svg("path", { class: "inside", d: drawn(true) })));
}

function said() {
  const values = chosenIn(form);
  if (data?.edges.length && (+since.value > 0 || +until.value < +until.max)) {
    values.set("from", isoOf(data.edges[+since.value]));
    values.set("to", isoOf(data.edges[+until.value + 1] - 1));
  }
  return values;
}

const settle = settled(250, () => {
  const values = said();
  if (picked) values.set("at", picked);
  history.replaceState(null, "", values.size ? `${location.pathname}?${values}` : location.pathname);
  if (picked) list(picked);
});

function moved(event) {
  if (+since.value > +until.value) (event?.target === since ? until : since).value = event.target.value;
  show();
  settle();
}

/** The events at one place, below the map. */
function list(own) {
  const place = data.places.find((one) => one.id === own);
  if (!place) return;
  const values = said();
  values.set("place", own);
  values.set("part", "true");
  chosen.hidden = false;
  chosen.querySelector("bdi").textContent = place.name;
  fill(document.getElementById("list"), `/events?${values}`).catch(() => {});
}

function pick(own, { fly = false } = {}) {
  picked = own;
  const place = data.places.find((one) => one.id === own);
  show();
  settle();
  document.querySelector(`[data-place="${own}"]`)?.scrollIntoView({ block: "nearest" });
  if (fly && map && place?.lat != null) map[still() ? "jumpTo" : "flyTo"]({ center: [place.lon, place.lat], zoom: Math.max(map.getZoom(), place.radius > 100 ? 4.5 : 6.5) });
}

/** What the record's events span, for the first view. */
function bounds() {
  const box = new engine.LngLatBounds();
  for (const place of data.places) {
    if (place.lat === null || place.precision === "country") continue;
    const around = Math.max(40, place.radius ?? 0) / 111;
    box.extend([place.lon - around, Math.max(-85, place.lat - around)]).extend([place.lon + around, Math.min(85, place.lat + around)]);
  }
  if (box.isEmpty()) for (const place of data.places) if (place.lat !== null) box.extend([place.lon - 6, place.lat - 6]).extend([place.lon + 6, place.lat + 6]);
  return box;
}

const byId = (collection) => new Map(collection.features.map((feature) => [feature.id, feature]));

const finer = settled(200, async () => {
  if (map.getZoom() < FINE_ZOOM) {
    if (fine) map.getSource("land").setData(land);
    fine = null;
    return show();
  }
  const view = map.getBounds();
  const wide = (view.getEast() - view.getWest()) * 0.3;
  const tall = (view.getNorth() - view.getSouth()) * 0.3;
  const box = [Math.max(-180, view.getWest() - wide), Math.max(-90, view.getSouth() - tall), Math.min(180, view.getEast() + wide), Math.min(90, view.getNorth() + tall)];
  const found = await askJson("fine", `/map/base?box=${box.map((degrees) => degrees.toFixed(1)).join(",")}`);
  if (!found) return;
  fine = byId(found.land);
  map.getSource("land").setData(found.land);
  show();
});

async function begin() {
  const values = chosenIn(form);
  const [given, ground] = await Promise.all([askJson("data", `/map/data?${values}`), askJson("base", "/map/base")]);
  data = given;
  land = ground.land;
  coarse = byId(land);
  timeline();
  try {
    engine = await import(frame.dataset.engine);
    map = new engine.Map({ container: frame, style: style(ground.land, ground.names), bounds: bounds().isEmpty() ? undefined : bounds(), fitBoundsOptions: { padding: 40, maxZoom: 7.5 }, attributionControl: false, maxPitch: 0, dragRotate: false, cooperativeGestures: true, renderWorldCopies: true, fadeDuration: still() ? 0 : 200, locale: { "Map.Title": "Map" } });
  } catch (error) {
    map = null;
    frame.classList.add("without");
    frame.textContent = "This browser draws no map (it has no WebGL); the list of places beside it says the same.";
    console.info(String(error));
  }
  if (map) {
    map.touchZoomRotate.disableRotation();
    map.addControl(new engine.NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new engine.ScaleControl({ maxWidth: 90 }), "bottom-left");
    map.on("load", () => {
      show();
      finer();
      map.once("idle", ready);
    });
    map.on("moveend", finer);
    events();
  }
  show();
  if (picked) pick(picked, { fly: true });
  if (!map) ready();
}

const ready = () => { document.body.dataset.ready ??= String(Math.round(performance.now())); };

/** The slider: from everything to what the address says. */
function timeline() {
  const last = data.edges.length - 2;
  if (last < 0) return;
  document.getElementById("time").hidden = false;
  for (const one of [since, until]) one.max = String(last);
  until.value = String(last);
  const given = new URLSearchParams(location.search);
  for (const [name, one] of [["from", since], ["to", until]]) {
    const day = given.get(name);
    if (!day) continue;
    const turn = data.edges.findLastIndex((edge) => isoOf(edge) <= day.slice(0, 10));
    one.value = String(Math.max(0, Math.min(last, turn)));
  }
}

let picking = null;
function events() {
  for (const layer of ["place", "cluster"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = picking ? "crosshair" : ""; });
  }
  map.on("click", async (event) => {
    if (picking) return put(event.lngLat);
    const [hit] = map.queryRenderedFeatures(event.point, { layers: ["place", "cluster"] });
    if (!hit) return;
    if (hit.properties.id) return pick(hit.properties.id);
    const source = map.getSource("places");
    const zoom = await source.getClusterExpansionZoom(hit.properties.cluster_id);
    if (zoom <= 12) return map.easeTo({ center: hit.geometry.coordinates, zoom, duration: still() ? 0 : 400 });
    const [leaf] = await source.getClusterLeaves(hit.properties.cluster_id, 1, 0); // places on one point
    if (leaf) pick(leaf.properties.id);
  });
  for (const button of document.querySelectorAll(".pick")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      picking = button.form;
      map.getCanvas().style.cursor = "crosshair";
      counted.textContent = "Click on the map where it lies; Escape leaves it.";
      frame.scrollIntoView({ block: "nearest" });
    });
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape" && picking) { picking = null; map.getCanvas().style.cursor = ""; show(); } });
  onKey("+", () => map.zoomIn({ duration: 0 }));
  onKey("=", () => map.zoomIn({ duration: 0 }));
  onKey("-", () => map.zoomOut({ duration: 0 }));
  const recolour = () => map.setStyle(style(map.getSource("land").serialize().data, map.getSource("names").serialize().data), { diff: false }).once("style.load", show);
  new MutationObserver(recolour).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
}

function put(where) {
  picking.lat.value = where.lat.toFixed(4);
  picking.lon.value = where.wrap().lng.toFixed(4);
  picking.why.focus();
  picking = null;
  map.getCanvas().style.cursor = "";
  show();
}

function shift(by) {
  const wide = +until.value - +since.value;
  const first = Math.max(0, Math.min(+until.max - wide, +since.value + by));
  since.value = String(first);
  until.value = String(first + wide);
  moved();
  return first + wide < +until.max;
}

let playing = 0;
function toggle() {
  if (playing) {
    clearInterval(playing);
    playing = 0;
  } else {
    const wide = +until.value - +since.value;
    // from the whole of it, or the end of it, play begins at the beginning with a part of it
    if (+until.value === +until.max) {
      since.value = "0";
      until.value = String(wide === +until.max ? Math.max(0, Math.floor(wide / 10) - 1) : wide);
      moved();
    }
    playing = setInterval(() => { if (!shift(1)) toggle(); }, STEP_MS);
  }
  play.setAttribute("aria-pressed", String(Boolean(playing)));
  play.setAttribute("aria-label", playing ? "Stop" : "Play");
  play.firstElementChild.textContent = playing ? "■" : "▶";
}

for (const one of [since, until, undated]) one.addEventListener("input", moved);
play.addEventListener("click", toggle);
onKey("p", toggle);
onKey("[", () => shift(-1));
onKey("]", () => shift(1));
document.getElementById("spots").addEventListener("click", (event) => {
  const line = event.target.closest("[data-place]");
  if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  pick(line.dataset.place, { fly: true });
});
// what is listed beside the map depends on what is chosen: the desk lists it
form.addEventListener("change", () => form.requestSubmit());
form.querySelector("button").hidden = true;
begin().catch((error) => { counted.textContent = `The desk could not be asked (${error.message}).`; });
