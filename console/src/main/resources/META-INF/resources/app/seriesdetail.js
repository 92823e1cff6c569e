// One series: what was, what is expected, and how good that was.
import { h, one, fill, card, empty, choice, say } from './dom.js';
import { number, time, duration, milliseconds, percent, colour } from './format.js';
import { ask, repeat, notice } from './live.js';
import { spark } from './spark.js';
import { chart, base, ready, timeAxis, valueAxis } from './chart.js';
import { counted, live } from './shell.js';

const STEPS = 180; // of history that are shown, and forecasts of then
const SCORES = 300; // that are shown

export async function detail(name) {
  const path = `/api/forecast/series/${encodeURIComponent(name)}`;
  const content = one('[data-content]');
  const state = { name, variate: new URLSearchParams(location.search).get('variate'), lead: null, asking: undefined, history: null, forecast: null, past: [], scores: [], decisions: [], measure: 'relMae' };
  document.title = `${name} · Millrace`;
  fill(one('[data-title]'), h('a', { href: '/series', class: 'muted' }, 'Series'), ' / ', name);
  counted('series', 0);

  const facts = h('dl', { class: 'facts' });
  const variates = h('div', { class: 'variates', role: 'group', 'aria-label': 'Variate' });
  const fan = h('div', { class: 'chart tall' });
  const before = h('div', { class: 'chart' });
  const error = h('div', { class: 'chart low' });
  const coverage = h('div', { class: 'chart low' });
  const decided = h('div', {});
  const leads = h('span', {});
  const hint = h('div', {});
  const fanLegend = h('div', { class: 'legend' });
  fill(content, h('section', { class: 'card', 'aria-label': 'State' }, h('div', { class: 'body' }, facts)), variates,
    card('History and forecast', { right: fanLegend }, h('div', { class: 'body' }, fan)),
    card('What was forecast, beside what came', { right: leads }, h('div', { class: 'body' }, before, hint)),
    h('div', { class: 'columns' },
      card('Error against seasonal-naive', { right: h('span', { class: 'muted small' }, 'below 1 is better') }, h('div', { class: 'body' }, error)),
      card('Coverage of the interval', { right: h('span', { class: 'muted small' }, 'share of actuals within it') }, h('div', { class: 'body' }, coverage))),
    card('Decisions', decided));

  let charts = [];
  let dirty = true;

  async function known() {
    const told = await ask(path);
    fill(facts, fact('Served by', served(told)), fact('State', standing(told.state)), fact('Step', told.step ? duration(told.step) : 'being detected'),
      fact('Horizon', told.forecaster ? `${told.forecaster.horizon} steps` : '–'), fact('Job', told.job), fact('Kept', `${told.steps} steps`),
      fact('Last reading', time(told.latest)), state.history?.recorded ? fact('Origin', h('span', { class: 'tag' }, 'recorded')) : null);
  }

  async function history() {
    const told = await ask(`${path}/history?limit=${STEPS}`);
    state.history = told;
    const names = Object.keys(told.values);
    state.variate ??= names[0] ?? null;
    if (names.length > 0 && !names.includes(state.variate)) pick(names[0]);
    for (const each of names) {
      let button = variates.querySelector(`[data-variate="${CSS.escape(each)}"]`);
      if (!button) {
        button = h('button', { type: 'button', 'data-variate': each, click: () => pick(each) }, h('span', {}, each), spark([], { label: `${each} lately` }));
        variates.append(button);
      }
      button.setAttribute('aria-pressed', String(each === state.variate));
      button.lastChild.update(told.values[each].slice(-60));
    }
    dirty = true;
  }

  /** Of the series' first variate, whichever that is, if none is chosen yet. */
  async function past() {
    const variate = state.variate;
    if (state.asking === null || state.asking === variate) return;
    state.asking = variate;
    const chosen = variate === null ? '' : `?variate=${encodeURIComponent(variate)}`;
    const told = await ask(`/api/past/${encodeURIComponent(name)}${chosen}`)
      .finally(() => { if (state.asking === variate) state.asking = undefined; });
    if (variate === null) {
      const first = told.variate ?? null;
      state.variate ??= first;
      if (state.variate !== first && first !== null) { await past(); return; }
    } else if (variate !== state.variate) return;
    state.past = told.forecasts;
    scores().catch(() => {});
    const known = Object.keys(told.forecasts.at(-1)?.leads ?? {}).map(Number);
    if (known.length > 0 && !known.includes(state.lead)) state.lead = known[Math.min(1, known.length - 1)];
    fill(leads, known.length > 0 ? choice('Steps ahead', known.map((lead) => [String(lead), `${lead} ahead`]), String(state.lead), (lead) => { state.lead = Number(lead); dirty = true; }) : null);
    fill(hint, told.forecasts.length > 0 ? null : empty('No earlier forecast of it is near the end of its topic', 'They gather here as they come.'));
    before.hidden = told.forecasts.length === 0;
    dirty = true;
  }

  async function scores() {
    const variate = state.variate;
    if (!variate) return;
    const told = await ask(`/api/past/${encodeURIComponent(name)}/scores?variate=${encodeURIComponent(variate)}`);
    if (variate !== state.variate) return;
    state.scores = told.scores;
    dirty = true;
  }

  async function decisions() {
    const told = await ask(`/api/forecast/decisions?series=${encodeURIComponent(name)}`);
    state.decisions = told.decisions;
    fill(decided, told.decisions.length === 0 ? empty('Nothing was decided about it', 'Demotions, recoveries, promotions and skips are told here, and marked in the pictures.')
      : h('div', { class: 'scroll' }, h('table', {}, h('thead', {}, h('tr', {}, ...['At', 'Decision', 'Why'].map((text) => h('th', {}, text)))),
        h('tbody', {}, told.decisions.slice(0, 20).map((each) => h('tr', {}, h('td', {}, time(each.at)),
          h('td', {}, h('span', { class: `tag ${({ demotion: 'warn', recovery: 'good', promotion: 'accent', skip: 'warn' })[each.decision] ?? ''}` }, each.decision)), h('td', {}, each.reason)))))));
    dirty = true;
  }

  function pick(variate) {
    state.variate = variate;
    state.past = [];
    state.scores = [];
    for (const button of variates.children) button.setAttribute('aria-pressed', String(button.dataset.variate === variate));
    window.history.replaceState(null, '', `?variate=${encodeURIComponent(variate)}`);
    past().catch(() => {});
    dirty = true;
  }

  function forecast(told) {
    state.forecast = told;
    const said = told.variates[state.variate];
    if (said && state.past.length > 0 && state.past.at(-1).issuedAt < told.issuedAt) {
      const levels = Object.keys(said.quantiles).sort((a, b) => a - b);
      const step = milliseconds(told.step);
      const at = Date.parse(told.issuedAt);
      const by = {};
      for (const lead of Object.keys(state.past.at(-1).leads)) {
        by[lead] = { at: new Date(at + lead * step).toISOString(), mean: said.mean[lead - 1], low: said.quantiles[levels[0]]?.[lead - 1], high: said.quantiles[levels.at(-1)]?.[lead - 1] };
      }
      state.past.push({ issuedAt: told.issuedAt, servedBy: said.servedBy ?? told.servedBy, leads: by });
      if (state.past.length > STEPS) state.past.shift();
    }
    dirty = true;
  }

  const safely = (task) => task().catch((failure) => {
    if (failure.status === 404) fill(content, empty(`No series is named ${name}`, h('a', { href: '/series' }, 'All series')));
  });
  let pending = false;
  live(`/api/live/series/${encodeURIComponent(name)}`, {
    forecast: (told) => {
      forecast(told);
      if (!pending) { pending = true; setTimeout(() => { pending = false; safely(history); }, 700); }
    },
    scores: (told) => {
      const scored = told.variates[state.variate];
      if (scored) { state.scores.push({ at: told.at, servedBy: told.servedBy, leads: scored }); if (state.scores.length > SCORES) state.scores.shift(); }
      dirty = true;
    },
    decision: () => safely(decisions),
    alert: () => {},
    connection: (told) => notice('series', told === 'lost' ? 'warn' : null, 'Updates of this series are interrupted.', 'forecast-service does not send them; they go on by themselves.'),
  });
  ready();
  past().catch(() => {});
  safely(known);
  const expected = ask(`${path}/forecast`).then(forecast, () => {});
  await safely(history);
  await expected;
  if (!content.contains(fan)) return;
  charts = await Promise.all([
    chart(fan, `History and forecast of ${name}`, (c) => fanOf(state, c)),
    chart(before, `Earlier forecasts of ${name} beside what came`, (c) => pastOf(state, c)),
    chart(error, `Error of forecasts of ${name} against seasonal-naive over time`, (c) => scoresOf(state, c, 'relMae')),
    chart(coverage, `Coverage of the interval of ${name} over time`, (c) => scoresOf(state, c, 'coverage')),
  ]);
  legend();
  safely(decisions);
  repeat(4000, async () => { await safely(known); if (state.past.length === 0) await safely(past); }, 4000);
  repeat(20000, () => safely(past), 20000);
  setInterval(() => {
    if (!dirty || document.hidden) return;
    dirty = false;
    legend();
    charts.forEach((each) => each.draw());
  }, 250);

  function legend() {
    const said = state.forecast?.variates?.[state.variate];
    const levels = Object.keys(said?.quantiles ?? {}).sort((a, b) => a - b);
    fill(fanLegend, h('span', {}, h('i', { '--c': 'var(--ink-2)' }), 'came'), said ? h('span', {}, h('i', {}), 'expected') : null,
      levels.length > 1 ? h('span', {}, h('i', { class: 'area' }), `${percent(levels[0])} to ${percent(levels.at(-1))}`) : null,
      state.forecast ? h('span', { class: 'muted' }, `by ${said?.servedBy ?? state.forecast.servedBy}, issued ${time(state.forecast.issuedAt)}`) : null);
  }
}

