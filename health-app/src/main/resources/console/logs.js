// Decisions and failovers, the newest first.

import {element, glyph, moment} from './dom.js';

const MOST = 100;
const KINDS = {FAILOVER: '⇢', FAILBACK: '⇠', EVACUATE: '⇢', RETURN: '⇠', DRAIN: '▽', UNDRAIN: '△', FAILOVER_BLOCKED: '■', REFUSED: '⊘'};
let paused = false;
let waiting = [];

/** Adds decisions; the oldest of them come first. */
export function addDecisions(table, told) {
  if (told.all) {
    waiting = [];
    table.tBodies[0].replaceChildren();
  }
  if (paused) {
    waiting = waiting.concat(told.decisions).slice(-MOST);
    return;
  }
  show(table, told.decisions, !told.all);
}

function show(table, decisions, fresh) {
  const body = table.tBodies[0];
  body.prepend(...decisions.map(decision => row(decision, fresh)).reverse());
  while (body.rows.length > MOST) {
    body.deleteRow(-1);
  }
}

function row(decision, fresh) {
  const routed = decision.result === 'routed';
  const to = routed ? decision.to.join(', ') + (decision.agents > decision.to.length ? ' (' + decision.agents + ' agents)' : '') : element('span', {}, glyph('✖'), ' ' + decision.reason);
  const notes = [decision.rule, decision.attempt > 1 ? 'attempt ' + decision.attempt : null, decision.heldMs > 0 ? 'held ' + decision.heldMs + ' ms' : null].filter(note => note !== null);
  const cells = [
    ['Time', moment(decision.at)],
    ['Execution', element('span', {class: 'id', title: decision.execution}, decision.execution)],
    ['Pattern', decision.pattern ?? 'none'],
    ['From', decision.from ?? 'unknown'],
    ['To', to],
    ['Strategy', [decision.strategy, ...notes].join(', ')],
    ['Why', decision.why],
  ];
  return element('tr', {class: decision.result === 'routed' ? fresh ? 'fresh' : '' : 'unroutable'},
    ...cells.map(([label, content]) => element('td', {'data-label': label}, content)));
}

/** Stops or goes on; what came meanwhile is shown then. */
export function pause(table, button) {
  paused = !paused;
  button.setAttribute('aria-pressed', String(paused));
  button.textContent = paused ? 'Go on' : 'Pause';
  if (!paused) {
    show(table, waiting, true);
    waiting = [];
  }
}

/** Adds events; the oldest of them come first. */
export function addFailovers(list, told) {
  if (told.all) {
    list.replaceChildren();
  }
  list.prepend(...told.failovers.map(event).reverse());
  while (list.childElementCount > MOST) {
    list.lastElementChild.remove();
  }
}

function event(told) {
  const way = [told.from, told.to].filter(region => region !== null).join(' → ');
  const stopped = told.kind === 'REFUSED' || told.kind === 'FAILOVER_BLOCKED';
  return element('li', {class: stopped ? 'stopped' : ''},
    element('p', {class: 'bar'},
      element('strong', {}, glyph(KINDS[told.kind] ?? '•'), ' ' + told.kind.toLowerCase().replaceAll('_', ' ')),
      element('span', {}, way),
      element('span', {class: 'muted'}, day(told.at), moment(told.at))),
    element('p', {}, told.cause),
    element('p', {class: 'muted'}, 'epoch ' + told.epoch + ', by ' + told.by + (told.skipped.length === 0 ? '' : ', skipped: ' + told.skipped.join('; '))));
}

function day(ms) {
  const date = new Date(ms).toISOString().slice(0, 10);
  return date === new Date().toISOString().slice(0, 10) ? '' : date + ' ';
}
