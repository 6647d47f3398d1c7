// Regions on a ring, the round trips between them, and where work has been moved to.

import {count, drawn, element, known} from './dom.js';

const CENTRE = {x: 320, y: 240};
const RADIUS = {x: 225, y: 160};
const NODE = 34;
const MOST_LABELS = 6;
const MOST_NAMES_BESIDE = 4;
const nodes = new Map();
let chosen = null;
let newest = null;

const SHAPES = {
  healthy: 'M0-20A20 20 0 1 1 0 20A20 20 0 1 1 0-20Z',
  degraded: 'M0-22 22 17H-22Z',
  unhealthy: 'M-9-21H9L21-9V9L9 21H-9L-21 9V-9Z',
  unknown: 'M0-22 22 0 0 22-22 0Z',
};

/** Draws the state. */
export function drawRing(svg, state) {
  newest = state;
  if (svg.childElementCount === 0) {
    svg.append(arrowhead(), drawn('g', {id: 'edges'}), drawn('g', {id: 'nodes'}));
  }
  const places = place(state.regions);
  frame(svg, places);
  drawEdges(svg.querySelector('#edges'), state, places);
  drawNodes(svg, state.regions, places);
}

function arrowhead() {
  return drawn('defs', {}, drawn('marker', {id: 'arrow', viewBox: '0 0 10 10', refX: 8, refY: 5, markerWidth: 7, markerHeight: 7, orient: 'auto'}, drawn('path', {d: 'M0 0 10 5 0 10Z', class: 'arrow'})));
}

/** As much as there is: few regions leave a ring half empty. */
function frame(svg, places) {
  const heights = [...places.values()].map(at => at.y);
  const [top, bottom] = [Math.min(...heights) - 84, Math.max(...heights) + 90];
  const side = places.size > MOST_NAMES_BESIDE ? 120 : 0;
  svg.setAttribute('viewBox', `${-side} ${top} ${640 + 2 * side} ${bottom - top}`);
}

function place(regions) {
  const places = new Map();
  regions.forEach((region, index) => {
    const angle = 2 * Math.PI * index / regions.length - Math.PI / 2;
    const radius = regions.length === 1 ? 0 : 1;
    places.set(region.id, {x: CENTRE.x + radius * RADIUS.x * Math.cos(angle), y: CENTRE.y + radius * RADIUS.y * Math.sin(angle)});
  });
  return places;
}

/** Both directions of a pair, as one. */
export function pairs(links) {
  const pairs = new Map();
  for (const link of links) {
    const ends = [link.from, link.to].sort();
    const pair = pairs.get(ends.join(' ')) ?? {ends, links: []};
    pair.links.push(link);
    pairs.set(ends.join(' '), pair);
  }
  return [...pairs.values()];
}

/** What is known of one direction, in words. */
export function told(link) {
  if (link.state === 'down') {
    return 'down';
  }
  return link.latencyMs === null ? 'not measured' : Math.round(link.latencyMs) + ' ms';
}

function drawEdges(group, state, places) {
  const few = state.regions.length <= MOST_LABELS;
  group.replaceChildren(...pairs(state.links)
    .filter(pair => pair.ends.every(end => places.has(end)))
    .map(pair => edge(pair, places, few || pair.ends.includes(chosen))), ...moves(state.regions, places));
}

function edge(pair, places, labelled) {
  const [a, b] = pair.ends.map(end => places.get(end));
  const worst = ['down', 'unknown'].find(word => pair.links.some(link => link.state === word)) ?? 'up';
  const measured = pair.links.filter(link => link.latencyMs !== null && link.state !== 'down');
  const label = worst === 'down' ? '✖ down' : measured.length === 0 ? '?' : Math.round(Math.max(...measured.map(link => link.latencyMs))) + ' ms';
  const dimmed = chosen !== null && !pair.ends.includes(chosen) ? ' dimmed' : '';
  const both = pair.links.map(link => link.from + ' → ' + link.to + ': ' + told(link) + (link.error ? ' (' + link.error + ')' : '')).join('\n');
  const group = drawn('g', {class: 'edge ' + worst + dimmed}, drawn('title', {}, both), drawn('line', {x1: a.x, y1: a.y, x2: b.x, y2: b.y}));
  if (labelled) {
    const at = {x: (a.x + b.x) / 2, y: (a.y + b.y) / 2};
    const half = 10 + 6.2 * label.length;
    group.append(drawn('rect', {x: at.x - half, y: at.y - 15, width: 2 * half, height: 30, rx: 15}), drawn('text', {x: at.x, y: at.y + 5.5}, label));
  }
  return group;
}

