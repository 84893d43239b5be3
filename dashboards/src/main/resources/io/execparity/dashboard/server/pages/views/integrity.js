import { html } from '../vendor.js';
import { ask } from '../api.js';
import { link, question } from '../address.js';
import { body, chips, confidence, count, file, host, panel, severity, time, when } from '../parts.js';
import { text } from '../text.js';

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
      <td class="file">${file(row)}</td><td class="host">${host(row.host.name)}</td><td class="mono small">${(row.execparity.evidence ?? []).slice(0, 3).join(' ')}</td><td class="nowrap">${when(time(row))}</td></tr>`)}</tbody></table></div>`;
}

export default {
  title: 'Integrity',
  draw() {
    const by = ask(`/api/v1/findings/groups${question({}, { class: 'integrity', by: 'rule' })}`);
    const page = ask(`/api/v1/findings${question({}, { class: 'integrity', limit: '200' })}`);
    return html`<div class="bar"><h1>Integrity</h1><span class="muted">can what was measured be believed, and did only that run?</span></div>${chips()}
      <section class="panel" aria-label="By rule">${body(by, data => html`<div class="tiles">${RULES.map(([name, words]) => {
        const found = data.groups.find(group => group.values[0] === name)?.count ?? 0;
        return html`<a class="tile ${name === 'measurement-list-tampered' && found ? 'hot' : ''}" href=${link('/findings', { rule: name, attention: 'any', status: 'any' })}><span class="figure">${count(found)}</span><span class="label">${words}</span></a>`;
      })}</div>`)}</section>
      ${panel('Findings', page, rows)}<p class="note">Replay of a list against the register is the work of <code>./execparity verify-ima</code>; what <code>analyze --ima</code> found in it is here.</p>`;
  },
};

