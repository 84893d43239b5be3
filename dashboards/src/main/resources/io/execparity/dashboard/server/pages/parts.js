// What pages are made of.
import { html, nothing, svg } from './vendor.js';
import { askAgain, cancel, DIM_MILLISECONDS, PATIENCE_MILLISECONDS } from './api.js';
import { changed, filters, including, link, question, without } from './address.js';
import { ask } from './api.js';
import { path as shownPath, plain, text } from './text.js';
import { duration, number, stamp, time } from './time.js';

const SHAPES = {
  critical: svg`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor"/>`,
  high: svg`<path d="M8 1.5 15 14.5H1z" fill="currentColor"/>`,
  medium: svg`<path d="M8 1 15 8 8 15 1 8z" fill="currentColor"/>`,
  low: svg`<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="3"/>`,
  info: svg`<circle cx="8" cy="8" r="3" fill="currentColor"/>`,
};

export function severity(word) {
  return html`<span class="severity ${word}"><svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[word] ?? nothing}</svg>${word}</span>`;
}

export function severityOf(numberOfIt) {
  return numberOfIt >= 99 ? 'critical' : numberOfIt >= 73 ? 'high' : numberOfIt >= 47 ? 'medium' : numberOfIt >= 21 ? 'low' : 'info';
}

const CONFIDENCES = {
  proven: 'The records leave no other reading.',
  likely: 'Something that is not on record had to be inferred.',
  possible: 'The records allow this reading among others.',
};

export function confidence(word) {
  return html`<span class="confidence ${word}" title=${CONFIDENCES[word] ?? ''}>${word}</span>`;
}

const OUTCOMES = {
  ran: svg`<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="8" cy="8" r="2" fill="currentColor"/>`,
  allowed: svg`<path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" stroke-width="2"/>`,
  denied: svg`<path d="M3 3l10 10M13 3 3 13" stroke="currentColor" stroke-width="2.5"/>`,
  refused: svg`<path d="M3 13 13 3" stroke="currentColor" stroke-width="2.5"/>`,
  unknown: svg`<path d="M5 6a3 3 0 1 1 4 3c-1 .4-1 1-1 1.500M8 13v.5" fill="none" stroke="currentColor" stroke-width="2"/>`,
};

export function outcome(word) {
  return html`<span class="outcome"><svg viewBox="0 0 16 16" aria-hidden="true">${OUTCOMES[word] ?? OUTCOMES.unknown}</svg>${word}</span>`;
}

export function when(milliseconds, of) {
  return html`<time datetime=${new Date(milliseconds).toISOString()} class="mono">${stamp(milliseconds, of)}</time>`;
}

// When it was, by the clock that is asked for of the host on which it was.
export function whenOf(row) {
  return when(time(row), row.host.name);
}

const CLOCK_MILLISECONDS = 1000;

// Where the serials of a host go back while time goes on, by more than two events at once can: ids of what comes then.
// One of several has a time, a host and a stamp of its record of that very time.
export function jumps(acts) {
  const found = new Set();
  const highest = new Map();
  for (const act of [...acts].sort((a, b) => a.time - b.time)) {
    const serial = serialOf(act);
    const before = highest.get(act.host);
    if (serial === undefined || before && before.time === act.time && serial <= before.serial) continue;
    if (before && serial < before.serial && act.time - before.time <= CLOCK_MILLISECONDS) continue;
    if (before && serial < before.serial) found.add(act.id);
    highest.set(act.host, { serial, time: act.time });
  }
  return found;
}

function serialOf(act) {
  for (const stamped of act.stamps ?? []) {
    const [, seconds, milliseconds, serial] = /^audit\((\d+)\.(\d+):(\d+)\)$/.exec(stamped) ?? [];
    if (serial !== undefined && Number(seconds) * 1000 + Number(milliseconds) === act.time) return Number(serial);
  }
  return undefined;
}

export function jumpsOf(rows) {
  return jumps(rows.map(row => ({ id: row.board.id, host: row.host.name, time: time(row), stamps: row.execparity.evidence })));
}

export const JUMP = 'Serials go back here while time goes on: the clock was set, or the host started anew. Within a boot the order is by serial.';

export function ago(milliseconds) {
  return html`<span title=${stamp(milliseconds)}>${duration(Date.now() - milliseconds)} ago</span>`;
}

export function count(value, href, words) {
  return href ? html`<a href=${href}>${number(value)}${words ? ` ${words}` : ''}</a>` : html`${number(value)}${words ? ` ${words}` : ''}`;
}

export function host(name) {
  return html`<a href=${link(`/hosts/${encodeURIComponent(name)}`)}>${text(name)}</a>`;
}

export function rule(name) {
  return html`<a href=${link('/findings', { rule: name, status: 'any', attention: 'any' })}>${name}</a>`;
}

