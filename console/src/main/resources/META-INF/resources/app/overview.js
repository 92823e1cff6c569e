// What flows where: rates and lags, drawn as the stages lie.
import { h, one, fill, card, empty, say } from './dom.js';
import { overview, counted, live } from './shell.js';
import { rate, count, time, span, percent } from './format.js';
import { ask, repeat } from './live.js';
import { spark } from './spark.js';

const content = one('[data-content]');
const KEPT = 60; // points of two seconds
const reduced = matchMedia('(prefers-reduced-motion: reduce)');

// Of each node: what it is named, which rate it has, what waits before it.
const COLUMNS = [
  [{ id: 'text', name: 'text events', rate: 'in.text', href: '/text' },
    { id: 'sensor', name: 'sensor frames', rate: 'in.sensor', href: '/sensors' },
    { id: 'series', name: 'series readings', rate: 'in.series', href: '/series' }],
  [{ id: 'ingest', name: 'ingest-service', service: 'ingest', rates: ['in.text', 'in.sensor', 'in.series'], waiting: ['ingest'], waits: 'unpublished' }],
  [{ id: 'inference', name: 'inference-service', service: 'inference', rates: ['inferences.text', 'inferences.sensor'], waiting: ['inference.text', 'inference.sensor'], waits: 'lag' },
    { id: 'forecast', name: 'forecast-service', service: 'forecast', rates: ['forecasts'], waiting: ['forecast'], waits: 'lag' }],
  [{ id: 'inferences', name: 'inferences', rates: ['inferences.text', 'inferences.sensor'], href: '/text' },
    { id: 'forecasts', name: 'forecasts', rate: 'forecasts', href: '/series' },
    { id: 'alerts', name: 'alerts', rate: 'alerts', href: '/alerts' },
    { id: 'rejected', name: 'rejected', rates: ['rejected.ingest', 'rejected.inference', 'rejected.forecast'], href: '/rejected' }],
];
const EDGES = [['text', 'ingest'], ['sensor', 'ingest'], ['series', 'ingest'], ['ingest', 'inference', ['in.text', 'in.sensor']],
  ['ingest', 'forecast', ['in.series']], ['inference', 'inferences'], ['forecast', 'forecasts'], ['forecast', 'alerts', ['alerts']],
  ['ingest', 'rejected', ['rejected.ingest', 'rejected.inference', 'rejected.forecast']]];

const nodes = new Map();
const lines = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
lines.setAttribute('aria-hidden', 'true');
const flow = h('div', { class: 'flow' }, lines, COLUMNS.map((column) => h('div', { class: 'column' }, column.map(node))));
const alerts = h('div', {});
const models = h('div', {});
const figures = h('span', { class: 'muted small' });
fill(content,
  card('Flow', { right: figures }, flow),
  h('div', { class: 'columns' },
    card('Firing alerts', { right: h('a', { class: 'small', href: '/alerts' }, 'All alerts') }, alerts),
    card('Models that serve', { right: h('a', { class: 'small', href: '/models' }, 'All models') }, models)));

function node(plan) {
  const amount = h('span', {}, '–');
  const unit = h('small', {});
  const lag = h('span', { class: 'lag' }, ' ');
  const dot = plan.service ? h('i', { class: 'dot' }) : null;
  const line = spark([], { zero: true, room: KEPT, label: `${plan.name}, the last two minutes` });
  const box = h(plan.href ? 'a' : 'div', { class: `node${plan.service ? ' service' : ''}`, href: plan.href },
    h('span', { class: 'name' }, dot, plan.name), h('span', { class: 'rate' }, amount, ' ', unit), plan.service || plan.id === 'rejected' ? lag : null, line);
  nodes.set(plan.id, { plan, box, amount, unit, lag, dot, line, past: [] });
  return box;
}

const total = (whole, names) => names.reduce((sum, name) => (whole.rates[name] === undefined ? sum : (sum ?? 0) + whole.rates[name]), undefined);

overview((whole) => {
  for (const each of nodes.values()) show(each, whole);
  say(figures, `${count(['in.text', 'in.sensor', 'in.series'].reduce((sum, name) => sum + (whole.totals[name] ?? 0), 0))} events taken, ${count(whole.totals.forecasts)} forecasts since the services began`);
  edges(whole);
});

function show(each, whole) {
  const { plan } = each;
  const value = total(whole, plan.rates ?? [plan.rate]);
  const [amount, unit] = rate(value);
  say(each.amount, amount);
  say(each.unit, unit);
  each.past.push(value ?? null);
  if (each.past.length > KEPT) each.past.shift();
  each.line.update(each.past);
  if (plan.id === 'rejected') say(each.lag, `${count(plan.rates.reduce((sum, name) => sum + (whole.totals[name] ?? 0), 0))} in all`);
  if (!plan.service) return;
  const state = whole.services.find((service) => service.name === plan.service).state;
  each.dot.className = `dot ${state}`;
  each.box.classList.toggle('gone', state === 'gone');
  const waiting = plan.waiting.reduce((sum, name) => sum + (whole.waiting[name] ?? 0), 0);
  say(each.lag, state === 'gone' ? 'gone' : state === 'starting' ? 'starting' : `${plan.waits} ${count(waiting)}${plan.id === 'forecast' && whole.waiting.due ? `, ${count(whole.waiting.due)} due` : ''}`);
  each.lag.classList.toggle('much', waiting > 500);
}