function moves(regions, places) {
  return regions.flatMap(region => region.standsInFor.filter(other => places.has(other)).map(other => move(places.get(other), places.get(region.id), other + "'s work goes to " + region.id)));
}

function move(from, to, title) {
  const away = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const unit = {x: (to.x - from.x) / away, y: (to.y - from.y) / away};
  const [start, end] = [NODE + 6, away - NODE - 12].map(way => ({x: from.x + unit.x * way, y: from.y + unit.y * way}));
  const middle = {x: (start.x + end.x) / 2, y: (start.y + end.y) / 2};
  const outwards = (middle.x - CENTRE.x) * -unit.y + (middle.y - CENTRE.y) * unit.x < 0 ? -100 : 100;
  const bend = {x: middle.x - unit.y * outwards, y: middle.y + unit.x * outwards};
  return drawn('g', {class: 'move'}, drawn('title', {}, title), drawn('path', {d: `M${start.x} ${start.y}Q${bend.x} ${bend.y} ${end.x} ${end.y}`, 'marker-end': 'url(#arrow)'}));
}

function drawNodes(svg, regions, places) {
  const group = svg.querySelector('#nodes');
  for (const [id, node] of nodes) {
    if (!places.has(id)) {
      node.remove();
      nodes.delete(id);
    }
  }
  for (const region of regions) {
    if (!nodes.has(region.id)) {
      nodes.set(region.id, node(svg, region.id));
      group.append(nodes.get(region.id));
    }
    update(nodes.get(region.id), region, places.get(region.id));
  }
}

/** Made once, so that it keeps the focus. */
function node(svg, id) {
  const made = drawn('g', {tabindex: 0, role: 'button'}, drawn('circle', {class: 'halo', r: NODE}), drawn('path', {class: 'shape'}), drawn('text', {class: 'sign', y: 6}), drawn('text', {class: 'name'}), drawn('text', {class: 'what'}));
  const choose = () => {
    chosen = chosen === id ? null : id;
    drawRing(svg, newest);
  };
  made.addEventListener('click', choose);
  made.addEventListener('keydown', event => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose();
    } else if (event.key === 'Escape' && chosen !== null) {
      chosen = id;
      choose();
    }
  });
  return made;
}

function update(node, region, at) {
  const health = known(region.health);
  const what = region.health + ', ' + count(region.agents, 'agent');
  node.setAttribute('class', 'node ' + health + (region.active ? ' active' : ''));
  node.setAttribute('transform', `translate(${at.x} ${at.y})`);
  node.setAttribute('aria-pressed', String(chosen === region.id));
  node.setAttribute('aria-label', region.id + ': ' + [what, ...region.words].join(', ') + '. Show only its round trips');
  label(node, at);
  node.querySelector('.shape').setAttribute('d', SHAPES[health]);
  const texts = {'.sign': {healthy: '✓', degraded: '!', unhealthy: '✕', unknown: '?'}[health], '.name': region.id, '.what': what};
  for (const [part, text] of Object.entries(texts)) {
    if (node.querySelector(part).textContent !== text) {
      node.querySelector(part).textContent = text;
    }
  }
}

// Away from the middle, where the lines are.
function label(node, at) {
  const beside = nodes.size > MOST_NAMES_BESIDE && Math.abs(at.x - CENTRE.x) > 0.4 * RADIUS.x;
  const right = at.x > CENTRE.x;
  const above = at.y < CENTRE.y - 1;
  const [name, what] = beside ? [-3, 18] : above ? [-NODE - 32, -NODE - 11] : [NODE + 25, NODE + 47];
  for (const [part, y] of [['.name', name], ['.what', what]]) {
    const text = node.querySelector(part);
    text.setAttribute('x', beside ? (right ? 1 : -1) * (NODE + 10) : 0);
    text.setAttribute('y', y);
    text.setAttribute('class', part.slice(1) + (beside ? right ? ' right' : ' left' : ''));
  }
}

/** The same as a table, from row to column. */
export function drawLatencies(table, state) {
  const ids = state.regions.map(region => region.id);
  const cell = (from, to) => {
    const link = state.links.find(candidate => candidate.from === from && candidate.to === to);
    return element('td', {}, from === to ? '–' : link ? told(link) : 'not probed');
  };
  table.replaceChildren(
    element('caption', {class: 'hidden'}, 'Round trips from the region of a row to that of a column'),
    element('thead', {}, element('tr', {}, element('th', {scope: 'col'}, 'from ╲ to'), ...ids.map(id => element('th', {scope: 'col'}, id)))),
    element('tbody', {}, ...ids.map(from => element('tr', {}, element('th', {scope: 'row'}, from), ...ids.map(to => cell(from, to))))));
}
