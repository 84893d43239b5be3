import { html, nothing, repeat } from '../vendor.js';
import { ask } from '../api.js';
import { changed, filters, frozen, link, params, question, within } from '../address.js';
import { body, chips, confidence, facet, file, host, pager, severity, severityOf, time, when, whenOf } from '../parts.js';
import { text } from '../text.js';
import { duration, exportZone, number, stamp } from '../time.js';
import { unseen } from '../quiet.js';
import { mayChange, me } from '../session.js';
import { keyOf, keysButtons, keysDialog, showKeys } from '../keys.js';
import { act, closeMenu, openSuppress, suppressButton, suppressDialog, toastBar, undo } from '../triage.js';

// What makes an analysis exit with 3, and nobody has dealt with.
export const USUAL = { attention: 'yes', status: 'open' };
const FACETS = ['severity', 'class', 'rule', 'host', 'confidence', 'status', 'mode', 'vector', 'origin'];
const SORTS = [['severity', 'most severe'], ['newest', 'newest'], ['oldest', 'oldest']];

// As many as a page shows at once.
const MOST_GROUPS = 100;
// What was chosen; it survives what is done to it.
const chosen = new Set();
let all = false;
let owner = '';
// The one that somebody is about to suppress.
let suppressing;

// The filter of this page as it is now, so that what arrives meanwhile is not among what is meant.
function frozenFilter() {
  const query = new URLSearchParams(frozen(Date.now()).split('?')[1]);
  const meant = new URLSearchParams(question(USUAL).slice(1));
  meant.delete('range');
  for (const key of ['from', 'to']) if (query.has(key)) meant.set(key, query.get(key));
  return meant.toString();
}

function mark(page, status, words, redraw, more = {}) {
  const which = all ? { filter: frozenFilter(), expected: page.total } : { ids: [...chosen] };
  return act('mark', { ...which, status, owner, ...more }, words, redraw);
}

// The selected finding, where there is just one.
function only(page) {
  return !all && chosen.size === 1 ? page.rows.find(row => chosen.has(row.board.id)) : undefined;
}

function suppress(row, redraw) {
  suppressing = row;
  openSuppress(row, redraw);
}

function pressed(event, page, redraw) {
  const key = keyOf(event);
  const links = [...event.currentTarget.querySelectorAll('td.sentence > a')];
  const row = event.target.closest('tr');
  const at = links.findIndex(one => row?.contains(one));
  const id = links[at]?.id.slice(2);
  const step = { j: 1, k: -1 }[key];
  if (step) links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
  else if (key === '/') document.getElementById('search').focus();
  else if (key === '?') showKeys();
  else if (!mayChange()) return;
  else if (key === 'x' && id) toggle(id, redraw);
  else if (key === 'a' && (chosen.size || all || id)) {
    if (!chosen.size && !all) chosen.add(id);
    mark(page, 'acknowledged', 'Acknowledged', redraw);
  } else if (key === 's') suppress(page.rows.find(one => one.board.id === id) ?? only(page), redraw);
  else if (key === 'o') document.getElementById('owner').focus();
  else if (key === 'u') undo(redraw);
  else return;
  event.preventDefault();
}

function toggle(id, redraw) {
  all = false;
  if (!chosen.delete(id)) chosen.add(id);
  redraw();
}

// Whoever owns a finding, and whoever asks.
function owners() {
  const known = ask('/api/v1/findings/groups?by=owner&limit=100').data?.groups.map(group => group.values[0]) ?? [];
  return [...new Set([me(), ...known])].filter(Boolean);
}

