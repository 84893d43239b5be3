import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link, params, question, within } from '../address.js';
import { arguments_, body, confidence, copy, digest, digestOf, file, host, outcome, panel, rule, severity, when, whenOf } from '../parts.js';
import { code, text } from '../text.js';
import { number, ofHost } from '../time.js';
import { parity } from '../parity.js';
import { events } from '../evidence.js';
import { tree } from '../tree.js';
import { NOTHING, RULES } from '../guidance.js';
import { keyOf, keysButtons, keysDialog, showKeys } from '../keys.js';
import { act, closeMenu, openSuppress, suppressButton, suppressDialog, toastBar, undo } from '../triage.js';
import { mayChange, me } from '../session.js';
import { entries } from './activity.js';
import { USUAL } from './findings.js';

// As many of the list as are looked at to find a finding's place in it.
const FAR = '200';
// Where the finding was in the list, which it may have left by what was done to it.
let last;

// 3/17 with the ways to its neighbours, in the list that the address is of.
function place(id) {
  const now = params();
  const page = ask(`/api/v1/findings${question(USUAL, { sort: now.get('sort'), after: now.get('after'), limit: FAR })}`).data;
  if (!page) return nothing;
  const at = page.rows.findIndex(one => one.board.id === id);
  if (at >= 0) last = { id, at, search: location.search };
  else if (last?.id !== id || last.search !== location.search) return nothing;
  const go = (row, words) => row ? html` <a id=${words} href=${within(`/findings/${row.board.id}`)}>${words}</a>` : nothing;
  // On a later page of the list nobody knows how many were before.
  const shown = now.has('after') ? nothing : html`<span id="place">${at < 0 ? `no longer one of ${number(page.total)}` : `${number(at + 1)}/${number(page.total)}`}</span>`;
  return html`${shown}${go(page.rows[last.at - 1], 'previous')}${go(page.rows[at < 0 ? last.at : at + 1], 'next')}`;
}

function head(row) {
  const ours = row.execparity;
  const known = RULES[row.rule.name] ?? NOTHING;
  return html`<nav aria-label="Where this is"><a href=${within('/findings')}>Findings</a> ${place(row.board.id)} <span class="muted">/ ${row.rule.name}</span></nav>
    <section class="panel" aria-label="What was found"><div class="bar">${severity(ours.severity)}<span class="tag">${ours.class}</span>${rule(row.rule.name)}${confidence(ours.confidence)}
        <span class="end">${host(row.host.name)}</span></div>
      <h1 class="sentence">${text(ours.explanation)}</h1>
      <p>${whenOf(row)}${ours.count ? html` <span class="muted">seen ${number(ours.count)} times, last</span> ${when(Date.parse(ours.last_seen))}` : nothing}</p>
      ${known.why ? html`<p class="note"><strong>Why ${ours.confidence}:</strong> ${known.why}${known.other.length ? html`<br><strong>What else it could be:</strong> ${known.other.join(' ')}` : nothing}</p>` : nothing}</section>`;
}

function marking(row, redraw) {
  return (status, words, more = {}) => act('mark', { ids: [row.board.id], status, owner: row.board.owner ?? '', ...more }, words, redraw);
}

function pressed(event, row, redraw) {
  const key = keyOf(event);
  if (key === '?') showKeys();
  else if (!mayChange()) return;
  else if (key === 'a' && row.board.status === 'open') marking(row, redraw)('acknowledged', 'Acknowledged');
  else if (key === 's') openSuppress(row, redraw);
  else if (key === 'u') undo(redraw);
  else return;
  event.preventDefault();
}

function triage(row, redraw) {
  const mark = marking(row, redraw);
  const open = row.board.status === 'open';
  return html`<div class="bar" role="group" aria-label="Triage"><span class="tag">${row.board.status}</span>${row.board.owner ? html`<span class="muted">owner ${text(row.board.owner)}</span>` : nothing}
    ${mayChange() ? html`<span class="end">${open ? html`<button type="button" id="acknowledge" class="main" @click=${() => mark('acknowledged', 'Acknowledged')}>Acknowledge</button>`
      : html`<button type="button" id="reopen" @click=${() => mark('open', 'Open again')}>Open again</button>`}
      ${row.board.owner === me() ? nothing : html`<button type="button" id="take" title="acknowledge, with you as its owner" @click=${() => mark('acknowledged', 'Taken', { owner: me() })}>Take</button>`}
      ${closeMenu(as => mark('closed', 'Closed', { resolution: as }), false)}${row.board.status === 'suppressed' ? nothing : suppressButton(row, redraw)}</span>` : nothing}${keysButtons(redraw)}</div>`;
}

