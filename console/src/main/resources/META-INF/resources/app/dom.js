// Elements without markup in strings: what comes from topics can never become part of the page.

/** An element; attributes that are null are left out, functions become listeners, text stays text. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) set(element, key, value);
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function') element.addEventListener(key, value);
  else if (key.startsWith('--')) element.style.setProperty(key, value);
  else element.setAttribute(key, value === true ? '' : value);
}

export const one = (selector, root = document) => root.querySelector(selector);

/** Puts children in the place of what is there. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return parent;
}

/** Changes a text only if it is another, so that what is selected stays so. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function card(title, ...rest) {
  const { right, body, ...attributes } = rest[0]?.nodeType ? {} : rest[0] ?? {};
  const children = rest[0]?.nodeType ? rest : rest.slice(1);
  return h('section', { class: 'card', ...attributes, 'aria-label': title },
    h('header', {}, h('h2', {}, title), right ?? null), children);
}

/** What a place says that has nothing to show: what is missing, and why. */
export function empty(what, ...why) {
  return h('div', { class: 'empty' }, h('b', {}, what), h('span', {}, why));
}

/** One of a few; tells which. */
export function choice(label, options, chosen, told) {
  const group = h('div', { class: 'switch', role: 'group', 'aria-label': label });
  const show = (value) => {
    for (const button of group.children) button.setAttribute('aria-pressed', String(button.dataset.value === value));
  };
  for (const [value, text] of options) {
    group.append(h('button', { type: 'button', 'data-value': value, click: () => { show(value); told(value); } }, text));
  }
  show(chosen);
  return group;
}