function selection(page, redraw) {
  const none = !all && !chosen.size;
  const pick = () => { all = true; redraw(); };
  const drop = () => { all = false; chosen.clear(); redraw(); };
  return html`<div class="bar triage" role="group" aria-label="Triage">${mayChange() ? html`<strong>${all ? `all ${number(page.total)} that match` : `${number(chosen.size)} selected`}</strong>
    <button type="button" id="acknowledge" ?disabled=${none} @click=${() => mark(page, 'acknowledged', 'Acknowledged', redraw)}>Acknowledge</button>
    ${closeMenu(as => mark(page, 'closed', 'Closed', redraw, { resolution: as }), none)}
    ${suppressButton(only(page), redraw, () => suppress(only(page), redraw))}
    <button type="button" id="reopen" ?disabled=${none} @click=${() => mark(page, 'open', 'Open again', redraw)}>Open again</button>
    <label>owner <input id="owner" size="10" maxlength="64" list="owners" .value=${owner} @input=${event => { owner = event.target.value; }}></label><datalist id="owners">${owners().map(one => html`<option value=${one}></option>`)}</datalist>
    <button type="button" class="quiet" id="all" @click=${pick}>all ${number(page.total)} that match</button>
    <button type="button" class="quiet" ?disabled=${none} @click=${drop}>none</button>` : nothing}
    <span class="end">${keysButtons(redraw)}</span></div>`;
}

function rows(page, redraw) {
  if (!page.rows.length) return empty();
  const hidden = page.next ? 0 : held();
  return html`${selection(page, redraw)}<div class="scroll" id="list" tabindex="0" role="region" aria-label="Findings" @keydown=${event => pressed(event, page, redraw)}><table>
    <thead><tr>${mayChange() ? html`<th><span class="hidden">Selected</span></th>` : nothing}<th>Severity</th><th>What</th><th>Host</th><th>File</th><th>When</th><th class="number">Acts</th></tr></thead>
    <tbody>${repeat(page.rows, row => row.board.id, row => html`<tr class=${all || chosen.has(row.board.id) ? 'selected' : ''}>
      ${mayChange() ? html`<td><input type="checkbox" aria-label=${`select ${row.rule.name} of ${stamp(time(row), row.host.name)}`} .checked=${all || chosen.has(row.board.id)} @change=${() => toggle(row.board.id, redraw)}></td>` : nothing}<td>${severity(row.execparity.severity)}<br>${confidence(row.execparity.confidence)}</td>
      <td class="sentence"><a id="f-${row.board.id}" href=${within(`/findings/${row.board.id}`)}>${row.rule.name}</a>${row.board.status === 'open' ? nothing : html` <span class="tag">${row.board.status}</span>`}${row.board.owner ? html` <span class="tag">${text(row.board.owner)}</span>` : nothing}
        <div>${text(row.execparity.explanation)}</div></td>
      <td class="host">${host(row.host.name)}</td><td class="file">${file(row)}</td>
      <td class="nowrap">${whenOf(row)}${row.execparity.last_seen ? html`<div class="muted small">for ${duration(Date.parse(row.execparity.last_seen) - time(row))}</div>` : nothing}</td>
      <td class="number">${number(row.execparity.count ?? 1)}</td></tr>`)}${hidden ? html`<tr class="held"><td colspan=${mayChange() ? 7 : 6}>${heldLink(hidden, 'while hidden')} <span class="muted">by suppressions, ended ones included</span></td></tr>` : nothing}</tbody></table></div>${pager(page, page.rows.length)}
    ${mayChange() ? suppressDialog(suppressing ?? page.rows[0], redraw) : nothing}${keysDialog(true)}`;
}

// As many as what is shown leaves out because a suppression hid them, of these rows or of none.
function held() {
  const filter = { ...USUAL, status: 'suppressed' };
  const open = filters(USUAL).some(one => one.key === 'status' && one.value === 'open');
  return open ? ask(`/api/v1/findings${question(filter, { status: 'suppressed', limit: '1' })}`).data?.total ?? 0 : 0;
}

function heldLink(found, words) {
  return html`<a href=${changed({ status: 'suppressed', group: '' })}>${number(found)} ${words}</a>`;
}