/** Curves between the boxes, wherever the layout has put them; what flows faster runs faster. */
function edges(whole) {
  const origin = flow.getBoundingClientRect();
  const make = (d, kind, perSecond) => {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    path.setAttribute('class', kind);
    path.style.strokeWidth = kind === 'run' ? `${Math.min(3.4, 1.2 + Math.log10(1 + perSecond))}px` : '1px';
    path.style.animationDuration = `${Math.max(1.2, 6 / (0.6 + Math.log2(1 + perSecond)))}s`;
    return path;
  };
  const keep = whole ?? edges.last;
  if (!keep) return;
  edges.last = keep;
  const paths = EDGES.flatMap(([from, to, names]) => {
    const a = nodes.get(from).box.getBoundingClientRect();
    const b = nodes.get(to).box.getBoundingClientRect();
    const beside = b.left > a.right;
    const [x1, y1] = beside ? [a.right, a.top + a.height / 2] : [a.left + a.width / 2, a.bottom];
    const [x2, y2] = beside ? [b.left, b.top + b.height / 2] : [b.left + b.width / 2, b.top];
    const p = [x1 - origin.left, y1 - origin.top, x2 - origin.left, y2 - origin.top];
    const middle = beside ? (p[0] + p[2]) / 2 : (p[1] + p[3]) / 2;
    const d = beside ? `M${p[0]} ${p[1]}C${middle} ${p[1]} ${middle} ${p[3]} ${p[2]} ${p[3]}` : `M${p[0]} ${p[1]}C${p[0]} ${middle} ${p[2]} ${middle} ${p[2]} ${p[3]}`;
    const plan = nodes.get(from).plan;
    const perSecond = total(keep, names ?? (plan.rates ?? [plan.rate])) ?? 0;
    return [make(d, 'lie', 0), perSecond > 0 && !reduced.matches ? make(d, 'run', perSecond) : null].filter(Boolean);
  });
  // What runs goes on running where it was: only its speed is changed.
  const known = [...lines.children];
  if (known.length === paths.length && known.every((path, i) => path.getAttribute('class') === paths[i].getAttribute('class'))) {
    known.forEach((path, i) => { if (path.getAttribute('d') !== paths[i].getAttribute('d')) path.setAttribute('d', paths[i].getAttribute('d')); });
  } else lines.replaceChildren(...paths);
}
new ResizeObserver(() => edges()).observe(flow);
live();

repeat(3000, async () => {
  try {
    const { alerts: firing } = await ask('/api/forecast/alerts?state=firing');
    counted('alerts', firing.length);
    fill(alerts, firing.length === 0 ? empty('Nothing fires', 'Rules are watched; what fired before is on the page of alerts.')
      : h('ul', { class: 'plain' }, firing.slice(0, 8).map((alert) => h('li', {},
        h('span', { class: `tag ${alert.severity}` }, alert.severity), h('a', { class: 'one', href: `/alerts?id=${encodeURIComponent(alert.id)}` }, `${alert.rule} · ${alert.key}`),
        h('span', { class: 'muted small' }, alert.probability ? percent(alert.probability) : span(Date.now() - new Date(alert.startsAt))),
        h('span', { class: 'muted small one' }, alert.annotations?.summary ?? '')))));
  } catch (failure) {
    fill(alerts, empty('Alerts are not known', failure.message));
  }
});

repeat(5000, async () => {
  const known = await Promise.allSettled([ask('/api/inference/models'), ask('/api/forecast/models')]);
  const serving = known.flatMap((each) => each.value ?? []).filter((model) => model.state === 'serving');
  fill(models, serving.length === 0 ? empty('No model serves', known.some((each) => each.status === 'rejected') ? 'A service that has models does not answer.' : 'They are loaded after the services have started, or none was found.')
    : h('ul', { class: 'plain' }, serving.map((model) => h('li', {},
      h('span', { class: `tag ${model.role === 'shadow' ? 'outline' : 'good'}` }, model.role),
      h('a', { class: 'one', href: `/models#${encodeURIComponent(model.name)}` }, model.name, h('span', { class: 'muted' }, ` ${model.version}`)),
      h('span', { class: 'muted small' }, `since ${time(model.since)}`),
      h('span', { class: 'muted small' }, model.task.replace('-', ' '))))));
});
