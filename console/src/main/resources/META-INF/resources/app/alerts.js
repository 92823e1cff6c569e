// Alerts: when each fired and ended, and why.
import { h, one, fill, card, empty, choice } from './dom.js';
import { ask, repeat } from './live.js';
import { time, span, percent, number, duration, count } from './format.js';
import { chart, base, ready, timeAxis } from './chart.js';
import { spark } from './spark.js';
import { counted, live } from './shell.js';

const SHOWN = 100; // and all that fire
const content = one('[data-content]');
ready();
const timeline = h('div', { class: 'chart' });
const list = h('ul', { class: 'pick' });
const nothing = h('div', {});
const picked = h('div', { class: 'body' });
const drawn = card('Timeline', { right: h('div', { class: 'legend' }, h('span', {}, h('i', { class: 'mark', '--c': 'var(--bad)' }), 'critical'), h('span', {}, h('i', { class: 'mark', '--c': 'var(--warn)' }), 'warning'), h('span', {}, h('i', { class: 'mark', '--c': 'var(--ink-3)' }), 'info')) }, h('div', { class: 'body' }, timeline));
let state = 'any';
let origin = null; // recorded alerts lie in another time than live ones
let alerts = [];
let chosen = new URLSearchParams(location.search).get('id');
let picture = null;
let before = '';

const origins = h('span', {});
one('[data-bar]').append(origins, choice('State', [['any', 'All'], ['firing', 'Firing'], ['resolved', 'Resolved']], state, (value) => { state = value; anew(); }));
fill(content, drawn, h('div', { class: 'split' }, card('Alerts', list, nothing), card('Evidence', picked)));
fill(picked, empty('No alert is chosen', 'Choose one to see what led to it.'));
drawn.hidden = true;

/** What the list and the timeline show: the rest, evidence foremost, is asked for when one is chosen. */
function briefly({ id, rule, key, severity, state, startsAt, endsAt, updatedAt, labels, annotations }) {
  return { id, rule, key, severity, state, startsAt, endsAt, updatedAt, summary: annotations?.summary, recorded: labels?.origin === 'recorded' };
}

const shown = () => ofOrigin().filter((alert, i) => i < SHOWN || alert.state === 'firing');
const ofOrigin = () => alerts.filter((alert) => (alert.recorded ? 'recorded' : 'live') === origin);

/** Which of both is looked at; asked for only where there are both. */
function chooseOrigin() {
  const both = new Set(alerts.map((alert) => (alert.recorded ? 'recorded' : 'live')));
  if (!both.has(origin)) origin = both.has('live') ? 'live' : [...both][0] ?? 'live';
  if (both.size < 2) fill(origins);
  else if (!origins.firstChild) fill(origins, choice('Origin', [['live', 'Live'], ['recorded', 'Recorded']], origin, (value) => { origin = value; anew(); picture?.then((each) => each.draw()); }));
}

function anew() {
  chooseOrigin();
  const visible = shown().filter((alert) => state === 'any' || alert.state === state);
  const older = ofOrigin().length - shown().length;
  const focus = document.activeElement?.dataset?.id;
  const at = list.scrollTop;
  fill(list, visible.map((alert) => h('li', {}, h('button', { type: 'button', 'data-id': alert.id, 'aria-pressed': String(alert.id === chosen), click: () => choose(alert.id) },
    h('i', { class: `dot ${alert.state} ${alert.severity}`, role: 'img', 'aria-label': alert.state }),
    h('span', {}, h('b', {}, alert.rule), h('span', { class: 'muted' }, ` ${alert.key}`)),
    h('span', { class: 'muted small' }, time(alert.startsAt)),
    h('span', { class: 'small' }, alert.state === 'firing' ? `firing · ${alert.summary ?? alert.severity}` : `lasted ${lasted(alert)} · ${alert.summary ?? alert.severity}`)))));
  list.scrollTop = at;
  if (focus) list.querySelector(`[data-id="${CSS.escape(focus)}"]`)?.focus();
  fill(nothing, visible.length > 0 ? older > 0 && h('p', { class: 'muted small' }, `${count(older)} older ones are over and not shown`) : alerts.length > 0 ? empty(`No alert is ${state}`) : empty('No alert has been told', 'Rules of the jobs are watched; what they find appears here with its evidence.'));
  drawn.hidden = alerts.length === 0;
  if (alerts.length > 0 && !picture) picture = chart(timeline, 'Alerts over time, a row for each rule', options);
  timeline.style.height = `${64 + 30 * rules().length}px`;
}

const rules = () => [...new Set(shown().map((alert) => `${alert.rule} · ${alert.key}`))].sort().slice(0, 24);
const end = (alert) => (alert.endsAt && alert.state === 'resolved' ? Date.parse(alert.endsAt) : null);
const lasted = (alert) => (end(alert) ? span(end(alert) - Date.parse(alert.startsAt)) : '–');

