import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link } from '../address.js';
import { panel, when } from '../parts.js';
import { text } from '../text.js';
import { number } from '../time.js';

function state(one) {
  return html`${one.status}${one.owner ? html` <span class="muted">${text(one.owner)}</span>` : nothing}`;
}

export function entries(data) {
  if (!data.entries.length) return html`<p class="empty">Nobody has changed anything yet.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Entries"><table>
    <thead><tr><th>When</th><th>Who</th><th>What</th><th>From</th><th>To</th><th class="number">Findings</th></tr></thead>
    <tbody>${data.entries.map(entry => html`<tr><td class="nowrap">${when(Date.parse(entry.at))}</td><td>${entry.who ? text(entry.who) : html`<span class="muted">by itself</span>`}</td>
      <td class="sentence">${entry.action === 'mark' ? nothing : html`<span class="tag">${entry.action}</span> `}${text(entry.words)}${entry.filter ? html`<div class="muted small">all that match <code>${text(entry.filter)}</code></div>` : nothing}</td>
      <td>${entry.changes[0] ? state(entry.changes[0].before) : nothing}</td><td>${entry.changes[0] ? state(entry.changes[0].after) : nothing}</td>
      <td class="number">${entry.count === 1 ? html`<a href=${link(`/findings/${entry.changes[0].finding}`)}>1</a>` : number(entry.count)}</td></tr>`)}</tbody></table></div>`;
}

export default {
  title: 'Activity',
  draw() {
    const answer = ask('/api/v1/activity');
    return html`<div class="bar"><h1>Activity</h1><span class="muted">who changed what; nothing here is ever changed</span>
      <div class="end"><a class="chip" download href="/api/v1/activity/export.jsonl">JSON</a></div></div>${panel('What was done', answer, entries)}`;
  },
};