const fact = (name, ...value) => h('div', {}, h('dt', {}, name), h('dd', {}, ...value));

function served(told) {
  if (!told.forecaster) return 'nobody yet';
  const naive = told.forecaster.servedBy === 'seasonal-naive';
  return h('span', {}, naive ? 'seasonal-naive' : `${told.forecaster.model} ${told.forecaster.version}`,
    naive && told.forecaster.model !== 'seasonal-naive' ? h('span', { class: 'tag warn' }, ` in place of ${told.forecaster.model}`) : null);
}

function standing(state) {
  if (state.state === 'warming') return h('span', { class: 'tag warn' }, `warming: ${state.steps} of ${state.needed} steps${state.model ? ` for ${state.model}` : ''}`);
  return h('span', { class: `tag ${state.state === 'model' ? 'good' : ''}` }, { detecting: 'step being detected', naive: 'no model knows it', model: 'a model serves' }[state.state] ?? state.state);
}

const points = (history, variate) => history.at.map((at, i) => [at, history.values[variate]?.[i] ?? null]);

/** Nested bands, the outermost palest: two lines stacked each, of which the lower is not drawn. */
function bands(said, at, step, c) {
  const levels = Object.keys(said.quantiles).map(Number).sort((a, b) => a - b);
  const made = [];
  for (let i = 0; i < Math.floor(levels.length / 2); i += 1) {
    const low = said.quantiles[String(levels[i])] ?? said.quantiles[levels[i]];
    const high = said.quantiles[String(levels[levels.length - 1 - i])];
    const line = { type: 'line', stack: `band${i}`, stackStrategy: 'all', symbol: 'none', lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false } };
    made.push({ ...line, data: low.map((value, lead) => [at + (lead + 1) * step, value]) },
      { ...line, areaStyle: { color: c.accent, opacity: 0.13 + 0.13 * i }, data: low.map((value, lead) => [at + (lead + 1) * step, high[lead] - value]) });
  }
  return made;
}

