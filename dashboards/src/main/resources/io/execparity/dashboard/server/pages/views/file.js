import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link } from '../address.js';
import { body, confidence, digest, digestOf, host, panel, rule, severity, when, whenOf } from '../parts.js';
import { text } from '../text.js';
import { number, ofHost } from '../time.js';
import { parity } from '../parity.js';
import { runs } from './executions.js';

function lives(view) {
  return html`<ol class="steps">${view.lives.map(life => html`<li>from ${when(life.from)} as <code>${text(life.path || 'an unknown name')}</code></li>`)}</ol>`;
}

function about(page) {
  if (!page.rows.length) return html`<p class="empty">No finding is about this file.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Findings about this file"><table><tbody>${page.rows.map(row => html`<tr><td>${severity(row.execparity.severity)}</td><td>${rule(row.rule.name)} ${confidence(row.execparity.confidence)}</td>
    <td class="sentence"><a href=${link(`/findings/${row.board.id}`)}>${text(row.execparity.explanation)}</a></td><td class="nowrap">${whenOf(row)}</td></tr>`)}</tbody></table></div>`;
}

export default {
  title: 'File',
  draw([id], redraw) {
    const lanes = ask(`/api/v1/files/${id}/parity`);
    const executions = ask(`/api/v1/executions?file=${id}&limit=100&sort=oldest`);
    const findings = ask(`/api/v1/findings?file=${id}&limit=100`);
    const row = executions.data?.rows.find(one => one.file?.path) ?? findings.data?.rows[0];
    if (executions.data && findings.data && !row) return html`<h1>File</h1><p class="empty">Nothing is on record of this file. The link may be of another run.</p>`;
    if (row) ofHost(row.host.name);
    return html`<nav aria-label="Where this is"><a href=${link('/executions')}>Executions</a> <span class="muted">/ file</span></nav>
      <section class="panel" aria-label="File">${row ? html`<h1><code>${text(row.file?.path ?? '')}</code></h1><dl class="facts">
        <dt>Host</dt><dd>${host(row.host.name)}</dd><dt>Identity</dt><dd>${row.file?.inode ? html`inode ${row.file.inode} on ${row.file.device}` : 'known by its name alone'}</dd>
        <dt>Digest</dt><dd>${digest(digestOf(executions.data?.rows.find(digestOf) ?? row))}</dd>
        <dt>Lives</dt><dd>${lanes.data ? lives(lanes.data) : nothing}</dd></dl>` : body(executions, () => nothing)}</section>
      ${panel('Parity', lanes, data => parity(data, [], redraw))}
      ${panel('Findings', findings, about)}
      ${panel('Runs', executions, data => html`${runs(data)}<p><a href=${link('/executions', { file: id })}>All ${number(data.total)} in the list of executions</a></p>`)}`;
  },
};
