import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link, params, question } from '../address.js';
import { body, chips, confidence, count, file, host, panel, severity, when, whenOf } from '../parts.js';
import { text } from '../text.js';
import { number } from '../time.js';

const MOST_BOOTS = 200;

const RULES = [
  ['measurement-list-tampered', 'The list contradicts itself or the register'],
  ['measurement-violation', 'Violations: the digest proves nothing of that use'],
  ['executed-unmeasured', 'Ran, and is not in the list'],
  ['unknown-digest', 'Measured, and not in the reference'],
  ['appraisal-failed', 'IMA refused it'],
];

function rows(page) {
  if (!page.rows.length) return html`<p class="empty">No finding is about measurement or appraisal. Without <code>--ima</code>, no list was looked at.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Findings about integrity"><table><thead><tr><th>Severity</th><th>What</th><th>File</th><th>Host</th><th>Where in list or log</th><th>When</th></tr></thead>
    <tbody>${page.rows.map(row => html`<tr><td>${severity(row.execparity.severity)}<br>${confidence(row.execparity.confidence)}</td><td class="sentence"><a href=${link(`/findings/${row.board.id}`)}>${row.rule.name}</a><div>${text(row.execparity.explanation)}</div></td>
      <td class="file">${file(row)}</td><td class="host">${host(row.host.name)}</td><td class="mono small">${(row.execparity.evidence ?? []).slice(0, 3).join(' ')}</td><td class="nowrap">${whenOf(row)}</td></tr>`)}</tbody></table></div>`;
}

function boots({ reports }) {
  const hosts = new Set(params().getAll('host'));
  const shown = reports.filter(one => !hosts.size || hosts.has(one.host));
  if (!shown.length) return html`<p class="empty">No list was verified by itself. What <code>verify-ima FILE --pcr BANK=HEX --format json</code> prints, kept beside the results (or what is said of them) as
    <code>integrity/HOST/BOOT.json</code>, appears here.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Verified lists"><table><thead><tr><th>Host</th><th>Boot</th><th>Verdict</th><th>Verified</th><th class="number">Entries</th><th class="number">Violations</th><th class="number">Problems</th></tr></thead>
    <tbody>${shown.slice(0, MOST_BOOTS).map(one => html`<tr><td class="host">${host(one.host)}</td><td>${one.verdict ? html`<a href=${link(`/integrity/${encodeURIComponent(one.host)}/${encodeURIComponent(one.boot)}`)}><code>${text(one.boot)}</code></a>` : html`<code>${text(one.boot)}</code>`}</td>
      <td>${one.verdict ? html`<span class=${one.passed ? '' : 'critical'}>${text(one.verdict)}</span>` : html`<span class="high">this file is no report</span>`}</td><td class="nowrap">${when(one.at, one.host)}</td>
      <td class="number">${number(one.entries)}</td><td class="number">${number(one.violations)}</td><td class="number">${number(one.problems)}</td></tr>`)}</tbody></table></div>
    ${shown.length > MOST_BOOTS ? html`<p class="muted">The newest ${number(MOST_BOOTS)} of ${number(shown.length)}; choose a host to see others.</p>` : nothing}`;
}

export default {
  title: 'Integrity',
  draw() {
    const reports = ask('/api/v1/integrity');
    const by = ask(`/api/v1/findings/groups${question({}, { class: 'integrity', by: 'rule' })}`);
    const page = ask(`/api/v1/findings${question({}, { class: 'integrity', limit: '200' })}`);
    return html`<div class="bar"><h1>Integrity</h1><span class="muted">can what was measured be believed, and did only that run?</span></div>${chips()}
      <section class="panel" aria-label="By rule">${body(by, data => html`<div class="tiles">${RULES.map(([name, words]) => {
        const found = data.groups.find(group => group.values[0] === name)?.count ?? 0;
        return html`<a class="tile ${name === 'measurement-list-tampered' && found ? 'hot' : ''}" href=${link('/findings', { rule: name, attention: 'any', status: 'any' })}><span class="figure">${count(found)}</span><span class="label">${words}</span></a>`;
      })}</div>`)}</section>
      ${panel('Verified lists', reports, boots, { beside: html`<span class="muted">one for each boot, replayed against the registers</span>` })}
      ${panel('Findings', page, rows)}<p class="note">Findings are what <code>analyze --ima</code> and the job say of lists and of what ran.</p>`;
  },
};