function marks(state, c) {
  const word = { demotion: c.warn, recovery: c.good, promotion: c.accent, 'challenger-dropped': c.soft };
  const shown = state.decisions.filter((each) => word[each.decision] && [undefined, state.variate].includes(each.evidence?.variate));
  return { symbol: 'none', silent: true, label: { formatter: ({ name }) => name, color: c.soft, fontSize: 10.5, position: 'insideEndTop' },
    data: shown.map((each) => ({ name: each.decision, xAxis: Date.parse(each.at), lineStyle: { color: word[each.decision], type: 'dashed' } })) };
}

function fanOf(state, c) {
  const { history, forecast, variate } = state;
  if (!history || !variate) return base(c);
  const said = forecast?.variates?.[variate];
  const at = forecast ? Date.parse(forecast.issuedAt) : 0;
  const step = forecast ? milliseconds(forecast.step) : 0;
  const first = history.at[0];
  return { ...base(c),
    tooltip: { ...base(c).tooltip, valueFormatter: (value) => number(value) },
    xAxis: timeAxis(c, { min: first ? Date.parse(first) : undefined }), yAxis: valueAxis(c),
    series: [
      ...(said ? bands(said, at, step, c) : []),
      { name: 'came', type: 'line', symbol: 'none', lineStyle: { width: 1.5, color: c.muted }, itemStyle: { color: c.muted }, data: points(history, variate),
        markLine: marks({ variate, decisions: state.decisions.filter((each) => each.at >= (first ?? '')) }, c) },
      ...(said ? [{ name: 'expected', type: 'line', symbol: 'none', lineStyle: { width: 2, color: c.accent }, itemStyle: { color: c.accent }, data: said.mean.map((value, lead) => [at + (lead + 1) * step, value]) }] : []),
    ] };
}

