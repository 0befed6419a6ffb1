// Draws a window of the timeline: lanes of events, each as long as it may have lasted, or bars that count them.
// What is uncertain looks uncertain: a day that is known is whole, some day between two is dashed, an open end fades.

import { daysText, isoOf, marks } from "./calendar.js";
import { isolated, svg } from "./svg.js";

const TOP = 22;
const TITLE = 19;
const ROW = 17;
const BAR = 9;
const COUNTED = 34;
const FADE = 80;
const mostRows = (view) => (view.width < 600 ? 10 : 24);
const LETTER = 5.9;
const APART = { planned: "Planned, threatened or possible", denied: "Denied", history: "Told as history" };

/** The picture as an SVG element; `view` has begin, end (days) and width (pixels). */
export function draw(data, view) {
  const across = (day) => ((day - view.begin) / (view.end - view.begin)) * view.width;
  const parts = [];
  let down = TOP;
  let apart = false;
  for (const lane of data.lanes) {
    if (lane.told !== "happened" && !apart) {
      apart = true;
      down += 6;
      parts.push(svg("line", { class: "apart", x1: 0, x2: view.width, y1: down, y2: down }));
      down += 4;
    }
    const made = data.single ? events(data, lane, across, view, down + TITLE) : counts(data, lane, across, view, down + TITLE);
    const name = APART[lane.told] ?? lane.name;
    const title = svg("text", { class: "lane", x: 4, y: down + 13 }, isolated(name), svg("tspan", { class: "many", dx: 6 }, number(lane.count) + (made.note ?? "")));
    parts.push(lane.address ? svg("a", { href: lane.address, tabindex: -1 }, title) : title);
    parts.push(svg("g", { class: `told-${lane.told}`, role: "group", "aria-label": `${name}: ${lane.count}` }, ...made.shapes));
    down += TITLE + made.height + 4;
    parts.push(svg("line", { class: "between", x1: 0, x2: view.width, y1: down - 1, y2: down - 1 }));
  }
  const published = reports(data, across, view, down + TITLE);
  parts.push(svg("text", { class: "lane", x: 4, y: down + 13 }, "Reports published", svg("tspan", { class: "many", dx: 6 }, number(data.reports.count))));
  parts.push(svg("g", { class: "reports" }, ...published.shapes));
  down += TITLE + published.height + 4;
  const height = down + 4;
  const axis = marks(view.begin, view.end, view.width).flatMap((mark) => {
    const x = across(mark.at);
    return [
      svg("line", { class: mark.major ? "tick major" : "tick", x1: x, x2: x, y1: 16, y2: height }),
      svg("text", { class: mark.major ? "mark major" : "mark", x: x + 3, y: 12 }, x < view.width - 40 ? mark.label : ""),
    ];
  });
  return svg("svg", { viewBox: `0 0 ${view.width} ${height}`, height, role: "group", "aria-label": "Events by day; the list below says the same", class: "lanes" }, ...axis, ...parts);
}

const number = (many) => many.toLocaleString("en");

/** How an event is told in a line of text. */
export function told(event) {
  return `${daysText(event.first, event.last)}: ${isolated(event.who)}${event.whom ? ` → ${isolated(event.whom)}` : ""} “${isolated(event.words)}”${event.place ? `, ${isolated(event.place)}` : ""} (${event.type.toLowerCase()}, ${event.history ? "told as history" : event.status}; ${event.origins} origin${event.origins === 1 ? "" : "s"})`;
}

/** The events of a lane, each in the first row with room for it and its words. */
function events(data, lane, across, view, top) {
  const free = [];
  const shapes = [];
  let hidden = 0;
  for (const turn of lane.events) {
    const event = data.events[turn];
    const box = extent(event, across, view);
    if (!box) continue;
    const label = short(event);
    const letters = view.width > 900 ? 46 : 30;
    const room = Math.min(label.length, letters) * LETTER;
    const left = Math.max(0, box.left);
    const right = Math.min(view.width, box.right);
    const within = event.first !== event.last && !box.openLeft && !box.openRight && right - left > room + 8; // pale ones only
    const before = !within && right + room + 6 > view.width && left - room - 6 > 0;
    const from = before ? left - room - 6 : left;
    const to = within || before ? right : right + room + 6;
    let row = free.findIndex((end) => end + 6 <= from);
    if (row < 0) row = free.length;
    if (row >= mostRows(view)) {
      hidden += 1;
      continue;
    }
    free[row] = to;
    const y = top + row * ROW;
    const words = label.length > letters ? `${label.slice(0, letters - 1)}…` : label;
    const at = within ? Math.max(left, 0) + 4 : before ? left - 5 : right + 5;
    shapes.push(
      svg(
        "a",
        { href: `/event/${event.id}`, "data-step": "", tabindex: -1, "data-turn": turn, "aria-label": told(event), class: `event ${event.family}` },
        svg("title", {}, told(event)),
        svg("rect", { class: "touch", x: left - 3, y: y - 3, width: Math.max(12, right - left + 6), height: ROW }),
        ...bar(box, left, right, y, event),
        svg("text", { class: within ? "words inside" : "words", x: at, y: y + BAR - 1, "text-anchor": before ? "end" : "start" }, words),
      ),
    );
  }
  return { shapes, height: Math.max(1, free.length) * ROW, note: hidden ? `, ${hidden} not drawn: zoom in` : "" };
}

const short = (event) => `${event.who === "Nobody named" ? "" : `${event.who} `}“${event.words}”${event.whom ? ` ${event.whom}` : ""}`;

