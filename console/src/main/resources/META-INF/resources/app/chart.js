// ECharts, brought only when a page has a chart, in the colours of the page.

let library = null;
const charts = new Set();

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
 * A chart in an element.
 * @param make gives ECharts' options for the colours of now
 */
export async function chart(element, label, make) {
  const echarts = await loaded();
  const made = echarts.init(element, null, { renderer: 'canvas' });
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', label);
  const state = {
    element, made,
    /** The whole, anew. */
    draw() { made.setOption(make(colours(), echarts), { notMerge: true, lazyUpdate: true }); },
    end() { charts.delete(state); sizes.unobserve(element); made.dispose(); },
  };
  charts.add(state);
  sizes.observe(element);
  state.draw();
  return state;
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) for (const each of charts) if (each.element === target) each.made.resize();
});
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
