import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { go } from '../app.js';
import { changed, link, params, question } from '../address.js';
import { chips, host, panel, when } from '../parts.js';
import { code, text } from '../text.js';
import { number } from '../time.js';

const FIRST = 'restrict-file';

function watched(data) {
  const of = data.watched;
  const gaps = [
    of.losses ? `${number(of.lost)} events or records are missing` : '',
    of.tampering ? `auditing was changed ${of.tampering === 1 ? 'once' : `${number(of.tampering)} times`}` : '',
    of.not_judged ? `${number(of.not_judged)} acts were too many to be judged` : '',
    ...of.absent.map(kind => `the results have no ${kind}.jsonl`),
    of.partly ? 'only the latest results were looked at' : '',
    ...of.blind_spots.map(spot => `${spot.host} never sent ${spot.kind}`),
  ].filter(Boolean);
  if (!of.hosts.length) return html`<p class="empty">Nothing was observed, so nothing can be said.</p>`;
  return html`<p>${when(Date.parse(of.first))} to ${when(Date.parse(of.last))} on ${number(of.hosts.length)} ${of.hosts.length === 1 ? 'host' : 'hosts'}:
    ${number(of.hosts.reduce((sum, one) => sum + one.executions, 0))} executions, ${number(of.hosts.reduce((sum, one) => sum + one.memfd_calls, 0))} calls of memfd_create.</p>
    ${gaps.length ? html`<div class="banner warn">Not complete:<ul>${gaps.map(gap => html`<li>${text(gap)}</li>`)}</ul></div>` : html`<p class="muted">No loss, no blind spot and no change of auditing is on record.</p>`}`;
}

function choices(data, name) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Switches"><table>
    <thead><tr><th>Switch</th><th>What is turned on</th><th class="number">Breaks</th><th class="number">Unknown</th><th class="number">Unaffected</th></tr></thead>
    <tbody>${data.switches.map(one => html`<tr><td><a href=${changed({ pane: one.switch })} aria-current=${one.switch === name ? 'true' : nothing}>${text(one.switch)}</a></td><td>${text(one.what)}</td>
      <td class="number">${number(one.acts.breaks)}</td><td class="number">${number(one.acts.unknown)}</td><td class="number">${number(one.acts.unaffected)}</td></tr>`)}</tbody></table></div>`;
}

function rows(found, words) {
  if (!found.length) return nothing;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${words}><table>
    <thead><tr><th>${words}</th><th>Started by</th><th>Interpreter</th><th>File</th><th class="number">Acts</th><th>Last seen</th><th>Why, and the smallest fix</th></tr></thead>
    <tbody>${found.slice(0, 200).map(row => html`<tr><td class="host">${host(row.host)}</td><td>${row.service ? code(row.service) : html`<span class="muted">not on record</span>`}</td><td>${code(row.interpreter)}</td><td>${code(row.file)}</td>
      <td class="number">${number(row.acts)}</td><td class="nowrap">${when(Date.parse(row.last))}</td><td>${text(row.reason)}${row.fix ? html`<br><strong>${text(row.fix)}</strong>` : nothing}</td></tr>`)}</tbody></table></div>`;
}

function one(data, name) {
  const of = data.switches.find(each => each.switch === name) ?? data.switches[0];
  return html`<p class="muted">${text(of.what)}</p>
    ${of.acts.breaks ? nothing : html`<p class="empty">Nothing that was observed would break.</p>`}
    ${rows(of.breaks, 'Breaks on')}${rows(of.unknown, 'Unknown on')}
    ${of.unaffected.length ? html`<h3>Unaffected</h3><ul>${of.unaffected.map(each => html`<li>${number(each.acts)}: ${text(each.reason)}</li>`)}</ul>` : nothing}
    <h3>What nobody can know from this</h3><ul>${of.cannot_know.map(limit => html`<li>${limit}</li>`)}</ul>`;
}

export default {
  title: 'What would break',
  draw() {
    const name = params().get('pane') ?? FIRST;
    const mount = name.startsWith('noexec:/') ? [name] : [];
    const usual = ['restrict-file', 'deny-interactive', 'memfd-noexec=1', 'memfd-noexec=2', 'ima-appraise-scripts'];
    const answer = ask(`/api/v1/readiness${question({}, { switch: [...usual, ...mount] })}`);
    const propose = event => { event.preventDefault(); go(changed({ pane: `noexec:${new FormData(event.target).get('mount')}` })); };
    return html`<nav aria-label="Where this is"><a href=${link('/posture')}>Posture</a></nav>
      <div class="bar"><h1>What would break</h1><span class="muted">if a kernel switch were turned on, from what was observed</span>
        <form class="end" @submit=${propose}><label for="mount">noexec on</label> <input id="mount" name="mount" required pattern="/.*" maxlength="400" placeholder="/tmp"><button type="submit">Try</button></form></div>${chips()}
      ${panel('What this rests on', answer, watched)}
      ${panel('Switches', answer, data => choices(data, name))}
      ${panel(name, answer, data => one(data, name))}`;
  },
};
