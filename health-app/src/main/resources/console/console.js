// Puts what the stream tells where it belongs.

import {connect} from './connection.js';
import {clock, GLYPHS, known} from './dom.js';
import {addDecisions, addFailovers, pause} from './logs.js';
import {drawRegions} from './regions.js';
import {drawLatencies, drawRing} from './ring.js';

const part = id => document.getElementById(id);
const healths = new Map();
let link = {connected: false, message: '', retryAt: null};
let state = null;
let lostAt = null;

function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function receive(name, data) {
  if (name === 'state') {
    state = data;
    draw();
  } else if (name === 'decisions') {
    addDecisions(part('decisions'), data);
  } else if (name === 'failovers') {
    addFailovers(part('failovers'), data);
  }
  write(part('updated'), clock(Date.now()));
}

function draw() {
  drawRing(part('ring'), state);
  drawLatencies(part('latencies'), state);
  drawRegions(part('cards'), state);
  const recovery = state.recovery === 'none' ? 'no recovery mode' : state.recovery;
  write(part('installation'), state.controlPlane + ' control plane, ' + recovery + ', epoch ' + state.epoch);
  write(part('version'), state.version);
  part('sampled').hidden = !state.sampled;
  announce();
  title();
  drawLink();
  drawNotice();
}

// What a tab or a screen reader should know: only what has turned.
function announce() {
  const turned = state.regions.filter(region => healths.has(region.id) && healths.get(region.id) !== region.health);
  state.regions.forEach(region => healths.set(region.id, region.health));
  if (turned.length > 0 && state.reading.status === 'live') {
    write(part('announcer'), turned.map(region => region.id + ' is ' + region.health).join(', '));
  }
}

function title() {
  const sick = ['unhealthy', 'degraded'].map(health => [health, state.regions.filter(region => region.health === health).length]).filter(([, number]) => number > 0);
  document.title = sick.map(([health, number]) => GLYPHS[health] + ' ' + number + ' ' + health).join(', ') + (sick.length > 0 ? ' · ' : '') + 'Parallax';
}

function follow(now) {
  if (now.connected !== link.connected || lostAt === null && !now.connected) {
    lostAt = now.connected ? null : Date.now();
    write(part('announcer'), now.connected ? 'connected' : 'disconnected, retrying');
  }
  link = now.message === '' && !now.connected ? {...now, message: link.message} : now;
  drawLink();
  drawNotice();
}

function drawLink() {
  const badge = part('link');
  const reading = link.connected ? state?.reading.status ?? 'starting' : 'lost';
  const [health, sign, word] = {
    live: ['healthy', '●', 'live'],
    lost: ['unhealthy', '↻', 'disconnected, retrying'],
    retrying: ['unhealthy', '↻', 'no data, retrying'],
  }[reading] ?? ['unknown', '…', 'reading'];
  badge.className = 'badge ' + known(health);
  write(badge.querySelector('.glyph'), sign);
  write(part('link-word'), word);
}

function drawNotice() {
  const text = notice();
  part('notice').hidden = text === '';
  write(part('notice'), text);
  document.body.classList.toggle('stale', !link.connected && state !== null);
}

function notice() {
  if (!link.connected && lostAt !== null) {
    const next = link.retryAt === null ? 'trying again.' : 'trying again in ' + Math.max(1, Math.ceil((link.retryAt - Date.now()) / 1000)) + ' s.';
    return 'Disconnected since ' + clock(lostAt) + ' UTC: ' + link.message + '; ' + next + (state === null ? '' : ' What is shown was so at ' + clock(state.at) + ' UTC.');
  }
  return state === null ? '' : state.reading.status === 'retrying' ? state.reading.message : state.silence ?? state.agreement?.problem ?? '';
}

part('pause').addEventListener('click', () => pause(part('decisions'), part('pause')));
part('only-unroutable').addEventListener('change', event => part('decisions').classList.toggle('only-unroutable', event.target.checked));
setInterval(drawNotice, 1000);
connect(receive, follow);
