import { html } from '../vendor.js';
import { ask } from '../api.js';
import { link, question, SCOPE } from '../address.js';
import { chips, count, file, host, panel, when, whenOf } from '../parts.js';
import { code } from '../text.js';
import { number } from '../time.js';

// What an interpreter was seen to do with checks, in the range and on the hosts that are chosen.
function habit(program, checks) {
  const its = checks.groups.filter(group => group.values[0] === program);
  const of = answer => its.filter(group => group.values[1] === answer).reduce((sum, group) => sum + group.count, 0);
  if (!its.length) return html`<span class="muted">unknown: was not seen to ask</span>`;
  const all = its.reduce((sum, group) => sum + group.count, 0);
  return html`${count(of('denied'), link('/checks', { program, check: 'denied' }), 'denied')} of ${count(all, link('/checks', { program }), 'checks')}`;
}

function interpreters(gaps, checks) {
  if (!gaps.groups.length) return html`<p class="empty">No code is on record that ran unchecked.</p>`;
  const byProgram = new Map();
  for (const group of gaps.groups) {
    const known = byProgram.get(group.values[0]) ?? { files: new Set(), runs: 0, sample: group.sample, first: group.first, last: group.last };
    if (group.values[1]) known.files.add(group.values[1]);
    known.runs += group.acts;
    known.first = Math.min(known.first, group.first);
    known.last = Math.max(known.last, group.last);
    byProgram.set(group.values[0], known);
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Interpreters"><table>
    <thead><tr><th>Interpreter</th><th class="number">Files</th><th class="number">Runs</th><th>Would break under restrict-file</th><th>First seen</th><th>Last seen</th></tr></thead>
    <tbody>${[...byProgram].sort(([, a], [, b]) => b.runs - a.runs).map(([program, one]) => html`<tr>
      <td>${code(one.sample.execparity.interpreter ?? one.sample.process?.executable ?? 'unknown')}</td>
      <td class="number">${count(one.files.size, link('/posture', { program }))}</td>
      <td class="number">${count(one.runs, link('/executions', { program, mode: 'indirect' }))}</td>
      <td>${habit(program, checks)}</td><td class="nowrap">${when(one.first)}</td><td class="nowrap">${when(one.last)}</td></tr>`)}</tbody></table></div>`;
}

function files(page) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Files that run unchecked"><table>
    <thead><tr><th>File</th><th>Interpreter</th><th>Gap</th><th>Host</th><th class="number">Runs</th><th>First seen</th><th>Last seen</th></tr></thead>
    <tbody>${page.rows.map(row => html`<tr><td class="file">${file(row)}</td><td>${code(row.execparity.interpreter ?? row.process?.executable)}</td>
      <td><a href=${link(`/findings/${row.board.id}`)}>${row.rule.name}</a></td><td class="host">${host(row.host.name)}</td>
      <td class="number">${count(row.execparity.count ?? 1, link('/executions', { host: row.host.name, program: row.board.program, file: row.board.file, mode: 'indirect' }))}</td>
      <td class="nowrap">${whenOf(row)}</td><td class="nowrap">${when(Date.parse(row.execparity.last_seen ?? row['@timestamp']), row.host.name)}</td></tr>`)}</tbody></table></div>`;
}

export default {
  title: 'Posture',
  draw() {
    const gaps = ask(`/api/v1/findings/groups${question({}, { class: 'gap', by: ['program', 'file'], limit: '2000' })}`);
    const checks = ask(`/api/v1/checks/groups${question({}, { by: ['program', 'check'], limit: '2000' }, SCOPE)}`);
    const page = ask(`/api/v1/findings${question({}, { class: 'gap', limit: '100', sort: 'oldest' })}`);
    const both = { ...gaps, error: gaps.error ?? checks.error, data: gaps.data && checks.data ? [gaps.data, checks.data] : undefined };
    return html`<div class="bar"><h1>Posture</h1><span class="muted">code that runs unchecked: what an attacker would use, and what enforcing has to deal with</span>
        <span class="end"><a class="chip" href=${link('/posture/readiness')}>What would break</a></span></div>
      ${chips()}
      ${panel('Interpreters', both, ([g, c]) => interpreters(g, c))}
      ${panel('Files', page, files, { beside: page.data ? html`<span class="muted">${number(page.data.rows.length)} of ${number(page.data.total)}</span>` : '' })}`;
  },
};
