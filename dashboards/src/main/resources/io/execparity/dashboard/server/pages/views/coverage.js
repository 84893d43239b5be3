import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link, question } from '../address.js';
import { chips, host, panel, rule } from '../parts.js';
import { text } from '../text.js';

// A blind spot names the rules that it blinds after a colon, and the audit rule that would help.
function blinded(row) {
  const sentence = row.execparity.explanation;
  const named = /these rules may be blind there: ([a-z, -]+)/.exec(sentence)?.[1] ?? '';
  return new Set(named.split(',').map(word => word.trim()).filter(Boolean));
}

function matrix([rules, hosts, blind]) {
  const spots = blind.rows.map(row => ({ row, rules: blinded(row) }));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Which rule sees where"><table>
    <thead><tr><th>Rule</th>${hosts.hosts.map(one => html`<th>${host(one.name)}</th>`)}</tr></thead>
    <tbody>${rules.rules.map(one => html`<tr><td>${rule(one.name)}</td>${hosts.hosts.map(place => {
      const spot = spots.find(each => each.row.host.name === place.name && each.rules.has(one.name));
      return html`<td>${spot ? html`<span class="high">may be blind</span> <a href=${link(`/findings/${spot.row.board.id}`)}>fix</a>` : 'sees'}</td>`;
    })}</tr>`)}</tbody></table></div>`;
}

export default {
  title: 'Coverage',
  draw() {
    const rules = ask('/api/v1/rules');
    const hosts = ask('/api/v1/summary');
    const blind = ask(`/api/v1/findings${question({}, { rule: 'sensor-blind-spot', limit: '2000' })}`);
    const all = { ...blind, error: rules.error ?? hosts.error ?? blind.error, data: rules.data && hosts.data && blind.data ? [rules.data, hosts.data, blind.data] : undefined };
    return html`<div class="bar"><h1>Coverage</h1><span class="muted">which rule sees where, by the kinds of records that came</span></div>${chips()}
      ${panel('Blind spots', blind, data => data.rows.length ? html`<ul>${data.rows.map(row => html`<li>${host(row.host.name)}: <a href=${link(`/findings/${row.board.id}`)}>${text(row.execparity.explanation)}</a></li>`)}</ul>` : html`<p class="empty">No host lacks a kind of record that a rule needs.</p>`)}
      ${panel('Rules by host', all, matrix)}${nothing}
      <p class="note">“Sees” says that the records a rule needs came from that host. It does not say that none was lost: see <a href=${link('/findings', { rule: 'telemetry-loss', status: 'any', attention: 'any' })}>losses</a>.</p>`;
  },
};
