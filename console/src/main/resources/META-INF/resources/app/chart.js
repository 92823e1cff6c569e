// ECharts, brought only when a page has a chart, in the colours of the page.

let library = null;
const charts = new Map(); // by element

const loaded = () => (library ??= import('/_static/echarts/dist/echarts.esm.min.js'));

/** Begins to bring it: for a page that is going to have charts. */
export const ready = () => { loaded().catch(() => {}); };

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(name).trim();
  return {
    ink: get('--ink'), soft: get('--ink-3'), line: get('--line'), strong: get('--line-strong'), surface: get('--surface'),
    accent: get('--accent'), good: get('--good'), warn: get('--warn'), bad: get('--bad'), font: get('--sans'), muted: get('--ink-2'),
  };
}

/**
 * A chart in an element, drawn while it is in view: what lies further down costs nothing until somebody scrolls there.
 * @param make gives ECharts' options for the colours of now
 */
export async function chart(element, label, make) {
  const echarts = await loaded();
  let made = null;
  let inView = false;
  let stale = true;
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', label);
  const state = {
    /** The whole, anew. */
    draw() {
      stale = true;
      if (!inView) return;
      stale = false;
      made ??= echarts.init(element, null, { renderer: 'canvas' });
      made.setOption(make(colours(), echarts), { notMerge: true, lazyUpdate: true });
    },
    seen(now) {
      inView = now;
      if (stale) state.draw();
    },
    resize() { made?.resize(); },
  };
  charts.set(element, state);
  sizes.observe(element);
  views.observe(element);
  return state;
}

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => charts.get(target).resize()));
const views = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => charts.get(target).seen(isIntersecting)));
addEventListener('millrace-theme', () => charts.forEach((each) => each.draw()));

/** What all charts have in common. */
export function base(c) {
  return {
    animation: false,
    textStyle: { fontFamily: c.font, fontSize: 11.5, color: c.muted },
    grid: { left: 8, right: 14, top: 14, bottom: 6, containLabel: true },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: c.surface, borderColor: c.strong,
      borderWidth: 1, padding: [7, 10], textStyle: { color: c.ink, fontSize: 12 }, axisPointer: { lineStyle: { color: c.strong } },
    },
  };
}

export const timeAxis = (c, more = {}) => ({
  type: 'time', axisLine: { lineStyle: { color: c.strong } }, axisTick: { show: false },
  axisLabel: { color: c.soft, hideOverlap: true }, splitLine: { show: false }, ...more,
});

export const valueAxis = (c, more = {}) => ({
  type: 'value', scale: true, axisLine: { show: false }, axisLabel: { color: c.soft },
  splitLine: { lineStyle: { color: c.line } }, ...more,
});
