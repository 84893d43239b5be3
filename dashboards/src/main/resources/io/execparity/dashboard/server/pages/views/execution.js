import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link } from '../address.js';
import { arguments_, body, digest, digestOf, file, host, outcome, panel, whenOf } from '../parts.js';
import { code, text } from '../text.js';
import { ofHost } from '../time.js';
import { parity } from '../parity.js';
import { events } from '../evidence.js';
import { tree } from '../tree.js';

// How an execution came about and ended.
function ran(ours) {
  return html`<dt>Outcome</dt><dd>${outcome(ours.outcome)}</dd>
        <dt>How</dt><dd>${ours.mode}, ${ours.vector}, from ${ours.origin}</dd><dt>Check</dt><dd>${ours.check}${ours.check_interface ? ` by ${ours.check_interface}` : ''}</dd>`;
}

// A page of one act of a kind, with the list that it is of.
export const act = (results, title, list, facts) => ({
  title,
  draw([id], redraw) {
    const answer = ask(`/api/v1/${results}/${id}`);
    if (!answer.data) return body(answer, () => nothing);
    const row = answer.data;
    ofHost(row.host.name);
    const ours = row.execparity;
    const lanes = row.board.file ? ask(`/api/v1/files/${row.board.file}/parity`) : undefined;
    return html`<nav aria-label="Where this is"><a href=${link(`/${results}`)}>${list}</a></nav>
      <section class="panel" aria-label=${title}><h1><code>${text(row.process.executable ?? 'an unknown image')}</code></h1><dl class="facts">
        <dt>When</dt><dd>${whenOf(row)}</dd><dt>Host</dt><dd>${host(row.host.name)}</dd>${facts(ours)}
        <dt>File</dt><dd>${file(row)}</dd><dt>Digest</dt><dd>${digest(digestOf(row))}</dd><dt>Arguments</dt><dd>${arguments_(row)}</dd>
        ${ours.interpreter ? html`<dt>Interpreter</dt><dd>${code(ours.interpreter)}</dd>` : nothing}${ours.policy ? html`<dt>Policy</dt><dd>${ours.policy.join(', ')}</dd>` : nothing}</dl></section>
      ${lanes ? panel('Parity', lanes, data => parity(data, ours.evidence ?? [], redraw)) : nothing}
      <section class="panel" aria-label="Processes"><header><h2>Processes</h2></header>${tree(row.process.entity_id, redraw)}</section>
      ${panel('Evidence', ask(`/api/v1/${results}/${id}/evidence`), data => events(data, redraw))}`;
  },
});

export default act('executions', 'Execution', 'Executions', ran);