// Why there is nothing: all of it is suppressed, nothing like it is there, or it is quiet, as far as anybody can see.
function empty() {
  const found = held();
  if (found) return html`<p class="empty">All that match are suppressed: ${heldLink(found, 'while hidden')}.</p>`;
  if (filters(USUAL).every(one => one.usual)) return html`<p class="empty">Quiet: nothing is open that needs a person. ${unseen()}</p><p class="empty"><a href=${link('/findings', { attention: 'any', status: 'any', host: '' })}>Show all findings</a>, those that need nobody included.</p>`;
  return html`<p class="empty">No finding matches. Take a filter away above, or <a href=${link('/findings', { attention: 'any', status: 'any', host: '' })}>show all findings</a>, those that need nobody and those suppressed included.</p>`;
}

function groups(answer) {
  if (!answer.groups.length) return empty();
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Groups of findings"><table>
    <thead><tr><th>Severity</th><th>Rule and what it says of the oldest</th><th>Host</th><th>File</th><th>First</th><th class="number">Findings</th></tr></thead>
    <tbody>${answer.groups.map(group => html`<tr><td>${severity(severityOf(group.severity))}</td>
      <td class="sentence"><a href=${group.count === 1 ? within(`/findings/${group.sample.board.id}`) : changed({ group: '', rule: group.values[0], host: group.values[1], file: group.values[2] })}>${group.values[0]}</a><div>${text(group.sample.execparity.explanation)}</div></td>
      <td class="host">${host(group.values[1])}</td><td class="file">${file(group.sample)}</td><td class="nowrap">${when(group.first, group.values[1])}</td>
      <td class="number"><a href=${changed({ group: '', rule: group.values[0], host: group.values[1], file: group.values[2] })}>${number(group.count)}</a></td></tr>`)}</tbody></table></div>
    ${answer.groups.length < MOST_GROUPS ? nothing : html`<p class="muted">These are the ${number(MOST_GROUPS)} largest; narrow them down to see others.</p>`}`;
}

export default {
  title: 'Findings',
  draw(_, redraw) {
    const now = params();
    const grouped = now.get('group') === 'same';
    const shared = { sort: now.get('sort'), after: now.get('after') };
    const page = ask(`/api/v1/findings${question(USUAL, shared)}`);
    const same = grouped ? ask(`/api/v1/findings/groups${question(USUAL, { by: ['rule', 'host', 'file'], limit: String(MOST_GROUPS) })}`) : undefined;
    const exported = question(USUAL);
    return html`<div class="bar"><h1>Findings</h1>
        <span class="muted" role="status">${page.data ? html`${number(page.data.total)} ${page.data.total === 1 ? 'finding' : 'findings'}` : nothing}${grouped && same.data ? html` in ${number(same.data.groups.length)} groups` : nothing}</span>
        <div class="end"><span class="bar">Sort ${SORTS.map(([value, words]) => html`<a class="chip" aria-current=${(now.get('sort') ?? 'severity') === value ? 'true' : nothing} href=${changed({ sort: value === 'severity' ? '' : value })}>${(now.get('sort') ?? 'severity') === value ? '● ' : nothing}${words}</a>`)}</span>
          <a class="chip" href=${changed({ group: grouped ? '' : 'same' })}>${grouped ? 'One by one' : 'Group the same'}</a>
          <a class="chip" download href="/api/v1/findings/export.csv${question(USUAL, { tz: exportZone() })}">CSV</a><a class="chip" download href="/api/v1/findings/export.jsonl${exported}">JSON</a></div></div>
      ${chips(USUAL)}
      <div class="with-facets"><aside class="facets" aria-label="Narrow down">${FACETS.map(field => facet('findings', field, USUAL))}</aside>
        <section class="panel" aria-busy=${page.pending ? 'true' : 'false'} aria-label="Findings">${grouped ? body(same, groups) : body(page, data => rows(data, redraw))}</section></div>${toastBar(redraw)}`;
  },
};
