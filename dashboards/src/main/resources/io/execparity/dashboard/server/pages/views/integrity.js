import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link, params, question } from '../address.js';
import { body, chips, confidence, count, file, host, jumpsOf, panel, severity, time, when, whenOf } from '../parts.js';
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

// The starts of hosts as far as serials tell, each with what was found in it; what stands in a list alone is of none.
function byBoot(found) {
  const started = jumpsOf(found);
  const boots = new Map();
  const latest = new Map();
  for (const row of [...found].sort((a, b) => time(a) - time(b))) {
    const name = row.host.name;
    const stamped = (row.execparity.evidence ?? []).some(one => one.startsWith('audit('));
    if (stamped && started.has(row.board.id)) latest.set(name, (latest.get(name) ?? 0) + 1);
    const key = JSON.stringify([name, stamped ? latest.get(name) ?? 0 : 'list']);
    const boot = boots.get(key) ?? { host: name, stamped, rows: [], from: time(row) };
    boot.rows.push(row);
    boot.to = time(row);
    boots.set(key, boot);
  }
  return [...boots.values()].sort((a, b) => a.host < b.host ? -1 : a.host > b.host ? 1 : a.from - b.from);
}

// The boot that the host's agent told of, where it did so in that stretch.
function named(boot, boots) {
  const told = ask(`/api/v1/hosts/${encodeURIComponent(boot.host)}`).data?.told;
  const taken = Date.parse(told?.execparity.taken);
  const next = boots.find(one => one.host === boot.host && one.stamped && one.from > boot.from);
  if (!boot.stamped || !(taken >= boot.from && !(next && taken >= next.from))) return nothing;
  return html` <a href=${link(`/integrity/${encodeURIComponent(boot.host)}/${encodeURIComponent(told.snapshot.boot)}`, { host: '' })}><code>${text(told.snapshot.boot)}</code></a>`;
}

function heading(boot, boots) {
  return html`<tr class="group"><th colspan="6" scope="rowgroup">${host(boot.host)}${boot.stamped ? html`, boot on record from ${when(boot.from, boot.host)} to ${when(boot.to, boot.host)}` : ', of a measurement list alone: its boot is not on record'}${named(boot, boots)}
    <span class="muted">${number(boot.rows.length)} ${boot.rows.length === 1 ? 'finding' : 'findings'}</span></th></tr>`;
}

function rows(page) {
  if (!page.rows.length) return html`<p class="empty">No finding is about measurement or appraisal. Without <code>--ima</code>, no list was looked at.</p>`;
  const boots = byBoot(page.rows);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Findings about integrity"><table><thead><tr><th>Severity</th><th>What</th><th>File</th><th>Host</th><th>Where in list or log</th><th>When</th></tr></thead>
    ${boots.map(boot => html`<tbody>${heading(boot, boots)}${boot.rows.map(row => html`<tr><td>${severity(row.execparity.severity)}<br>${confidence(row.execparity.confidence)}</td><td class="sentence"><a href=${link(`/findings/${row.board.id}`)}>${row.rule.name}</a><div>${text(row.execparity.explanation)}</div></td>
      <td class="file">${file(row)}</td><td class="host">${host(row.host.name)}</td><td class="mono small">${(row.execparity.evidence ?? []).slice(0, 3).join(' ')}</td><td class="nowrap">${whenOf(row)}</td></tr>`)}</tbody>`)}</table></div>
    ${page.rows.length < page.total ? html`<p class="muted">The oldest ${number(page.rows.length)} of ${number(page.total)}; choose a host or a range to see others.</p>` : nothing}
    <p class="muted small">Where serials go back while time goes on, a host started anew, or its clock was set.</p>`;
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
    const page = ask(`/api/v1/findings${question({}, { class: 'integrity', limit: '200', sort: 'oldest' })}`);
    return html`<div class="bar"><h1>Integrity</h1><span class="muted">can what was measured be believed, and did only that run?</span></div>${chips()}
      <section class="panel" aria-label="By rule">${body(by, data => html`<div class="tiles">${RULES.map(([name, words]) => {
        const found = data.groups.find(group => group.values[0] === name)?.count ?? 0;
        return html`<a class="tile ${name === 'measurement-list-tampered' && found ? 'hot' : ''}" href=${link('/findings', { rule: name, attention: 'any', status: 'any' })}><span class="figure">${count(found)}</span><span class="label">${words}</span></a>`;
      })}</div>`)}</section>
      ${panel('Verified lists', reports, boots, { beside: html`<span class="muted">one for each boot, replayed against the registers</span>` })}
      ${panel('Findings', page, rows)}<p class="note">Findings are what <code>analyze --ima</code> and the job say of lists and of what ran.</p>`;
  },
};

