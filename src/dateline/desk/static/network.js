// The network: actors as points, events between them as arrows, stated relations as dashed lines. Where a point stands
// depends on the network alone (a circle by weight, then forces without chance), so that a page sent to a colleague
// looks the same there.

import { askJson, chosenIn, fill } from "./choosing.js";

const frame = document.getElementById("net");
const form = document.getElementById("choosing");
const about = document.getElementById("about");
const chosen = document.getElementById("chosen");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const RADIUS = 260;
const TURN = Math.PI * (3 - Math.sqrt(5));

/** Where points begin: a sunflower, the heaviest in the middle. */
const start = (turn, all) => ({ x: RADIUS * Math.sqrt((turn + 0.5) / all) * Math.cos(turn * TURN), y: RADIUS * Math.sqrt((turn + 0.5) / all) * Math.sin(turn * TURN) });

function elements(data) {
  const most = Math.max(1, ...data.actors.map((actor) => actor.events));
  return [
    ...data.actors.map((actor, turn) => ({ group: "nodes", data: { id: actor.id, name: actor.name, size: 11 + Math.sqrt(actor.events / most) * 21 }, position: start(turn, data.actors.length) })),
    ...data.ties.map((tie) => ({ group: "edges", data: { id: `${tie.source}>${tie.target}`, source: tie.source, target: tie.target, wide: 1.2 + Math.min(5, Math.log2(tie.events)), hue: colour(`--${tie.family}`), label: `${tie.events} event${tie.events === 1 ? "" : "s"}: ${tie.types.toLowerCase()}`, kind: "tie" } })),
    ...data.relations.map((one) => ({ group: "edges", data: { id: one.id, source: one.source, target: one.target, label: `${one.verb} (${one.status}, in ${one.stated} report${one.stated === 1 ? "" : "s"})`, verb: one.verb, kind: "relation" } })),
  ];
}