function pastOf(state, c) {
  const { history, past, variate, lead } = state;
  if (!history || !variate || !lead) return base(c);
  const from = Date.parse(history.at[0]);
  const said = past.map((each) => [each.servedBy, each.leads[lead]]).filter(([, each]) => each && Date.parse(each.at) >= from);
  const line = { type: 'line', stack: 'past', stackStrategy: 'all', symbol: 'none', lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false } };
  const who = [...new Set(said.map(([by]) => by))];
  return { ...base(c), tooltip: { ...base(c).tooltip, valueFormatter: (value) => number(value) }, xAxis: timeAxis(c), yAxis: valueAxis(c),
    legend: { top: 0, right: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 3, textStyle: { color: c.muted }, data: ['came', ...who] },
    grid: { ...base(c).grid, top: 30 },
    series: [
      { ...line, data: said.map(([, each]) => [each.at, each.low ?? each.mean]) },
      { ...line, areaStyle: { color: c.accent, opacity: 0.16 }, data: said.map(([, each]) => [each.at, (each.high ?? each.mean) - (each.low ?? each.mean)]) },
      { name: 'came', type: 'line', symbol: 'none', lineStyle: { width: 1.4, color: c.muted }, itemStyle: { color: c.muted }, data: points(history, variate) },
      ...who.map((by) => ({ name: by, type: 'line', symbol: 'none', connectNulls: false, lineStyle: { width: 1.8, color: by === 'seasonal-naive' ? c.warn : c.accent }, itemStyle: { color: by === 'seasonal-naive' ? c.warn : c.accent },
        data: said.map(([own, each]) => [each.at, own === by ? each.mean : null]) })),
    ] };
}

function scoresOf(state, c, measure) {
  const by = new Map();
  let target = null;
  for (const each of state.scores) {
    if (each.servedBy === 'seasonal-naive' && state.scores.some((other) => other.servedBy !== 'seasonal-naive')) continue;
    for (const score of each.leads) {
      const value = score[measure];
      if (value === undefined || value === null) continue;
      target = score.coverageTarget ?? target;
      by.set(score.lead, [...(by.get(score.lead) ?? []), [each.at, value]]);
    }
  }
  const leads = [...by.keys()].sort((a, b) => a - b);
  const relative = measure === 'relMae';
  return { ...base(c), grid: { ...base(c).grid, top: 28 }, xAxis: timeAxis(c),
    title: leads.length > 0 ? undefined : { text: 'Not scored yet: actuals have to arrive first', left: 'center', top: 'middle', textStyle: { color: c.soft, fontSize: 12, fontWeight: 400 } },
    yAxis: valueAxis(c, relative ? {} : { min: 0, max: 1, scale: false, axisLabel: { color: c.soft, formatter: (value) => `${Math.round(value * 100)} %` } }),
    tooltip: { ...base(c).tooltip, valueFormatter: (value) => (relative ? number(value) : percent(value)) },
    legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 3, textStyle: { color: c.muted } },
    series: leads.map((lead, i) => ({ name: `${lead} ahead`, type: 'line', symbol: 'none', lineStyle: { width: 1.6, color: colour(`lead${i}x`), opacity: 0.95 }, itemStyle: { color: colour(`lead${i}x`) }, data: by.get(lead),
      markLine: i > 0 ? { ...marks(state, c) } : { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: c.strong, type: 'dashed' }, data: [{ yAxis: relative ? 1 : target ?? 0.8 }, ...marks(state, c).data] } })) };
}
