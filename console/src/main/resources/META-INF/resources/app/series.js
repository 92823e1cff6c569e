// All series: only those in view are drawn and asked for.
import { h, one, fill, card, empty, say } from './dom.js';
import { number, time, count } from './format.js';
import { ask, repeat } from './live.js';
import { spark } from './spark.js';
import { live } from './shell.js';
import { detail } from './seriesdetail.js';

const name = /^\/series\/(.+)$/.exec(location.pathname)?.[1];
if (name) detail(decodeURIComponent(name)); else list();

function list() {
  const PAGE = 100; // series asked for at once
  const ROW = 44; // pixels
  const RECENT = 48; // values of a small line
  const content = one('[data-content]');
  const room = h('div', { class: 'room', role: 'list' });
  const view = h('div', { class: 'list', tabindex: '0', role: 'region', 'aria-label': 'Series' }, room);
  const found = h('span', { class: 'muted small', role: 'status' });
  const search = h('input', { type: 'search', placeholder: 'Find a series', 'aria-label': 'Find a series by a part of its name', input: () => { clearTimeout(wait); wait = setTimeout(anew, 180); } });
  const nothing = h('div', {});
  const rows = new Map(); // by index
  const pages = new Map(); // by number
  let wait = 0;
  let total = 0;
  let asking = 0;

  one('[data-bar]').append(found, search);
  fill(content, h('section', { class: 'card', 'aria-label': 'All series' },
    h('div', { class: 'listhead', 'aria-hidden': 'true' }, ...['Name', 'Lately', 'Last', 'Variates', 'Last reading'].map((text) => h('span', {}, text))), view, nothing));

  const query = () => encodeURIComponent(search.value.trim());

  async function page(number) {
    const mine = asking;
    const known = await ask(`/api/forecast/series?q=${query()}&offset=${number * PAGE}&limit=${PAGE}&recent=${RECENT}`);
    if (mine !== asking) return;
    pages.set(number, known.series);
    total = known.total;
    say(found, `${count(total)} series${known.partitions.length < known.partitionsOf ? `, of ${known.partitions.length} of ${known.partitionsOf} partitions` : ''}`);
    fill(nothing, total > 0 ? [] : search.value ? empty('No series has that in its name', 'Names are searched as they are written.')
      : empty('No series yet', 'Readings come in at ', h('code', {}, 'POST /events/series'), '; ./millrace up brings those of this machine.'));
    view.hidden = total === 0;
    room.style.height = `${total * ROW}px`;
    view.style.setProperty('--all', `${total * ROW}px`);
    for (const index of rows.keys()) if (Math.floor(index / PAGE) === number) show(index);
    draw();
  }

  function anew() {
    asking += 1;
    pages.clear();
    rows.forEach((row) => row.remove());
    rows.clear();
    view.scrollTop = 0;
    page(0).catch((failure) => { view.hidden = true; fill(nothing, empty('Series are not known', failure.message)); });
  }

  function show(index) {
    const series = pages.get(Math.floor(index / PAGE))?.[index % PAGE];
    if (!series) return;
    const [variate, values] = Object.entries(series.recent ?? {})[0] ?? [];
    const known = rows.get(index);
    if (known?.dataset.series === series.series) {
      known.line?.update(values ?? []);
      say(known.children[2], number((values ?? []).at(-1)));
      say(known.children[4], time(series.latest));
      return;
    }
    known?.remove();
    const line = values ? spark(values, { label: `${variate} lately` }) : null;
    const row = h('a', { class: 'row', role: 'listitem', href: `/series/${encodeURIComponent(series.series)}`, 'data-series': series.series },
      h('span', { class: 'name' }, series.series, series.recorded ? h('span', { class: 'tag' }, 'recorded') : null),
      line ?? h('span', { class: 'muted small' }, 'its step is not known yet'), h('span', { title: variate }, number((values ?? []).at(-1))),
      h('span', { class: 'muted small', title: series.variates.join(', ') }, series.variates.join(', ')), h('span', { class: 'muted small' }, time(series.latest)));
    row.line = line;
    row.style.top = `${index * ROW}px`;
    rows.set(index, row);
    room.append(row);
  }

  function draw() {
    const first = Math.max(0, Math.floor(view.scrollTop / ROW) - 6);
    const last = Math.min(total - 1, Math.ceil((view.scrollTop + view.clientHeight) / ROW) + 6);
    for (const [index, row] of rows) if (index < first || index > last) { row.remove(); rows.delete(index); }
    for (let number = Math.floor(first / PAGE); number <= Math.floor(Math.max(0, last) / PAGE); number += 1) {
      if (!pages.has(number)) { pages.set(number, []); page(number).catch(() => pages.delete(number)); }
    }
    for (let index = first; index <= last; index += 1) if (!rows.has(index)) show(index);
  }

  let pending = false;
  view.addEventListener('scroll', () => {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => { pending = false; draw(); });
  }, { passive: true });
  new ResizeObserver(draw).observe(view);
  live();
  anew();
  repeat(3000, async () => {
    const shown = new Set([...rows.keys()].map((index) => Math.floor(index / PAGE)));
    if (shown.size === 0) return anew();
    await Promise.all([...shown].map(page));
  });
}
