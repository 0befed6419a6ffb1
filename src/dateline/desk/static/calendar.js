// Days as numbers (days since 1970-01-01, with a fraction for hours), and the marks of an axis from centuries to hours.
// A day is that of the report: no time zone moves it.

const DAY = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LEAST_PX = 74;

/** The number of a day ("2024", "2024-03", "2024-03-06") or minute ("2024-03-06T15:40"). */
export function dayOf(iso) {
  const [, year, month = "01", day = "01", hour = "00", minute = "00"] =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?/.exec(iso);
  return utc(+year, +month - 1, +day) + (+hour * 60 + +minute) / 1440;
}

/** A number as a day, or as a minute where `fine`. */
export function isoOf(day, fine = false) {
  const iso = new Date(Math.round(day * 1440) * 60000).toISOString();
  return fine ? iso.slice(0, 16) : iso.slice(0, 10);
}

function utc(year, month, day) {
  const date = new Date(Date.UTC(2000, month, day));
  date.setUTCFullYear(year);
  return Math.round(date.getTime() / DAY);
}

function months(step, begin, end) {
  const first = new Date(begin * DAY);
  let month = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step;
  const found = [];
  for (; ; month += step) {
    const at = utc(Math.floor(month / 12), month % 12, 1);
    if (at > end) return found;
    const year = Math.floor(month / 12);
    const whole = month % 12 === 0;
    found.push({ at, label: step >= 12 || whole ? String(year) : MONTHS[month % 12], major: whole });
  }
}

function days(step, begin, end) {
  const found = [];
  // weeks begin on Mondays: 1970-01-05 was one
  for (let at = Math.floor((begin - 4) / step) * step + 4; at <= end; at += step) {
    const date = new Date(at * DAY);
    const first = found.length === 0 || date.getUTCDate() <= step;
    found.push({ at, label: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`, major: first && step < 7 });
  }
  return found;
}

function hours(step, begin, end) {
  const found = [];
  for (let at = Math.floor((begin * 24) / step) * step; at <= end * 24; at += step) {
    const date = new Date(at * 3600000);
    const midnight = date.getUTCHours() === 0;
    const label = midnight ? `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}` : `${String(date.getUTCHours()).padStart(2, "0")}:00`;
    found.push({ at: at / 24, label, major: midnight });
  }
  return found;
}

const STEPS = [
  ...[1, 3, 6, 12].map((step) => [step / 24, (begin, end) => hours(step, begin, end)]),
  ...[1, 2, 7, 14].map((step) => [step, (begin, end) => days(step, begin, end)]),
  ...[1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000].map((step) => [step * 30, (begin, end) => months(step, begin, end)]),
];

/** Marks between two days that stand far enough apart on `width` pixels. */
export function marks(begin, end, width) {
  const most = Math.max(2, Math.floor(width / LEAST_PX));
  const [, made] = STEPS.find(([step]) => (end - begin) / step <= most) ?? STEPS.at(-1);
  return made(begin, end).filter((mark) => mark.at >= begin && mark.at <= end);
}

/** A window of days in words. */
export function spanText(begin, end) {
  const fine = end - begin < 3;
  const last = fine ? end : Math.ceil(end) - 1;
  const from = isoOf(begin, fine).replace("T", " ");
  const to = isoOf(last, fine).replace("T", " ");
  return from === to ? from : `${from} to ${to}`;
}

/** The days of something as people write them; either end may be open. */
export function daysText(first, last) {
  if (first === null && last === null) return "undated";
  if (first === null) return `by ${isoOf(last)}`;
  if (last === null) return `from ${isoOf(first)}`;
  return first === last ? isoOf(first) : `${isoOf(first)} … ${isoOf(last)}`;
}
