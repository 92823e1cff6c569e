// What was refused: why, its bytes, and a second chance.
import { h, one, fill, card, empty, choice } from './dom.js';
import { newer } from './live.js';
import { time, bytes } from './format.js';
import { confirmed, live } from './shell.js';

const KEPT = 300;
const content = one('[data-content]');
const stage = h('select', { 'aria-label': 'Stage', change: anew }, h('option', { value: '' }, 'all'));
const list = h('ul', { class: 'pick' });
const nothing = h('div', {});
const picked = h('div', { class: 'body' });
const items = [];
const replayed = new Map();
let chosen = null;
let form = 'text';

one('[data-bar]').append(h('label', { class: 'field' }, 'Stage', stage));
fill(content, h('div', { class: 'split' }, card('Rejected events', list, nothing), card('The event', picked)));
fill(picked, empty('No event is chosen', 'Choose one to see its bytes and why it was refused.'));
fill(nothing, empty('Asking'));

function anew() {
  const visible = items.filter((item) => !stage.value || item.stage === stage.value);
  fill(list, visible.map((item) => h('li', {}, h('button', { type: 'button', 'aria-pressed': String(item.place === chosen?.place), click: () => choose(item) },
    h('i', { class: `dot ${replayed.has(item.place) ? 'up' : 'gone'}`, 'aria-hidden': 'true' }), h('span', {}, h('b', {}, item.reason)), h('span', { class: 'muted small' }, time(item.at)),
    h('span', { class: 'small' }, `${item.stage} · ${item.origin}${item.key ? ` · ${item.key}` : ''}`)))));
  fill(nothing, visible.length > 0 ? null : items.length > 0 ? empty('None was refused at this stage') : empty('Nothing was rejected', 'What cannot be handled is filed on rejected-events with its original bytes, and appears here with the reason.'));
}

function choose(item) {
  chosen = item;
  anew();
  show();
}

function show() {
  const item = chosen;
  const raw = Uint8Array.from(atob(item.value), (character) => character.charCodeAt(0));
  const shown = h('pre', { class: `bytes ${form}`, tabindex: '0', 'aria-label': `Bytes as ${form}` }, form === 'hex' ? hex(raw) : new TextDecoder().decode(raw));
  fill(picked,
    h('p', {}, h('b', {}, item.reason)),
    h('dl', { class: 'facts' }, fact('Refused', time(item.at)), fact('Stage', item.stage), fact('Was on', item.origin), item.key ? fact('Key', item.key) : null, item.model ? fact('Model', item.model) : null, fact('Size', bytes(item.bytes)), fact('Place', item.place)),
    h('div', { class: 'head' }, h('h3', {}, raw.length < item.bytes ? `Its first ${bytes(raw.length)}` : 'Its bytes'), h('div', { class: 'bar' }, choice('Bytes as', [['text', 'Text'], ['hex', 'Hex']], form, (value) => { form = value; show(); }))),
    raw.length === 0 ? h('p', { class: 'muted' }, 'It had no bytes.') : shown,
    replayed.has(item.place) ? h('p', { class: 'notice' }, replayed.get(item.place))
      : item.replayable ? h('p', {}, h('button', { type: 'button', class: 'do', click: replay }, 'Replay'), h('span', { class: 'muted small' }, `  puts it on ${item.topic} once more`))
        : h('p', { class: 'muted small' }, item.origin === item.topic ? 'It was refused before it was on any topic: send it to ingest-service again once it is put right.' : 'Only its start was kept: ./millrace rejected replay can fetch the whole.'));
}

const fact = (name, ...value) => h('div', {}, h('dt', {}, name), h('dd', {}, ...value));

/** Sixteen a line, with offset and letters. */
function hex(raw) {
  const lines = [];
  for (let start = 0; start < raw.length; start += 16) {
    const row = [...raw.slice(start, start + 16)];
    lines.push(`${start.toString(16).padStart(8, '0')}  ${row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ').padEnd(47)}  ${row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')}`);
  }
  return lines.join('\n');
}

async function replay() {
  const item = chosen;
  const done = await confirmed('Replay this event?', `It goes to ${item.topic} with its own key, bytes and headers. If what refused it is still so, it is refused again.`, 'Replay', 'replay', { place: item.place });
  if (!done) return;
  replayed.set(item.place, `Replayed to ${item.topic}. If it is refused again, a new entry says so.`);
  anew();
  if (chosen === item) show();
}

const later = newer();
live('/api/live/rejected', { rejected: (entries) => {
  const told = later(entries);
  if (told.anew) items.length = 0;
  for (const { item } of told.fresh) {
    items.unshift(item);
    if (![...stage.options].some((option) => option.value === item.stage)) stage.append(h('option', { value: item.stage }, item.stage));
  }
  items.length = Math.min(items.length, KEPT);
  if (told.fresh.length > 0 || items.length === 0) anew();
} });
