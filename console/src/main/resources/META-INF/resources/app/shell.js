// What every page has: the services' states, the theme, the operator's key.
import { h, one, fill } from './dom.js';
import { follow, notice } from './live.js';

const KEY = 'millrace-operator-key';
const watchers = new Set();
let last = null;

/** Follows what a page shows, and with it the whole. */
export const live = (path = '/api/live/overview', handlers = {}) => follow(path, { overview: told, ...handlers });

/** Is told of the whole, every two seconds. */
export function overview(watcher) {
  watchers.add(watcher);
  if (last) watcher(last);
}

function told(whole) {
  last = whole;
  services(whole);
  watchers.forEach((watcher) => watcher(whole));
}

function services(whole) {
  const broker = { title: 'Kafka', state: whole.broker ? 'gone' : 'up', note: whole.broker, name: 'broker' };
  const all = [...whole.services, broker];
  fill(one('[data-services]'), all.map((each) =>
    h('span', { title: each.note || `${each.title} is up` },
      h('i', { class: `dot ${each.state}`, role: 'img', 'aria-label': `${each.title} is ${each.state}` }), h('b', { class: 'muted' }, each.title))));
  for (const each of all) {
    if (each.state === 'up') notice(`state-${each.name}`, null);
    else if (each.state === 'gone') {
      notice(`state-${each.name}`, 'bad', `${each.title} is gone.`, `${each.note || 'It does not answer'}. What depends on it stands still, and goes on by itself when it is back.`);
    } else notice(`state-${each.name}`, 'warn', `${each.title} is starting.`, each.note);
  }
}

/** Shows a number beside a page's name. */
export function counted(page, number, calm = false) {
  const badge = one(`[data-count="${page}"]`);
  badge.hidden = !number;
  badge.classList.toggle('calm', calm);
  badge.textContent = number > 99 ? '99+' : String(number);
}

function theme() {
  const dark = () => document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const tell = () => dispatchEvent(new Event('millrace-theme'));
  one('[data-theme-switch]').addEventListener('click', () => {
    const next = dark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    try { localStorage.setItem('millrace-theme', next); } catch { /* then for this page only */ }
    tell();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell);
}

const held = () => sessionStorage.getItem(KEY);

async function keys() {
  const button = one('[data-key]');
  const { possible } = await fetch('/api/acting').then((response) => response.json()).catch(() => ({ possible: false }));
  const show = () => {
    button.hidden = false;
    button.classList.toggle('held', Boolean(held()));
    one('span', button).textContent = held() ? 'Operator' : 'Read-only';
  };
  button.addEventListener('click', () => (held() ? (sessionStorage.removeItem(KEY), show()) : possible ? unlock() : notice(
    'read-only', 'warn', 'This console is read-only.', 'Nobody has an operator\'s key: millrace.console.operator-key-file is not set.')));
  addEventListener('millrace-key', show);
  show();
}

/** Asks for the key, if it is not held yet; true if it is held then. */
export async function unlock() {
  if (held()) return true;
  return new Promise((done) => {
    const field = h('input', { type: 'password', id: 'operator-key', autocomplete: 'off', required: true, 'aria-describedby': 'key-wrong' });
    const wrong = h('p', { class: 'wrong', id: 'key-wrong', role: 'alert' });
    const dialog = h('dialog', { 'aria-labelledby': 'key-title' }, h('form', { method: 'dialog', submit: async (event) => {
      event.preventDefault();
      const key = field.value.trim();
      const answer = await post('check', {}, key).catch((failure) => failure);
      if (answer instanceof Error) { wrong.textContent = `${answer.message}.`; return; }
      sessionStorage.setItem(KEY, key);
      dispatchEvent(new Event('millrace-key'));
      dialog.close('held');
    } },
    h('h2', { id: 'key-title' }, 'Operator\'s key'),
    h('p', { class: 'muted' }, 'Releasing and replaying need it. It stays in this tab. ./millrace up keeps it in .millrace/operator.key.'),
    h('label', { for: 'operator-key', class: 'unseen' }, 'Operator\'s key'), field, wrong,
    h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'do', click: () => dialog.close() }, 'Cancel'), h('button', { class: 'do main' }, 'Unlock'))));
    dialog.addEventListener('close', () => { dialog.remove(); done(dialog.returnValue === 'held'); });
    document.body.append(dialog);
    dialog.showModal();
    field.focus();
  });
}

async function post(what, body, key) {
  const response = await fetch(`/api/acting/${what}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` }, body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.detail ?? answer?.reason ?? `answered ${response.status}`);
  return answer;
}

/** Asks whether it is meant, then for the key, and does it. What went wrong stays to be read. */
export function confirmed(title, detail, button, what, body) {
  return new Promise((done) => {
    const wrong = h('p', { class: 'wrong', role: 'alert' });
    const act = h('button', { class: 'do main' }, button);
    const dialog = h('dialog', { 'aria-labelledby': 'confirm-title' }, h('form', { method: 'dialog', submit: async (event) => {
      event.preventDefault();
      if (!(await unlock())) return;
      act.disabled = true;
      try {
        done(await post(what, body, held()) ?? {});
        dialog.close('did');
      } catch (failure) {
        wrong.textContent = `${failure.message}.`;
        act.disabled = false;
      }
    } },
    h('h2', { id: 'confirm-title' }, title), h('p', { class: 'muted' }, detail), wrong,
    h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'do', click: () => dialog.close() }, 'Cancel'), act)));
    dialog.addEventListener('close', () => { dialog.remove(); if (dialog.returnValue !== 'did') done(null); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

theme();
keys();
one('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); // on a phone they may not fit
