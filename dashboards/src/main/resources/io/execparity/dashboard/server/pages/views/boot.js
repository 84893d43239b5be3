// One boot's measurement list: can it be believed, and what in it does not fit?
import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link } from '../address.js';
import { body, copy, count, host, panel } from '../parts.js';
import { code, text } from '../text.js';
import { number } from '../time.js';

const MOST_ROWS = 200;
const FOUND = [['measurement-list-tampered', 'List contradicts itself or the register'], ['executed-unmeasured', 'Ran, and is not in the list'], ['unknown-digest', 'Measured, and not in the reference']];

function hex(value) {
  return html`<code title=${value}>${value.slice(0, 12)}…</code>${copy(value, 'value')}`;
}

function registers(report) {
  if (!report.expected?.length) return html`<p class="empty">No register was given, so that missing, repeated or made up entries would not show. <code>verify-ima --pcr BANK=HEX</code> or <code>--quote</code> holds the list against one.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Registers"><table><thead><tr><th>Register</th><th>Reported</th><th>Replay</th><th>Result</th></tr></thead>
    <tbody>${report.expected.map(one => html`<tr><td>${code(one.register)}</td><td>${hex(one.value)}</td><td>${hex(one.replayed)}</td>
      <td>${one.satisfied ? html`replay = reported${one.reached_after === undefined ? nothing : html`, after entry ${number(one.reached_after)}`}${one.later ? html` <span class="muted">${number(one.later)} later entries are not vouched for</span>` : nothing}`
        : html`<strong class="critical">replay does not lead to it</strong>`}</td></tr>`)}</tbody></table></div>`;
}

function entries(caption, head, rows, empty) {
  if (!rows?.length) return html`<p class="empty">${empty}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table><thead><tr>${head.map(word => html`<th>${word}</th>`)}</tr></thead>
    <tbody>${rows.slice(0, MOST_ROWS)}</tbody></table></div>${rows.length > MOST_ROWS ? html`<p class="muted">The first ${number(MOST_ROWS)} of ${number(rows.length)}; the report has all.</p>` : nothing}`;
}

function head(name, boot, report) {
  const address = `/api/v1/integrity/${encodeURIComponent(name)}/${encodeURIComponent(boot)}`;
  return html`<section class="panel" aria-label="Verdict"><div class="bar"><h1><span class=${report.passed ? '' : 'critical'}>${text(report.verdict)}</span></h1>
      <span class="muted">${report.passed ? 'the list leads to all that it was held against' : 'the list cannot be believed as it is'}</span>
      <span class="end"><a class="chip" download=${`${name}-${boot}.json`} href=${address}>Report</a></span></div>
    <dl class="facts"><dt>Host</dt><dd>${host(name)}</dd><dt>Boot</dt><dd><code>${text(boot)}</code></dd>
      <dt>List</dt><dd>${number(report.list?.entries)} entries, ${text(report.list?.format)}, bank ${text(report.list?.bank)}, ${number(report.list?.bytes)} bytes</dd>
      <dt>Quote</dt><dd>${report.quote ? html`checked; see the report` : html`<span class="muted">none was given</span>`}</dd>
      <dt>Signatures</dt><dd>${report.signatures ? html`checked; see the report` : html`<span class="muted">no keys were given</span>`}</dd>
      <dt>Reference</dt><dd>${report.reference ? html`${number(report.reference.unlisted?.length)} files are not in it` : html`<span class="muted">none was given</span>`}</dd></dl></section>`;
}

function found(name) {
  const by = ask(`/api/v1/findings/groups?host=${encodeURIComponent(name)}&class=integrity&by=rule`);
  return html`<section class="panel" aria-label="Found on this host"><header><h2>Found on this host</h2><span class="muted">by rules, over all of its boots</span></header>${body(by, data => html`<div class="tiles">${FOUND.map(([rule, words]) => {
    const number = data.groups.find(group => group.values[0] === rule)?.count ?? 0;
    return html`<a class="tile" href=${link('/findings', { host: name, rule, attention: 'any', status: 'any' })}><span class="figure">${count(number)}</span><span class="label">${words}</span></a>`;
  })}</div>`)}</section>`;
}

export default {
  title: 'Integrity of a boot',
  draw([name, boot]) {
    const answer = ask(`/api/v1/integrity/${encodeURIComponent(name)}/${encodeURIComponent(boot)}`);
    return html`<nav aria-label="Where this is"><a href=${link('/integrity')}>Integrity</a> <span class="muted">/ ${text(name)}</span></nav>
      ${body(answer, report => html`${head(name, boot, report)}${panel('Registers', answer, registers)}
        <div class="columns">${panel('Problems', answer, () => entries('Problems', ['Entry', 'Kind', 'What'], report.problems?.map(one => html`<tr><td class="mono">ima:${one.entry}</td><td>${text(one.kind)}</td><td>${text(one.what)}</td></tr>`), 'Each entry is what its hash says.'))}
        ${panel('Violations', answer, () => entries('Violations', ['Entry', 'File'], report.violations?.map(one => html`<tr><td class="mono">ima:${one.entry}</td><td>${code(one.name)}</td></tr>`), 'None: each digest is of what was used.'))}</div>
        ${report.reference ? panel('Not in the reference', answer, () => entries('Not in the reference', ['First entry', 'File', 'Why'], report.reference.unlisted?.map(one => html`<tr><td class="mono">ima:${one.first_entry}</td><td>${code(one.name)}</td><td>${text(one.judgement)}</td></tr>`), 'All that was measured is in it.')) : nothing}
        ${found(name)}`)}`;
  },
};
