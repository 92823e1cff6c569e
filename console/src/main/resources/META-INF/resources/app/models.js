// Models: what serves, what was before it, what stands beside it; and other versions to release.
import { h, one, fill, empty } from './dom.js';
import { ask, repeat } from './live.js';
import { time, number, percent, bytes, count } from './format.js';
import { confirmed, live } from './shell.js';

const content = one('[data-content]');
const SERVICES = ['inference', 'forecast'];
const known = { inference: null, forecast: null, decisions: [] };
const details = new Map();
const available = new Map();
const grid = h('div', { class: 'models' });
fill(content, grid);
fill(grid, empty('Asking the services'));
let before = '';

async function anew() {
  await Promise.all(SERVICES.map(async (service) => {
    known[service] = await ask(`/api/${service}/models`).catch(() => null);
    const names = [...new Set((known[service] ?? []).map((model) => model.name))];
    await Promise.all(names.map(async (name) => {
      const path = `/api/${service}/models/${encodeURIComponent(name)}`;
      if (service === 'inference') details.set(name, await ask(path).catch(() => null));
      available.set(`${service}/${name}`, await ask(`${path}/available`).catch(() => []));
    }));
  }));
  known.decisions = await ask('/api/forecast/decisions?limit=300').then((told) => told.decisions, () => known.decisions);
  const now = JSON.stringify([known, [...details], [...available]], (key, value) => (key === 'latency' || key === 'shapes' ? undefined : value));
  if (now === before || document.querySelector('dialog[open]')) return;
  before = now;
  draw();
}

function draw() {
  const cards = SERVICES.flatMap((service) => {
    const all = known[service] ?? [];
    return [...new Set(all.map((model) => model.name))].map((name) => model(service, name, all.filter((each) => each.name === name)));
  });
  fill(grid, cards.length > 0 ? cards : empty('No model is known', SERVICES.some((service) => known[service] === null) ? 'A service that has models does not answer.' : 'Bundles are looked for in millrace.models.directories, and what is released comes from model-releases.'));
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ block: 'nearest' });
}

const STATES = { serving: 'good', warm: 'accent', loading: 'accent', draining: '', closed: '', refused: 'bad' };

function model(service, name, versions) {
  const serving = versions.find((each) => each.role === 'serving' && each.state === 'serving');
  const shown = serving ?? versions.at(-1);
  const detail = details.get(name);
  return h('section', { class: 'card', id: name, 'aria-label': name },
    h('header', {}, h('h2', {}, name), h('span', { class: 'muted small' }, `${shown.task?.replace('-', ' ') ?? ''} · ${service}-service`), h('span', { class: `tag ${STATES[shown.state]}` }, `${shown.version} ${shown.state}`)),
    h('div', { class: 'body' }, h('dl', { class: 'facts' }, ...facts(shown), latency(detail)), shown.labels?.length ? h('p', { class: 'muted small' }, `Labels: ${shown.labels.join(', ')}`) : null,
      service === 'inference' ? agreement(detail?.agreement) : contest(name)),
    h('div', { class: 'scroll' }, h('table', {}, h('thead', {}, h('tr', {}, ...['Version', 'Role', 'State', ''].map((text) => h('th', {}, text || h('span', { class: 'unseen' }, 'Acting'))))),
      h('tbody', {}, rows(service, name, versions)))));
}

function facts(shown) {
  const inputs = shown.inputs ?? {};
  return [
    shown.since ? fact('In service since', time(shown.since)) : null,
    inputs.text ? fact('Reads', `${count(inputs.text.maximumTokens)} tokens`) : null,
    inputs.channels ? fact('Reads', `${inputs.channels.join(', ')}, ${inputs.sampleLength} samples`) : null,
    inputs.lookback ? fact('Reads', `${inputs.lookback} steps of ${inputs.variates.length} variates`) : null,
    inputs.horizon ? fact('Horizon', `${inputs.horizon} steps`) : null,
    shown.nativeBytes ? fact('Weights', bytes(shown.nativeBytes)) : null,
  ];
}

const fact = (name, ...value) => h('div', {}, h('dt', {}, name), h('dd', {}, ...value));

function latency(detail) {
  const times = detail?.latency ?? {};
  const median = times['0.5'] ?? times.p50 ?? times.median ?? times.mean;
  return median === undefined ? null : fact('A batch takes', `${number(median)} ms`);
}

function agreement(told) {
  if (!told) return null;
  const share = told.agreed / told.compared;
  return h('div', {}, h('h3', {}, 'Agreement of its shadow'), h('div', { class: 'bars' }, h('div', {}, h('span', {}, `${count(told.compared)} events`), h('i', { '--p': `${Math.round(share * 100)}%`, 'aria-hidden': 'true' }), h('span', { class: 'num' }, percent(share)))));
}

/** What tests of skill found about it. */
function contest(name) {
  const about = known.decisions.filter((each) => Object.values(each.evidence ?? {}).includes(name) || each.reason?.includes(name)).slice(0, 4);
  if (about.length === 0) return h('p', { class: 'muted small' }, 'No test has decided against or for it: it is compared with seasonal-naive on every actual, and with its challenger if its job has one.');
  return [h('h3', {}, 'What tests of skill found'), h('ul', { class: 'plain' }, about.map((each) => h('li', {}, h('span', { class: 'tag' }, each.decision), h('a', { class: 'one', href: `/series/${encodeURIComponent(each.series)}` }, each.series), h('span', { class: 'muted small' }, time(each.at)),
    h('span', { class: 'muted small' }, `${each.reason}${each.evidence?.relMae ? ` · error ${number(each.evidence.relMae)} of seasonal-naive's` : ''}${each.evidence?.relativeLoss ? ` · error ${number(each.evidence.relativeLoss)} of the champion's` : ''}`))))];
}

function rows(service, name, versions) {
  const lives = versions.map((each) => h('tr', {}, h('td', {}, each.version), h('td', {}, each.role), h('td', {}, h('span', { class: `tag ${STATES[each.state] ?? ''}` }, each.state), each.reason ? h('div', { class: 'small muted' }, each.reason) : null),
    h('td', { class: 'num' }, each.state === 'serving' ? null : action(service, name, each.version, versions))));
  const others = (available.get(`${service}/${name}`) ?? []).filter((version) => !versions.some((each) => each.version === version))
    .map((version) => h('tr', {}, h('td', {}, version), h('td', { class: 'muted' }, '–'), h('td', { class: 'muted' }, 'in the directories'), h('td', { class: 'num' }, action(service, name, version, versions))));
  return [...lives.reverse(), ...others];
}

function action(service, name, version, versions) {
  if (!(available.get(`${service}/${name}`) ?? []).includes(version)) return null;
  const serving = versions.find((each) => each.role === 'serving' && each.state === 'serving')?.version;
  const back = versions.some((each) => each.version === version && each.state === 'closed');
  const word = back ? 'Roll back' : 'Release';
  return h('button', { type: 'button', class: 'do slim', click: async () => {
    const done = await confirmed(`${word} ${name} to ${version}?`, `${serving ? `Version ${serving} serves now. ` : ''}${version} is loaded, tried, and swapped in between two batches; if it fails its trial, what serves stays.`, word, 'release', { service, model: name, version });
    if (done) { before = ''; setTimeout(anew, 800); }
  } }, `${word} ${version}`);
}

live();
repeat(3000, anew);
