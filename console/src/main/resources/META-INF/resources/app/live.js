// What comes while it happens, and what is said when it does not.

const status = () => document.querySelector('[data-connection]');
const places = () => document.querySelector('[data-notices]');

/** Says something above the page under a key, or takes it back with null. */
export function notice(key, kind, title, detail) {
  const known = places().querySelector(`[data-key="${key}"]`);
  if (kind === null) { known?.remove(); return; }
  const text = `${title} ${detail ?? ''}`;
  if (known?.dataset.text === text) return;
  const fresh = document.createElement('p');
  fresh.className = `notice ${kind}`;
  fresh.dataset.key = key;
  fresh.dataset.text = text;
  const strong = document.createElement('b');
  strong.textContent = title;
  const span = document.createElement('span');
  span.append(strong, ` ${detail ?? ''}`);
  fresh.append(span);
  if (known) known.replaceWith(fresh); else places().append(fresh);
}

/**
 * Follows server-sent events; comes back by itself, however the connection was lost. A page has one of these: browsers
 * keep six connections to a host for all their windows, and a page that is out of view gives its one back.
 * @param handlers by name of event, each given what the JSON says
 */
export function follow(path, handlers) {
  let source = null;
  let pause = 500;
  let timer = 0;
  let over = true;
  const show = (text) => { status().textContent = text; };
  const open = () => {
    source = new EventSource(path);
    source.onopen = () => { pause = 500; notice('console', null); show('live'); };
    source.onerror = () => {
      show('connection lost, trying again');
      notice('console', 'bad', 'The console itself does not answer.', 'What is shown is the last that was known; it goes on by itself when the console is back.');
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(timer);
        timer = setTimeout(open, pause);
        pause = Math.min(8000, pause * 2);
      }
    };
    for (const [name, handler] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => handler(JSON.parse(event.data)));
    }
  };
  const close = () => { over = true; clearTimeout(timer); source?.close(); };
  const go = () => {
    if (document.hidden) close();
    else if (over) { over = false; open(); }
  };
  show('connecting');
  go();
  document.addEventListener('visibilitychange', go);
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => { if (event.persisted) go(); });
}

/** What a service says; a service that says nothing has its notice, and loses it when it is back. */
export async function ask(path) {
  const service = /^\/api\/(ingest|inference|forecast)\//.exec(path)?.[1];
  let response;
  try {
    response = await fetch(path, { headers: { Accept: 'application/json' } });
  } catch {
    throw new Error('The console itself does not answer.');
  }
  const body = await response.json().catch(() => null);
  if (response.ok) {
    if (service) notice(`ask-${service}`, null);
    return body;
  }
  const detail = body?.detail ?? body?.reason ?? `answered ${response.status}`;
  if (service && (response.status === 502 || response.status === 503)) {
    const gone = response.status === 502;
    notice(`ask-${service}`, gone ? 'bad' : 'warn', `${service}-service ${gone ? 'is gone.' : 'is not ready.'}`,
      `${detail}. This part of the page comes back by itself.`);
  }
  throw Object.assign(new Error(detail), { status: response.status });
}

/**
 * Does something again and again, while the page is in view; the next time after the last has ended.
 * @param first milliseconds until it is done first
 */
export function repeat(every, task, first = 0) {
  let timer = 0;
  let over = false;
  const round = async () => {
    if (!document.hidden) await Promise.resolve(task()).catch(() => {});
    if (!over) timer = setTimeout(round, every);
  };
  if (first > 0) timer = setTimeout(round, first); else round();
  return () => { over = true; clearTimeout(timer); };
}

/**
 * Of a feed that sends all it keeps when a connection was lost, what was not had yet.
 * @returns given what was told: that, and whether all before it is of a console that ran before, or too long ago
 */
export function newer() {
  let last = 0;
  return (told) => {
    const fresh = told.filter(({ number }) => number > last);
    const anew = last > 0 && fresh.length > 0 && fresh[0].number > last + 1;
    last = fresh.at(-1)?.number ?? last;
    return { fresh, anew };
  };
}
