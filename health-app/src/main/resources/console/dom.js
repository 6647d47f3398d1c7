// Elements, words and times. Whatever comes from a topic is set as text, never as markup.

const SVG = 'http://www.w3.org/2000/svg';

export const GLYPHS = {healthy: '●', degraded: '▲', unhealthy: '✖', unknown: '◆'};

/** An HTML element with attributes and children; a child that is no element is text. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same of SVG. */
export function drawn(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined).map(child => child instanceof Node ? child : String(child)));
  return made;
}

/** A glyph that only repeats the word beside it. */
export function glyph(sign) {
  return element('span', {class: 'glyph', 'aria-hidden': 'true'}, sign);
}

/** A class name out of a fixed set, whatever a topic says. */
export function known(word) {
  return Object.hasOwn(GLYPHS, word) ? word : 'unknown';
}

/** Time of day in UTC, such as 14:05:09. */
export function clock(ms) {
  return new Date(ms).toISOString().slice(11, 19);
}

/** Date and time in UTC. */
export function stamp(ms) {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
}

/** A time as an element that can be read by machines and, when pointed at, in full. */
export function moment(ms) {
  return element('time', {datetime: new Date(ms).toISOString(), title: stamp(ms)}, clock(ms));
}

/** How long something lasts, roughly. */
export function duration(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [value, unit] = seconds < 120 ? [seconds, 's'] : seconds < 7200 ? [seconds / 60, 'min'] : seconds < 172800 ? [seconds / 3600, 'h'] : [seconds / 86400, 'days'];
  return Math.round(value) + ' ' + unit;
}

/** As many things, in words. */
export function count(number, thing) {
  return number + ' ' + thing + (number === 1 ? '' : 's');
}
