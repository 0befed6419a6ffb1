// SVG elements; what comes from reports is only ever set as text.

const SPACE = "http://www.w3.org/2000/svg";

/** An element with its attributes and what stands in it (elements, or text). */
export function svg(name, attributes = {}, ...inside) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...inside.filter((one) => one !== null));
  return made;
}

/** Words of any direction that leave what stands around them alone. */
export const isolated = (words) => `\u2068${words}\u2069`;