function look() {
  const small = { "font-family": "system-ui, sans-serif", "font-size": 11, color: colour("--ink"), "text-outline-color": colour("--card"), "text-outline-width": 2.5 };
  return [
    { selector: "node", style: { width: "data(size)", height: "data(size)", "background-color": colour("--soft"), "border-width": 2, "border-color": colour("--card"), label: "data(name)", "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "ellipsis", "text-max-width": frame.clientWidth < 500 ? 84 : 140, "min-zoomed-font-size": 6, ...small } },
    { selector: "edge", style: { "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.8, opacity: 0.75 } },
    { selector: "edge[kind = 'tie']", style: { width: "data(wide)", "line-color": "data(hue)", "target-arrow-color": "data(hue)" } },
    { selector: "edge[kind = 'relation']", style: { width: 1.6, "line-style": "dashed", "line-color": colour("--ink"), "target-arrow-color": colour("--ink") } },
    { selector: "edge.near[kind = 'relation']", style: { label: "data(verb)", "text-rotation": "autorotate", ...small, "font-size": 10 } },
    { selector: ".far", style: { opacity: 0.14 } },
    { selector: ":selected", style: { "background-color": colour("--focus"), opacity: 1 } },
  ];
}

/** Move points apart until no name lies over another, as far as the frame has room. */
function untangle(net) {
  const widest = frame.clientWidth < 500 ? 84 : 140;
  const boxes = net.nodes().map((node) => ({ node, x: node.position("x"), y: node.position("y"), half: Math.max(14, Math.min(widest, node.data("name").length * 5.8) / 2 + 3), tall: node.data("size") + 17 }));
  for (let pass = 0; pass < 160; pass += 1) {
    let moved = false;
    for (let one = 0; one < boxes.length; one += 1) {
      for (let two = one + 1; two < boxes.length; two += 1) {
        const [a, b] = [boxes[one], boxes[two]];
        const over = a.half + b.half - Math.abs(b.x - a.x);
        const up = (a.tall + b.tall) / 2 - Math.abs(b.y - a.y);
        if (over <= 0 || up <= 0) continue;
        moved = true;
        if (over < up) {
          const by = (over / 4 + 0.2) * (b.x < a.x ? -1 : 1);
          a.x -= by;
          b.x += by;
        } else {
          const by = (up / 4 + 0.2) * (b.y < a.y ? -1 : 1);
          a.y -= by;
          b.y += by;
        }
      }
    }
    for (const box of boxes) {
      box.x = Math.min(frame.clientWidth - box.half - 2, Math.max(box.half + 2, box.x));
      box.y = Math.min(frame.clientHeight - 26, Math.max(18, box.y));
    }
    if (!moved) break;
  }
  for (const box of boxes) box.node.position({ x: box.x, y: box.y });
}

function evidence(title, address) {
  chosen.hidden = false;
  chosen.querySelector("bdi").textContent = title;
  fill(document.getElementById("list"), address).catch(() => {});
}

function withDays(values) {
  const said = chosenIn(form);
  for (const name of ["from", "to", "type", "told", "story", "place"]) if (said.get(name)) values.set(name, said.get(name));
  values.set("part", "true");
  return values;
}

function near(net, one) {
  const own = one.isNode() ? one.closedNeighborhood() : one.union(one.connectedNodes());
  net.elements().addClass("far").removeClass("near");
  own.removeClass("far").addClass("near");
}

function picked(net, one) {
  near(net, one);
  if (one.isNode()) {
    about.replaceChildren(link(`/actor/${one.id()}`, one.data("name")), `: ${one.connectedEdges().length} ties here. `, link(`/network?actor=${one.id()}`, "With its neighbours"));
    evidence(one.data("name"), `/events?${withDays(new URLSearchParams({ actor: one.id() }))}`);
    document.querySelector(`[data-actor="${one.id()}"]`)?.scrollIntoView({ block: "nearest" });
    return;
  }
  const [from, to] = [one.source(), one.target()];
  about.textContent = `\u2068${from.data("name")}\u2069 → \u2068${to.data("name")}\u2069: ${one.data("label")}`;
  if (one.data("kind") === "relation") document.getElementById(one.id())?.scrollIntoView({ block: "center" });
  else evidence(`${from.data("name")} → ${to.data("name")}`, `/events?${withDays(new URLSearchParams({ actor: from.id(), other: to.id() }))}`);
}

function link(address, words) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = words;
  return made;
}

async function begin() {
  const data = await askJson("data", `/network/data?${chosenIn(form)}`);
  if (!data || !data.actors.length) {
    frame.hidden = true;
    document.body.dataset.ready = String(Math.round(performance.now()));
    return;
  }
  const net = globalThis.cytoscape({ container: frame, elements: elements(data), style: look(), layout: { name: "preset" }, minZoom: 0.15, maxZoom: 4, userZoomingEnabled: false, boxSelectionEnabled: false });
  const lone = net.nodes().filter((node) => node.degree() === 0);
  lone.remove(); // they are in the list; in the picture they say nothing
  net.layout({ name: "cose", randomize: false, animate: false, fit: false, nodeRepulsion: () => 300000, idealEdgeLength: () => 90, nodeOverlap: 20, gravity: 0.5, numIter: net.nodes().length > 40 ? 300 : 700, componentSpacing: 50 }).run();
  const spread = () => {
    const box = net.nodes().boundingBox({ includeLabels: false });
    const side = Math.min(80, frame.clientWidth / 7);
    const at = (value, from, wide, room, margin) => margin + ((value - from) / (wide || 1)) * (room - 2 * margin);
    net.nodes().positions((node) => ({ x: at(node.position("x"), box.x1, box.w, frame.clientWidth, side), y: at(node.position("y"), box.y1, box.h, frame.clientHeight, 36) }));
    untangle(net);
    net.viewport({ zoom: 1, pan: { x: 0, y: 0 } });
  };
  spread();
  const focus = chosenIn(form).get("actor");
  if (focus) net.getElementById(focus).select();
  net.on("tap", "node, edge", (event) => picked(net, event.target));
  net.on("tap", (event) => { if (event.target === net) net.elements().removeClass("far near"); });
  document.getElementById("fit").addEventListener("click", spread);
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    net.zoom({ level: net.zoom() * Math.exp(-Math.sign(event.deltaY) * 0.18), renderedPosition: { x: event.clientX - box.left, y: event.clientY - box.top } });
  }, { passive: false });
  for (const line of document.querySelectorAll("[data-actor]")) {
    for (const kind of ["pointerenter", "focusin"]) line.addEventListener(kind, () => { const node = net.getElementById(line.dataset.actor); if (node.length) near(net, node); });
    for (const kind of ["pointerleave", "focusout"]) line.addEventListener(kind, () => net.elements().removeClass("far near"));
  }
  const recolour = () => { net.style(look()); for (const tie of data.ties) net.getElementById(`${tie.source}>${tie.target}`).data("hue", colour(`--${tie.family}`)); };
  new MutationObserver(recolour).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  document.body.dataset.ready = String(Math.round(performance.now()));
}

form.addEventListener("change", (event) => { if (event.target.matches("select")) form.requestSubmit(); });
begin().catch((error) => { about.textContent = `The desk could not be asked (${error.message}).`; });
