import { html, repeat } from '../vendor.js';
import { arguments_, file, host, jumpsOf, outcome } from '../parts.js';
import { text } from '../text.js';
import { list, wayTo } from './executions.js';

// Checks as a table: what an interpreter asked the kernel, and what it was told.
function asked(page) {
  if (!page.rows.length) return html`<p class="empty">No check matches.</p>`;
  const jumped = jumpsOf(page.rows);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Checks"><table>
    <thead><tr><th>When</th><th>Answer</th><th>Who asked</th><th>File</th><th>By</th><th>Host</th></tr></thead>
    <tbody>${repeat(page.rows, row => row.board.id, row => html`<tr class=${jumped.has(row.board.id) ? 'jump' : ''}><td class="nowrap">${wayTo('/checks', row, jumped)}</td>
      <td>${outcome(row.execparity.check)}</td><td><code>${text(row.process.executable ?? '')}</code> <span class="muted">pid ${row.process.pid}</span><div class="small">${arguments_(row)}</div></td>
      <td class="file">${file(row)}</td><td>${row.execparity.check_interface ?? ''}</td><td class="host">${host(row.host.name)}</td></tr>`)}</tbody></table></div>`;
}

export default list('checks', 'Checks', ['/executions', 'Executions'], ['check', 'host'], asked);
