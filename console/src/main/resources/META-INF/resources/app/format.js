// Numbers and times as people read them.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Three digits that count, and no more. */
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e12 || size < 1e-4) return value.toExponential(2);
  if (size >= 1e9) return `${(value / 1e9).toPrecision(3)} G`;
  if (size >= 1e6) return `${(value / 1e6).toPrecision(3)} M`;
  if (size >= 1e4) return whole.format(value);
  if (size >= 100) return value.toFixed(size >= 1000 ? 0 : 1);
  return String(Number(value.toPrecision(3)));
}

/** A rate a second; of rare things a rate a minute. */
export function rate(perSecond) {
  if (perSecond === undefined || perSecond === null) return ['–', ''];
  if (perSecond === 0) return ['0', '/s'];
  if (perSecond < 0.1) return [number(perSecond * 60), '/min'];
  return [perSecond >= 10 ? whole.format(perSecond) : perSecond.toFixed(1), '/s'];
}

export const count = (value) => whole.format(value ?? 0);
export const percent = (value) => (value === null || value === undefined ? '–' : `${Number((value * 100).toFixed(value > 0 && value < 0.1 ? 1 : 0))}\u00a0%`);

export function bytes(value) {
  if (!value) return '0 B';
  const unit = Math.min(3, Math.floor(Math.log2(value) / 10));
  return `${Number((value / 2 ** (10 * unit)).toPrecision(3))} ${['B', 'KiB', 'MiB', 'GiB'][unit]}`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** The time; with its day, where that is not today. */
export function time(instant) {
  const date = new Date(instant);
  if (Number.isNaN(date.valueOf())) return '–';
  return date.toDateString() === new Date().toDateString() ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
}

export function span(milliseconds) {
  const seconds = Math.max(0, milliseconds / 1000);
  if (seconds < 1) return '< 1 s';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

/** ISO-8601 such as PT1H30M, in milliseconds. */
export function milliseconds(iso) {
  const parts = /^-?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso ?? '');
  if (!parts) return NaN;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

export const duration = (iso) => { const value = milliseconds(iso); return Number.isNaN(value) ? iso ?? '–' : span(value); };

/** A word keeps its colour, and two words share one only when there are more words than colours. */
const HUES = ['#2f7fa8', '#b4642d', '#6b8e23', '#8a5aa8', '#b8475f', '#2c8c7c', '#9a7b1c', '#5a6fb8'];
const given = new Map();
export function colour(word) {
  const known = given.get(word);
  if (known !== undefined) return HUES[known];
  let sum = 7;
  for (const character of word ?? '') sum = (sum * 31 + character.codePointAt(0)) >>> 0;
  const taken = new Set(given.values());
  let hue = sum % HUES.length;
  while (taken.has(hue) && taken.size < HUES.length) hue = (hue + 1) % HUES.length;
  given.set(word, hue);
  return HUES[hue];
}