function facts(row) {
  const ours = row.execparity;
  const facts = [
    ['File', file(row)],
    ['Digest', digest(digestOf(row))],
    ['Identity', row.file?.inode ? html`inode ${row.file.inode} on ${row.file.device}` : undefined],
    ['Process', row.process ? html`${code(row.process.executable)} pid ${row.process.pid}` : undefined],
    ['Arguments', row.process ? arguments_(row) : undefined],
    ['Command name', row.process?.name ? html`${code(row.process.name)} <span class="muted">chosen by the process</span>` : undefined],
    ['Interpreter', ours.interpreter ? code(ours.interpreter) : undefined],
    ['Memory file', ours.memfd ? html`${code(ours.memfd.name)} <span class="muted">named by its maker: proof of nothing</span>` : undefined],
    ['How', ours.vector ? html`${ours.mode}, ${ours.vector}, from ${ours.origin}` : undefined],
    ['Check', ours.check ? html`${ours.check}${ours.check_interface ? html` by ${ours.check_interface}` : nothing}` : undefined],
    ['Outcome', ours.outcome ? outcome(ours.outcome) : undefined],
    ['Policy', ours.policy ? ours.policy.join(', ') : undefined],
    ['User', row.user?.id !== undefined ? html`uid ${row.user.id}${row.user.audit ? html`, logged in as ${row.user.audit.id}` : html` <span class="muted">no login on record</span>`}` : undefined],
    ['ATT&CK', row.threat ? row.threat.technique.id.join(', ') : undefined],
  ].filter(([, value]) => value !== undefined);
  return html`<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function next(row) {
  const known = RULES[row.rule.name] ?? NOTHING;
  const looked = row.file?.path ? `stat -- ${quoted(row.file.path)}` : undefined;
  return html`<ol class="steps">${known.next.map(words => html`<li>${words}</li>`)}</ol>
    ${looked ? html`<p><code>${text(looked)}</code> ${copy(looked, 'command')}</p>` : nothing}
    <p><a href=${link('/findings', { host: row.host.name, status: 'any', attention: 'any' })}>All findings on this host</a>${row.board.file ? html` · <a href=${link('/findings', { file: row.board.file, status: 'any', attention: 'any' })}>about this file</a>` : nothing}
      ${row.process ? html` · <a href=${link('/executions', { process: row.process.entity_id })}>executions of this process</a>` : nothing}</p>`;
}

// For a shell, whatever the name holds.
function quoted(name) {
  return `'${name.replace(/'/g, `'\\''`)}'`;
}

export default {
  title: 'Finding',
  draw([id], redraw) {
    const answer = ask(`/api/v1/findings/${id}`);
    if (!answer.data) return body(answer, () => nothing);
    const row = answer.data;
    ofHost(row.host.name);
    const lanes = row.board.file ? ask(`/api/v1/files/${row.board.file}/parity`) : undefined;
    const evidence = ask(`/api/v1/findings/${id}/evidence`);
    const said = ask(`/api/v1/activity?finding=${id}`);
    return html`<div class="stack" @keydown=${event => pressed(event, row, redraw)}>${head(row)}${triage(row, redraw)}
      ${lanes ? panel('Parity', lanes, data => parity(data, row.execparity.evidence ?? [], redraw), { beside: html`<span class="muted">every act on ${file(row)} that is on record</span>` }) : nothing}
      <div class="columns"><section class="panel" aria-label="Facts"><header><h2>What is on record</h2></header>${facts(row)}</section>
        <section class="panel" aria-label="Next"><header><h2>What next</h2></header>${next(row)}</section></div>
      ${row.process ? html`<section class="panel" aria-label="Processes"><header><h2>Processes</h2><span class="muted">who started whom, as far as executions are on record</span></header>${tree(row.process.entity_id, redraw)}</section>` : nothing}
      ${panel('Evidence', evidence, data => events(data, redraw), { beside: html`<span class="muted">raw on the left, what it says on the right</span>` })}
      ${said.data?.entries.length ? panel('Activity', said, entries) : nothing}${mayChange() ? suppressDialog(row, redraw) : nothing}${keysDialog(false)}${toastBar(redraw)}</div>`;
  },
};