// The file of a result, leading to its page; its name is shown and is in no address.
export function file(row) {
  const name = row.file?.path ?? (row.file?.inode ? `inode ${row.file.inode} on ${row.file.device}` : '');
  if (!name) return html`<span class="muted">no file</span>`;
  return row.board?.file ? html`<a href=${link(`/files/${row.board.file}`)}>${shownPath(name)}</a>` : shownPath(name);
}

export function copy(value, what) {
  const put = event => navigator.clipboard.writeText(value).then(() => { event.target.textContent = 'copied'; });
  return html`<button type="button" class="quiet" @click=${put} aria-label=${`copy ${what}`}>copy</button>`;
}

export function digest(value) {
  return value ? html`<code title=${value}>${value.slice(0, 12)}…</code>${copy(value, 'digest')}` : html`<span class="muted">not on record</span>`;
}

export function digestOf(row) {
  return Object.values(row.file?.hash ?? {})[0];
}

// A part of a page that waits for one answer, and fails alone.
export function panel(title, answer, draw, options = {}) {
  const dim = answer.pending && answer.data !== undefined && Date.now() - answer.since > DIM_MILLISECONDS;
  return html`<section class="panel ${options.class ?? ''}" aria-busy=${answer.pending ? 'true' : 'false'} aria-label=${title}>
    ${title && !options.bare ? html`<header><h2>${title}</h2>${options.beside ?? nothing}</header>` : nothing}
    <div class=${dim ? 'stale' : ''}>${body(answer, draw)}</div></section>`;
}

// A way not to wait any longer, where it takes long.
function giveUp(answer) {
  return answer.pending && Date.now() - answer.since > PATIENCE_MILLISECONDS
    ? html`<button type="button" @click=${() => cancel(answer)}>Cancel</button>` : nothing;
}

export function body(answer, draw) {
  if (answer.error) {
    return html`<div class="banner warn" role="alert">${answer.error.message}${answer.error.request
      ? html` <span class="muted small">request ${answer.error.request}</span>` : nothing}
      <button type="button" @click=${() => askAgain(answer)}>Retry</button></div>
      ${answer.data === undefined ? nothing : html`<p class="muted">What follows is from ${ago(answer.at)}.</p>${draw(answer.data)}`}`;
  }
  if (answer.data === undefined) return html`<p class="empty">Loading… ${giveUp(answer)}</p>`;
  const late = giveUp(answer);
  return late === nothing ? draw(answer.data) : html`<p class="muted">The answer is late; what follows is from ${ago(answer.at)}. ${late}</p>${draw(answer.data)}`;
}

const WORDS = { attention: { yes: 'needs a person', no: 'needs nobody' } };
const OPAQUE = new Set(['file', 'program', 'process']);

function filterWord(key, value) {
  if (OPAQUE.has(key)) return `this ${key}`;
  return WORDS[key]?.[value] ?? value;
}

// What is filtered, each with a way to take it away.
export function chips(usual = {}) {
  const found = filters(usual);
  if (!found.length) return nothing;
  return html`<div class="bar" role="group" aria-label="Filters">${found.map(one => html`<a class="chip" href=${without(one.key, one.value, usual)}
      aria-label=${`remove filter ${one.key} ${plain(one.value)}`}><span class="muted">${one.key}</span> ${text(filterWord(one.key, one.value))} <span aria-hidden="true">✕</span></a>`)}
    <a href=${changed(Object.fromEntries(found.map(one => [one.key, one.key in usual ? 'any' : ''])))}>show all</a></div>`;
}

// One list of a field's values with their counts.
export function facet(results, field, usual) {
  const rest = Object.fromEntries([[field, '']]);
  const answer = ask(`/api/v1/${results}/groups${question({ ...usual, [field]: undefined }, { ...rest, by: field, limit: '12' })}`);
  const chosen = new Set(filters(usual).filter(one => one.key === field).map(one => one.value));
  const groups = (answer.data?.groups ?? []).filter(group => group.values[0] !== '');
  if (field === 'severity') groups.sort((a, b) => b.severity - a.severity);
  if (!groups.length) return nothing;
  return html`<section aria-label=${`by ${field}`}><h2 class="small muted">${field}</h2><ul>${groups.map(group => {
    const value = group.values[0];
    const active = chosen.has(value);
    return html`<li><a href=${active ? without(field, value, usual) : including(field, value, usual)} aria-current=${active ? 'true' : nothing}>
      <span>${field === 'severity' ? severity(value) : text(filterWord(field, value))}</span><span class="count">${number(group.count)}</span></a></li>`;
  })}</ul></section>`;
}

export function pager(page, shown) {
  return html`<div class="bar">${page.next ? html`<a class="chip" href=${changed({ after: page.next })}>Next page</a>` : nothing}
    <span class="muted">${number(shown)} of ${number(page.total)}</span></div>`;
}

export function arguments_(row) {
  const given = row.process?.args;
  return given?.length ? html`<code>${text(given.join(' '))}</code>` : html`<span class="muted">not on record</span>`;
}

export { time };
