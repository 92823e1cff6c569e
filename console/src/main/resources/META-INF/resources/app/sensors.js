// Frames as they are classified: when which class was, and the last ones as they look.
import { h, one, fill, card, empty } from './dom.js';
import { newer } from './live.js';
import { time, percent, colour, number } from './format.js';
import { spark } from './spark.js';
import { chart, base, ready, timeAxis } from './chart.js';
import { live, overview } from './shell.js';

const KEPT = 300;
const SHOWN = 24;
const content = one('[data-content]');
ready();
const sensor = h('select', { 'aria-label': 'Sensor', change: anew }, h('option', { value: '' }, 'all'));
const map = h('div', { class: 'chart low' });
const legend = h('div', { class: 'legend' });
const frames = h('div', { class: 'frames' });
const nothing = h('div', {});
const pictured = card('Which class, when', { right: legend }, h('div', { class: 'body' }, map));
const items = [];
let state = '';
let drawn = null;

one('[data-bar]').append(h('label', { class: 'field' }, 'Sensor', sensor));
fill(content, pictured, card('The last frames', h('div', { class: 'body' }, frames, nothing)));
fill(nothing, empty('Waiting for frames', 'They appear here once a model has said something of them.'));
pictured.hidden = true;

const wanted = ({ inference }) => !sensor.value || inference.source === sensor.value;

function anew() {
  fill(frames, items.filter(wanted).slice(0, SHOWN).map(picture));
  told();
}

function told() {
  const visible = items.filter(wanted);
  fill(nothing, visible.length > 0 ? null : empty('No frame was classified yet', state || 'Frames come in at POST /events/sensor; ./millrace up measures this machine\'s own.'));
  pictured.hidden = visible.length === 0;
  const labels = [...new Set(visible.map(({ inference }) => inference.label))].sort();
  fill(legend, labels.map((label) => h('span', {}, h('i', { class: 'mark', '--c': colour(label) }), `${label} ${percent(visible.filter(({ inference }) => inference.label === label).length / visible.length)}`)));
  map.style.height = `${70 + 34 * new Set(visible.map(({ inference }) => inference.source)).size}px`;
  if (visible.length === 0) return;
  if (drawn) drawn.then((each) => each.draw());
  else drawn = chart(map, 'Classes of frames over time, a row for each sensor', options);
}

function options(c, echarts) {
  const visible = items.filter(wanted);
  const rows = [...new Set(visible.map(({ inference }) => inference.source))].sort();
  return { ...base(c), grid: { left: 130, right: 14, top: 8, bottom: 26 }, xAxis: timeAxis(c), yAxis: { type: 'category', data: rows, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: c.soft, width: 116, overflow: 'truncate' } },
    tooltip: { ...base(c).tooltip, trigger: 'item', formatter: ({ value }) => `${value[3]}  ${percent(value[4])}\n${time(value[1])}` },
    series: [{ type: 'custom', encode: { x: [1, 2], y: 0 },
      renderItem: (parameters, api) => {
        const from = api.coord([api.value(1), api.value(0)]);
        const to = api.coord([api.value(2), api.value(0)]);
        const height = Math.min(22, api.size([0, 1])[1] * 0.7);
        const shape = echarts.graphic.clipRectByRect({ x: from[0], y: from[1] - height / 2, width: Math.max(2, to[0] - from[0] - 0.5), height },
          { x: parameters.coordSys.x, y: parameters.coordSys.y, width: parameters.coordSys.width, height: parameters.coordSys.height });
        return shape && { type: 'rect', shape, style: { fill: colour(api.value(3)), opacity: 0.35 + 0.65 * api.value(4) } };
      },
      data: visible.map(({ inference, event }) => {
        const at = Date.parse(inference.at);
        const length = event ? (1000 * event.samples) / event.rateHz : 1000;
        return [rows.indexOf(inference.source), at, at + length, inference.label, inference.scores[inference.label] ?? 1];
      }) }] };
}

function picture({ inference, event }) {
  return h('article', { class: 'frame', '--c': colour(inference.label) },
    h('header', {}, h('b', {}, inference.label, h('span', { class: 'muted' }, ` ${percent(inference.scores[inference.label])}`)), h('span', { class: 'muted small' }, time(inference.at))),
    Object.entries(event?.channels ?? {}).map(([name, samples]) => h('div', { class: 'channel' }, h('span', { title: name }, name), spark(samples, { colour: colour(inference.label), end: false, label: `${name}, up to ${number(Math.max(...samples))}` }))),
    h('span', { class: 'muted small' }, `${inference.source} · ${inference.model} ${inference.version}${event ? ` · ${event.samples} at ${number(event.rateHz)} Hz` : ''}`));
}

const later = newer();
live('/api/live/frames', { frames: (entries) => {
  const { fresh, anew: outdated } = later(entries);
  if (fresh.length === 0 && items.length > 0) return;
  if (outdated) { items.length = 0; fill(frames); }
  for (const { item } of fresh) {
    items.unshift(item);
    if (![...sensor.options].some((option) => option.value === item.inference.source)) sensor.append(h('option', { value: item.inference.source }, item.inference.source));
  }
  items.length = Math.min(items.length, KEPT);
  frames.prepend(...fresh.map(({ item }) => item).filter(wanted).slice(-SHOWN).reverse().map(picture));
  while (frames.children.length > SHOWN) frames.lastChild.remove();
  told();
} });
overview((whole) => {
  const service = whole.services.find((each) => each.name === 'inference');
  state = service.state === 'up' ? '' : `inference-service is ${service.state}: ${service.note}`;
});