/** Where an event begins and ends on the axis; an open end is given some room, of which nobody knows how much it is. */
function extent(event, across, view) {
  const left = event.first === null ? across(event.last + 1) - FADE : across(event.first);
  const right = event.last === null ? across(event.first) + FADE : across(event.last + 1);
  if (right < 0 || left > view.width) return null;
  return { left, right: Math.max(right, left + 6), openLeft: event.first === null, openRight: event.last === null };
}

function bar(box, left, right, y, event) {
  const width = Math.max(6, right - left);
  if (!box.openLeft && !box.openRight) {
    const kind = event.first === event.last ? "whole" : "some";
    return [svg("rect", { class: `bar ${kind}`, x: left, y, width, height: BAR, rx: BAR / 2 })];
  }
  const fade = box.openRight ? "url(#fades-right)" : "url(#fades-left)";
  const known = box.openRight ? left : right;
  return [
    svg("rect", { class: "bar open", x: left, y: y + 1.5, width, height: BAR - 3, mask: fade }),
    svg("path", { class: "end", d: `M${known} ${y - 1}v${BAR + 2}` }),
  ];
}

/** The masks by which open ends fade; they stand in the page once. */
export function fades() {
  const stops = (from, to) => [svg("stop", { offset: 0, "stop-color": from }), svg("stop", { offset: 1, "stop-color": to })];
  const mask = (own, fill) => svg("mask", { id: own, maskContentUnits: "objectBoundingBox" }, svg("rect", { width: 1, height: 1, fill: `url(#${fill})` }));
  return svg(
    "svg",
    { width: 0, height: 0, "aria-hidden": "true", class: "hidden-defs" },
    svg("defs", {}, svg("linearGradient", { id: "to-black" }, ...stops("#fff", "#111")), svg("linearGradient", { id: "to-white" }, ...stops("#111", "#fff")), mask("fades-right", "to-black"), mask("fades-left", "to-white")),
  );
}

/** A lane as bars that count, on a scale of its own; what is of uncertain days stands paler on top. */
function counts(data, lane, across, view, top) {
  const shapes = [];
  const most = Math.max(1, ...lane.bins.map((bin) => bin[1]));
  for (const [turn, many, unsure] of lane.bins) {
    const left = Math.max(0, across(data.edges[turn]));
    const right = Math.min(view.width, across(data.edges[turn + 1]));
    if (right <= left) continue;
    const width = Math.max(1, right - left - (right - left > 3 ? 1 : 0));
    const tall = Math.max(1.5, (many / most) * COUNTED);
    const vague = (unsure / many) * tall;
    const label = `${isoOf(data.edges[turn])}, ${data.unit}: ${many} ${lane.noun ?? "event"}${many === 1 ? "" : "s"}${unsure ? `, ${unsure} of uncertain days` : ""}`;
    shapes.push(
      svg(
        "g",
        { class: `bin ${lane.family ?? "talk"}`, "data-from": data.edges[turn], "data-to": data.edges[turn + 1] },
        svg("title", {}, label),
        svg("rect", { class: "touch", x: left, y: top, width, height: COUNTED }),
        svg("rect", { class: "sum", x: left, y: top + COUNTED - tall + vague, width, height: tall - vague }),
        vague ? svg("rect", { class: "sum unsure", x: left, y: top + COUNTED - tall, width, height: vague }) : null,
      ),
    );
  }
  return { shapes, height: COUNTED, note: lane.bins.length ? `, at most ${number(most)} a ${data.unit}` : "" };
}

function reports(data, across, view, top) {
  if (data.reports.bins) {
    return counts(data, { bins: data.reports.bins, family: "other", noun: "report" }, across, view, top);
  }
  const free = [];
  const shapes = [];
  for (const report of data.reports.each) {
    const time = /T(\d\d):(\d\d)/.exec(report.time ?? "");
    const at = time ? report.first + (+time[1] * 60 + +time[2]) / 1440 : report.first;
    const left = across(at);
    const right = time ? left : across(report.last + 1);
    if (right < 0 || left > view.width) continue;
    const words = report.outlet.length > 24 ? `${report.outlet.slice(0, 23)}…` : report.outlet;
    const x = Math.max(4, Math.min(view.width - 4, time ? left : (left + right) / 2));
    const room = words.length * LETTER + 12;
    const before = x + room > view.width;
    let row = free.findIndex((end) => end + 6 <= (before ? x - room : x - 4));
    if (row < 0) row = free.length;
    const full = row >= mostRows(view); // then without its name
    if (full) row = mostRows(view) - 1;
    free[row] = before ? x + 4 : x + room;
    const y = top + row * ROW + 4;
    const label = `${daysText(report.first, report.last)}${time ? ` ${time[1]}:${time[2]}` : ""}: ${isolated(report.name)} (${isolated(report.outlet)})`;
    const inside = [
      svg("title", {}, label),
      time || right - left < 8 ? null : svg("path", { class: "day", d: `M${Math.max(0, left)} ${y}H${Math.min(view.width, right)}` }),
      svg("path", { class: "report", d: `M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5Z` }),
      svg("text", { class: "words", x: before ? x - 8 : x + 8, y: y + 4, "text-anchor": before ? "end" : "start" }, full ? "" : words),
    ];
    shapes.push(report.address ? svg("a", { href: report.address, tabindex: -1, "data-step": "", "aria-label": label }, ...inside) : svg("g", {}, ...inside));
  }
  return { shapes, height: Math.max(1, free.length) * ROW };
}
