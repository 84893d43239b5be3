// Names, paths and arguments are whatever a host's processes chose. They become text nodes and nothing else, and what
// would hide, reverse or break a line is shown as a marked escape.
import { html, nothing } from './vendor.js';

const HIDDEN = new RegExp(
    '[\\p{C}\\p{Zl}\\p{Zp}\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000' +
    '\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0]' +
    '|\\\\x[0-9a-f]{2}', 'gu');
const LONGEST = 4096;
const NAMED = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\x1b': '\\x1b' };

function escape(hidden) {
  if (hidden.startsWith('\\x')) return hidden;
  if (NAMED[hidden]) return NAMED[hidden];
  const code = hidden.codePointAt(0);
  const digits = code.toString(16);
  if (code < 0x100) return '\\x' + digits.padStart(2, '0');
  return code < 0x10000 ? '\\u' + digits.padStart(4, '0') : '\\U' + digits.padStart(8, '0');
}

// For attributes and copied words, where nothing can be marked.
export function plain(value) {
  return String(value ?? '').replace(HIDDEN, escape);
}

function pieces(value) {
  const found = [];
  let last = 0;
  for (const match of value.matchAll(HIDDEN)) {
    if (match.index > last) found.push(value.slice(last, match.index));
    found.push(html`<span class="escape">${escape(match[0])}</span>`);
    last = match.index + match[0].length;
  }
  if (last < value.length) found.push(value.slice(last));
  return found;
}

const opened = new Set();

// Text from a host, isolated from what stands around it.
export function text(value, redraw) {
  const whole = String(value ?? '');
  if (whole.length <= LONGEST || opened.has(whole)) return html`<bdi>${pieces(whole)}</bdi>`;
  const open = () => { opened.add(whole); redraw?.(); };
  return html`<bdi>${pieces(whole.slice(0, LONGEST))}</bdi>${redraw
    ? html` <button type="button" class="quiet" @click=${open}>show all ${whole.length}</button>`
    : html` <span class="muted">… ${whole.length} characters</span>`}`;
}

export function code(value, redraw) {
  return value === undefined || value === null || value === '' ? nothing : html`<code>${text(value, redraw)}</code>`;
}

// The last part of a path, the whole of it beside for whoever points at it.
export function path(value) {
  const whole = String(value ?? '');
  const cut = whole.lastIndexOf('/');
  if (cut <= 0 || whole.length < 36) return html`<code title=${plain(whole)}>${text(whole)}</code>`;
  return html`<code title=${plain(whole)}><span class="muted">${text(whole.slice(0, 10))}…/</span>${text(whole.slice(cut + 1))}</code>`;
}