function options(c, echarts) {
  const rows = rules();
  const shade = { critical: c.bad, warning: c.warn, info: c.soft };
  const ends = shown().map((alert) => end(alert) ?? Date.parse(alert.updatedAt ?? alert.startsAt));
  const latest = Math.max(...ends);
  return { ...base(c), grid: { left: 200, right: 14, top: 8, bottom: 26 }, yAxis: { type: 'category', data: rows, inverse: true, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: c.soft, width: 184, overflow: 'truncate' } },
    xAxis: timeAxis(c, { max: latest + 2000 }), dataZoom: [{ type: 'inside', zoomOnMouseWheel: 'ctrl' }],
    tooltip: { ...base(c).tooltip, trigger: 'item', formatter: ({ value }) => `${rows[value[0]]}\n${time(value[1])}, ${value[4]}, ${value[3]}` },
    series: [{ type: 'custom', clip: true, encode: { x: [1, 2], y: 0 },
      renderItem: (parameters, api) => {
        const from = api.coord([api.value(1), api.value(0)]);
        const to = api.coord([api.value(2), api.value(0)]);
        const shape = echarts.graphic.clipRectByRect({ x: from[0], y: from[1] - 7, width: Math.max(4, to[0] - from[0]), height: 14, r: 3 },
          { x: parameters.coordSys.x, y: parameters.coordSys.y, width: parameters.coordSys.width, height: parameters.coordSys.height });
        return shape && { type: 'rect', shape: { ...shape, r: 3 }, style: { fill: shade[api.value(3)] ?? c.accent, opacity: api.value(4) === 'firing' ? 1 : 0.55 } };
      },
      data: shown().map((alert) => [rows.indexOf(`${alert.rule} · ${alert.key}`), Date.parse(alert.startsAt), end(alert) ?? latest, alert.severity, alert.state]).filter(([row]) => row >= 0) }] };
}

async function choose(id) {
  chosen = id;
  for (const button of list.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset.id === id));
  try {
    const { alert, history } = await ask(`/api/forecast/alerts/${encodeURIComponent(id)}`);
    if (chosen === id) fill(picked, evidence(alert, history));
  } catch (failure) {
    fill(picked, empty('This alert is not known any more', failure.message));
  }
}

function evidence(alert, history) {
  const led = [...history].reverse().find((each) => Object.keys(each.evidence ?? {}).length > 0)?.evidence ?? alert.evidence ?? {};
  const began = history[0] ?? alert;
  const { window: values, drivers, events, ...plain } = led;
  return [
    h('div', { class: 'facts-head' }, h('h3', {}, alert.rule, ' ', h('span', { class: `tag ${alert.severity}` }, alert.severity), ' ', h('span', { class: `tag ${alert.state === 'firing' ? 'bad' : 'good'}` }, alert.state))),
    h('p', {}, alert.annotations?.summary ?? ''),
    h('dl', { class: 'facts' }, fact('Watched', watched(alert)), fact('Began', time(alert.startsAt)),
      alert.state === 'resolved' ? fact('Over', `${time(alert.endsAt)}, after ${lasted(alert)}`) : null,
      began.leadTime ? fact('Lead time', duration(began.leadTime)) : null,
      began.probability === undefined ? null : fact('Probability when it began', percent(began.probability)),
      ...Object.entries(plain).filter(([, value]) => typeof value !== 'object').map(([key, value]) => fact(words(key), typeof value === 'number' ? number(value) : /^PT\d/.test(value) ? duration(value) : value))),
    values?.length > 1 ? [h('h3', {}, 'The readings before'), spark(values, { label: 'readings before the alert' })] : null,
    drivers ? [h('h3', {}, 'What drives it'), bars(drivers)] : null,
    events?.length ? [h('h3', {}, 'Events that led to it'), h('ul', { class: 'plain' }, events.map((event) => h('li', {}, h('span', { class: 'muted small' }, time(event.at)), h('span', { class: 'mono one' }, event.text ?? event.event), h('span', {}, percent(event.score)))))] : null,
    h('h3', {}, `What was told (${count(history.length)})`),
    h('div', { class: 'scroll' }, h('table', {}, h('tbody', {}, history.slice(-12).map((each) => h('tr', {}, h('td', {}, time(each.updatedAt ?? (each.state === 'resolved' ? each.endsAt : each.startsAt))), h('td', {}, each.state), h('td', { class: 'num' }, each.probability === undefined ? '' : percent(each.probability))))))),
  ].flat(2);
}

const fact = (name, ...value) => h('div', {}, h('dt', {}, name), h('dd', {}, ...value));
const words = (key) => key.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());

function watched(alert) {
  const { series, variate } = alert.labels ?? {};
  return series ? h('a', { href: `/series/${encodeURIComponent(series)}${variate ? `?variate=${encodeURIComponent(variate)}` : ''}` }, alert.key) : alert.key;
}

function bars(drivers) {
  const list = Array.isArray(drivers) ? drivers.map((each) => [each.variate ?? each.name, each.shift ?? each.effect ?? each.value ?? each.weight]) : Object.entries(drivers);
  const most = Math.max(...list.map(([, value]) => Math.abs(value))) || 1;
  return h('div', { class: 'bars' }, list.slice(0, 8).map(([name, value]) => h('div', {}, h('span', {}, name), h('i', { '--p': `${Math.round((100 * Math.abs(value)) / most)}%`, 'aria-hidden': 'true' }), h('span', { class: 'num' }, number(value)))));
}

live();
repeat(2500, async () => {
  try {
    const told = await ask('/api/forecast/alerts');
    const now = JSON.stringify(told.alerts.map((alert) => [alert.id, alert.sequence, alert.state]));
    if (now === before) return;
    before = now;
    alerts = told.alerts.map(briefly);
    counted('alerts', alerts.filter((alert) => alert.state === 'firing').length);
    anew();
    picture?.then((each) => each.draw());
    if (chosen) choose(chosen);
    else if (alerts.length > 0 && matchMedia('(min-width: 1001px)').matches) choose(ofOrigin()[0].id);
  } catch (failure) {
    before = '';
    if (alerts.length === 0) fill(nothing, empty('Alerts are not known', failure.message));
  }
});
