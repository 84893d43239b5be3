import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link, question } from '../address.js';
import { ago, chips, confidence, digest, file, host, panel, rule, when, whenOf } from '../parts.js';
import { path, text } from '../text.js';
import { duration, number } from '../time.js';
import { mayChange } from '../session.js';
import { act, toastBar } from '../triage.js';

const DAY = 86_400_000;

// The one that somebody is about to end.
let ending;
let comment = '';

function rows(page) {
  if (!page.rows.length) return html`<p class="empty">Nothing is suppressed.</p>`;
  return html`<p class="muted">${number(page.total)} findings were held back; each is here and none was deleted.</p><div class="scroll" tabindex="0" role="region" aria-label="Suppressed findings"><table>
    <thead><tr><th>By</th><th>Why</th><th>Sure?</th><th>What</th><th>File</th><th>Host</th><th>When</th></tr></thead><tbody>${page.rows.map(row => html`<tr>
      <td>${text(row.execparity.suppressed?.by ?? 'a person')}</td><td class="sentence">${text(row.execparity.suppressed?.reason ?? '')}</td><td>${confidence(row.execparity.suppressed?.confidence ?? '')}</td>
      <td>${rule(row.rule.name)}<div><a href=${link(`/findings/${row.board.id}`)}>${text(row.execparity.explanation)}</a></div></td><td class="file">${file(row)}</td><td class="host">${host(row.host.name)}</td><td class="nowrap">${whenOf(row)}</td></tr>`)}</tbody></table></div>`;
}

function end(one, now) {
  const until = Date.parse(one.state === 'ended' ? one.ended : one.expires);
  const left = until - now;
  const relative = one.state === 'active' ? html`in ${duration(left)}` : html`${one.state} ${ago(until)}`;
  return html`${when(until)}<div class="muted small">${relative}</div>${one.state === 'active' && left <= DAY ? html`<span class="tag high">ends within a day</span>` : nothing}`;
}

function made(data, redraw) {
  if (!data.rows.length) return html`<p class="empty">Nobody has suppressed anything here.</p>`;
  const open = (event, one) => {
    ending = one;
    comment = '';
    redraw();
    event.target.closest('main').querySelector('dialog').showModal();
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Suppressions made here"><table>
    <thead><tr><th>Until</th><th>What</th><th>Why</th><th>By</th><th>From</th>${mayChange() ? html`<th><span class="hidden">End</span></th>` : nothing}</tr></thead>
    <tbody>${data.rows.map(one => html`<tr id="suppression-${one.id}"><td class="nowrap">${end(one, data.now)}</td>
      <td>${rule(one.rule)}<div>${one.file.path ? path(one.file.path) : digest(Object.values(one.file.hash ?? {})[0])} <span class="muted">on</span> ${one.host ? host(one.host) : 'any host'}</div></td>
      <td class="sentence">${text(one.reason)}</td><td>${text(one.owner)}</td><td class="nowrap">${when(Date.parse(one.created))}</td>
      ${mayChange() ? html`<td>${one.state === 'active' ? html`<button type="button" class="end-early" @click=${event => open(event, one)}>End now…</button>` : nothing}</td>` : nothing}</tr>`)}</tbody></table></div>
    ${data.total > data.rows.length ? html`<p class="muted">${number(data.rows.length)} of ${number(data.total)}</p>` : nothing}`;
}

function dialog(redraw) {
  const now = event => {
    event.preventDefault();
    event.target.closest('dialog').close();
    act('end', { suppression: ending.id, comment }, 'Ended', redraw);
  };
  return html`<dialog aria-labelledby="end-title"><form class="fields" method="dialog" @submit=${now}>
    <h2 id="end-title">End the suppression of ${ending?.rule}</h2>
    <p>What it hid stays hidden. What comes from now on is shown again.</p>
    <label>Comment<textarea id="end-comment" rows="2" maxlength="800" .value=${comment} @input=${event => { comment = event.target.value; redraw(); }}></textarea></label>
    <div class="bar"><button class="main" id="end-now" ?disabled=${!comment.trim()}>End now</button>
      <button type="button" @click=${event => event.target.closest('dialog').close()}>Cancel</button></div></form></dialog>`;
}

export default {
  title: 'Suppressions',
  draw(_, redraw) {
    const page = ask(`/api/v1/findings${question({}, { status: 'suppressed', limit: '200' })}`);
    return html`<div class="bar"><h1>Suppressions</h1><span class="muted">what was hidden, by whom, why, until when</span></div>${panel('Made here', ask('/api/v1/suppressions'), data => made(data, redraw))}
      ${chips()}${panel('Held back', page, rows)}${mayChange() ? dialog(redraw) : nothing}${toastBar(redraw)}`;
  },
};
