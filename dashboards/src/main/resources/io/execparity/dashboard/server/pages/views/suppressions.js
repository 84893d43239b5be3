import { html } from '../vendor.js';
import { ask } from '../api.js';
import { link, question } from '../address.js';
import { chips, confidence, file, host, panel, rule, time, when } from '../parts.js';
import { text } from '../text.js';
import { number } from '../time.js';

function rows(page) {
  if (!page.rows.length) return html`<p class="empty">Nothing is suppressed.</p>`;
  return html`<p class="muted">${number(page.total)} findings were held back; each is here and none was deleted.</p><div class="scroll" tabindex="0" role="region" aria-label="Suppressed findings"><table>
    <thead><tr><th>By</th><th>Why</th><th>Sure?</th><th>What</th><th>File</th><th>Host</th><th>When</th></tr></thead><tbody>${page.rows.map(row => html`<tr>
      <td>${text(row.execparity.suppressed?.by ?? 'a person')}</td><td class="sentence">${text(row.execparity.suppressed?.reason ?? '')}</td><td>${confidence(row.execparity.suppressed?.confidence ?? '')}</td>
      <td>${rule(row.rule.name)}<div><a href=${link(`/findings/${row.board.id}`)}>${text(row.execparity.explanation)}</a></div></td><td class="file">${file(row)}</td><td class="host">${host(row.host.name)}</td><td class="nowrap">${when(time(row))}</td></tr>`)}</tbody></table></div>`;
}

export default {
  title: 'Suppressions',
  draw() {
    const page = ask(`/api/v1/findings${question({}, { status: 'suppressed', limit: '200' })}`);
    return html`<div class="bar"><h1>Suppressions</h1><span class="muted">what was hidden, by whom, why, until when</span></div>${chips()}${panel('Held back', page, rows)}`;
  },
};
