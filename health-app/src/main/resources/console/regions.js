// A card for each region.

import {count, duration, element, glyph, GLYPHS, known, stamp} from './dom.js';

const cards = new Map();

/** Draws the state. */
export function drawRegions(list, state) {
  const ids = state.regions.map(region => region.id);
  if (ids.join() !== [...cards.keys()].join()) {
    cards.clear();
    ids.forEach(id => cards.set(id, element('article', {class: 'card'})));
    list.replaceChildren(...cards.values());
  }
  for (const region of state.regions) {
    const card = cards.get(region.id);
    card.className = 'card ' + known(region.health);
    card.dataset.region = region.id;
    card.replaceChildren(...parts(region, state).filter(part => part !== null));
  }
}

function parts(region, state) {
  return [
    element('div', {class: 'bar'},
      element('h3', {}, region.id),
      element('span', {class: 'badge ' + known(region.health)}, glyph(GLYPHS[known(region.health)]), region.health)),
    region.name === region.id ? null : element('p', {class: 'muted'}, region.name),
    chips(roles(region), 'roles', 'Role'),
    load(region, state),
    element('dl', {},
      ...figure('Agents', region.agents + (region.draining > 0 ? ', ' + region.draining + ' draining' : '')),
      ...figure('Executions, last minute', region.executions + (region.failures > 0 ? ', ' + region.failures + ' failed' : '')),
      ...figure('Unchanged for', region.since === 0 ? 'unknown' : duration(state.at - region.since), region.since === 0 ? '' : 'since ' + stamp(region.since))),
    chips(Object.entries(region.capabilities).map(([name, agents]) => name + ' × ' + agents), 'capabilities', 'Capabilities, and agents that offer them'),
    region.cause === '' ? null : element('p', {class: 'cause'}, region.cause),
    ...region.triggers.filter(trigger => trigger.tripped).map(trigger => element('p', {class: 'cause'}, glyph('✖'), ' ' + trigger.kind + ': ' + trigger.figures)),
  ];
}

function roles(region) {
  const roles = region.primary ? ['primary'] : [];
  roles.push(...region.words);
  if (region.words.length === 0) {
    roles.push(region.serving === 'unknown' ? 'serving mode unknown' : region.serving);
  }
  region.standsInFor.forEach(other => roles.push('stands in for ' + other));
  if (region.health === 'unknown' && region.lastVerdict !== 'unknown') {
    roles.push('last known ' + region.lastVerdict);
  }
  if (region.current) {
    roles.push('seen from here');
  }
  return roles;
}

function chips(texts, kind, label) {
  return texts.length === 0 ? null : element('ul', {class: 'chips ' + kind, 'aria-label': label}, ...texts.map(text => element('li', {}, text)));
}

function figure(term, value, title = '') {
  return [element('dt', {}, term), element('dd', title === '' ? {} : {title}, value)];
}

function load(region, state) {
  if (region.agents === 0 && state.controlPlane === 'federated' && !region.current) {
    return element('p', {class: 'load'}, 'Its agents are known to its own control plane.');
  }
  if (region.capacity === 0) {
    return element('p', {class: 'load'}, region.agents === 0 ? 'No agents: it can take no work.' : 'All of its agents are draining.');
  }
  const share = Math.min(1, region.inFlight / region.capacity);
  const bar = element('div', {class: 'meter', role: 'meter', 'aria-label': 'Load of ' + region.id, 'aria-valuemin': 0, 'aria-valuemax': region.capacity, 'aria-valuenow': Math.min(region.inFlight, region.capacity)}, element('div', {}));
  bar.firstChild.style.width = 100 * share + '%';
  return element('div', {class: 'load'}, bar, element('p', {}, region.inFlight + ' of ' + count(region.capacity, 'task') + ' in flight'));
}
