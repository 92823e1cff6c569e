// Texts as they are classified, the newest first.
import { h, one, fill, card, empty } from './dom.js';
import { newer } from './live.js';
import { time, percent, colour } from './format.js';
import { live, overview } from './shell.js';

const KEPT = 250;
const content = one('[data-content]');
const bar = one('[data-bar]');
const list = h('ul', { class: 'stream', tabindex: '0', 'aria-label': 'Texts, the newest first' });
const nothing = h('div', {});
const shown = h('span', { class: 'muted small', role: 'status' });
const labels = select('Label');
const sources = select('Source');
const hold = h('button', { type: 'button', class: 'do', 'aria-pressed': 'false', click: () => {
  const held = hold.getAttribute('aria-pressed') !== 'true';
  hold.setAttribute('aria-pressed', String(held));
  hold.textContent = held ? 'Go on' : 'Hold';
  if (!held) { arrive(waiting.splice(0), outdated); outdated = false; }
} }, 'Hold');
const items = [];
const waiting = [];
let outdated = false; // what is shown is of a console that ran before
let state = '';

bar.append(shown, field('Label', labels), field('Source', sources), hold);
fill(content, h('section', { class: 'card', 'aria-label': 'Stream of texts' }, list, nothing));
fill(nothing, empty('Waiting for texts', 'They appear here once a model has said something of them.'));

function select(name) {
  return h('select', { 'aria-label': name, change: anew }, h('option', { value: '' }, 'all'));
}
function field(name, control) { return h('label', { class: 'field' }, name, control); }

function known(control, word) {
  if (![...control.options].some((option) => option.value === word)) control.append(h('option', { value: word }, word));
}

const wanted = ({ inference }) => (!labels.value || inference.label === labels.value) && (!sources.value || inference.source === sources.value);

function anew() {
  fill(list, items.filter(({ item }) => wanted(item)).slice(0, KEPT).map(({ item }) => row(item)));
  told();
}

function told() {
  const visible = list.children.length;
  shown.textContent = items.length === 0 ? '' : visible === items.length ? `the last ${items.length}` : `${visible} of the last ${items.length}`;
  list.hidden = visible === 0;
  fill(nothing, visible > 0 ? null : items.length > 0 ? empty('None of the last texts is like that', 'Another label or source shows others.')
    : empty('No text was classified yet', state || 'Text events come in at POST /events/text; ./millrace up sends the log lines of its services, which are few once all have started.'));
}

function arrive(fresh, anew) {
  if (anew) { items.length = 0; fill(list); }
  for (const entry of fresh) {
    items.unshift(entry);
    known(labels, entry.item.inference.label);
    known(sources, entry.item.inference.source);
    if (wanted(entry.item)) list.prepend(row(entry.item));
  }
  items.length = Math.min(items.length, KEPT);
  while (list.children.length > KEPT) list.lastChild.remove();
  told();
}

function row({ inference, event }) {
  const scores = Object.entries(inference.scores).sort(([, a], [, b]) => b - a);
  const sure = inference.scores[inference.label];
  const level = event?.attributes?.level;
  return h('li', {},
    h('span', { class: 'muted small' }, time(inference.at)), h('span', { class: 'source', title: inference.source }, inference.source, level ? [' ', h('span', { class: 'muted' }, level.toLowerCase())] : null),
    h('div', { class: 'label', '--c': colour(inference.label), '--p': percentage(sure) }, h('b', {}, inference.label, h('span', {}, percent(sure))), h('i', { 'aria-hidden': 'true' })),
    h('p', { class: 'said' }, event ? marked(event.text, inference.explanation ?? []) : h('span', { class: 'muted' }, 'its text is no longer near the end of the topic'), event?.cut ? ' …' : null),
    h('details', { toggle: (e) => e.target.closest('li').classList.toggle('open', e.target.open) },
      h('summary', {}, `${inference.model} ${inference.version}${inference.explanation ? ', with the weight of each word' : ''}`),
      h('div', { class: 'scores' }, scores.map(([label, score]) => h('div', {}, h('span', {}, label), h('i', { '--p': percentage(score), 'aria-hidden': 'true' }), h('span', { class: 'num' }, percent(score)))))));
}

const percentage = (share) => `${Math.round((share ?? 0) * 100)}%`;

/** The text with each part as strong as it counted for the label. */
function marked(text, parts) {
  if (parts.length === 0) return text;
  const most = Math.max(...parts.map((part) => Math.abs(part.weight))) || 1;
  const made = [];
  let at = 0;
  for (const part of [...parts].sort((a, b) => a.start - b.start)) {
    if (part.start < at || part.start >= text.length) continue;
    made.push(text.slice(at, part.start));
    const strength = Math.round((46 * Math.abs(part.weight)) / most);
    made.push(strength < 4 ? text.slice(part.start, part.end)
      : h('mark', { class: part.weight < 0 ? 'against' : null, '--w': strength, title: `weight ${part.weight.toFixed(3)}` }, text.slice(part.start, part.end)));
    at = part.end;
  }
  return [...made, text.slice(at)];
}

const later = newer();
live('/api/live/texts', { texts: (entries) => {
  const { fresh, anew } = later(entries);
  if (hold.getAttribute('aria-pressed') !== 'true') { arrive(fresh, anew); return; }
  if (anew) { waiting.length = 0; outdated = true; }
  waiting.push(...fresh);
  waiting.splice(0, waiting.length - KEPT);
  shown.textContent = `${waiting.length} more since`;
} });
overview((whole) => {
  const service = whole.services.find((each) => each.name === 'inference');
  state = service.state === 'up' ? '' : `inference-service is ${service.state}: ${service.note}`;
});
