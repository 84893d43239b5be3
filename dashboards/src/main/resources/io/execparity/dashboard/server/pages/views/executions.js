import { html, nothing, repeat } from '../vendor.js';
import { ask } from '../api.js';
import { changed, link, params, question } from '../address.js';
import { arguments_, body, chips, facet, file, host, JUMP, jumpsOf, outcome, pager, whenOf } from '../parts.js';
import { text } from '../text.js';
import { exportZone, number } from '../time.js';

const FACETS = ['outcome', 'mode', 'vector', 'origin', 'check', 'host'];

// When an act was, as the way to it.
export function wayTo(path, row, jumped) {
  return html`<a id="x-${row.board.id}" href=${link(`${path}/${row.board.id}`)}>${whenOf(row)}</a>${jumped.has(row.board.id) ? html`<div class="tag medium" title=${JUMP}>clock or boot changed</div>` : nothing}`;
}

// Executions as a table: denied ones too.
export function runs(page) {
  if (!page.rows.length) return html`<p class="empty">No execution matches.</p>`;
  const jumped = jumpsOf(page.rows);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Executions"><table>
    <thead><tr><th>When</th><th>Outcome</th><th>Program and arguments</th><th>File</th><th>How</th><th>Check</th><th>Host</th></tr></thead>
    <tbody>${repeat(page.rows, row => row.board.id, row => html`<tr class=${jumped.has(row.board.id) ? 'jump' : ''}><td class="nowrap">${wayTo('/executions', row, jumped)}</td>
      <td>${outcome(row.execparity.outcome)}</td><td><code>${text(row.process.executable ?? '')}</code> <span class="muted">pid ${row.process.pid}</span><div class="small">${arguments_(row)}</div></td>
      <td class="file">${file(row)}</td><td>${row.execparity.mode}<br><span class="muted">${row.execparity.vector}${row.execparity.origin === 'file' ? nothing : html`, ${row.execparity.origin}`}</span></td>
      <td>${row.execparity.check}</td><td class="host">${host(row.host.name)}</td></tr>`)}</tbody></table></div>`;
}

// A page of acts of one kind as a table, with what narrows it down and the way to those of the other kind.
export function list(results, title, other, facets, rows) {
  return {
    title,
    draw() {
      const now = params();
      const page = ask(`/api/v1/${results}${question({}, { sort: now.get('sort'), after: now.get('after') })}`);
      const sort = now.get('sort') ?? 'newest';
      const exported = question();
      return html`<div class="bar"><h1>${title}</h1><span class="muted" role="status">${page.data ? number(page.data.total) : nothing}</span>
        <div class="end"><a class="chip" href=${link(other[0])}>${other[1]}</a>${[['newest', 'newest'], ['oldest', 'oldest']].map(([value, words]) => html`<a class="chip" href=${changed({ sort: value === 'newest' ? '' : value })}>${sort === value ? '● ' : nothing}${words}</a>`)}
          <a class="chip" download href="/api/v1/${results}/export.csv${question({}, { tz: exportZone() })}">CSV</a><a class="chip" download href="/api/v1/${results}/export.jsonl${exported}">JSON</a></div></div>
      ${chips()}
      <div class="with-facets"><aside class="facets" aria-label="Narrow down">${facets.map(field => facet(results, field, {}))}</aside>
        <section class="panel" aria-busy=${page.pending ? 'true' : 'false'} aria-label=${title}>${body(page, data => html`${rows(data)}${pager(data, data.rows.length)}`)}</section></div>`;
    },
  };
}

export default list('executions', 'Executions', ['/checks', 'Checks'], FACETS, runs);
