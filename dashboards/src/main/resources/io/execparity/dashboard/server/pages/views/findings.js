import { html, nothing, repeat } from '../vendor.js';
import { ask } from '../api.js';
import { changed, link, params, question } from '../address.js';
import { body, chips, confidence, facet, file, host, pager, severity, severityOf, time, when } from '../parts.js';
import { text } from '../text.js';
import { duration, number } from '../time.js';

// What makes an analysis exit with 3, and nobody has dealt with.
const USUAL = { attention: 'yes', status: 'open' };
const FACETS = ['severity', 'class', 'rule', 'host', 'confidence', 'status', 'mode', 'vector', 'origin'];
const SORTS = [['severity', 'most severe'], ['newest', 'newest'], ['oldest', 'oldest']];

function rows(page) {
  if (!page.rows.length) return empty(page);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Findings"><table>
    <thead><tr><th>Severity</th><th>What</th><th>Host</th><th>File</th><th>When</th><th class="number">Acts</th></tr></thead>
    <tbody>${repeat(page.rows, row => row.board.id, row => html`<tr>
      <td>${severity(row.execparity.severity)}<br>${confidence(row.execparity.confidence)}</td>
      <td class="sentence"><a id="f-${row.board.id}" href=${link(`/findings/${row.board.id}`)}>${row.rule.name}</a>${row.board.status === 'open' ? nothing : html` <span class="tag">${row.board.status}</span>`}
        <div>${text(row.execparity.explanation)}</div></td>
      <td class="host">${host(row.host.name)}</td><td class="file">${file(row)}</td>
      <td class="nowrap">${when(time(row))}${row.execparity.last_seen ? html`<div class="muted small">for ${duration(Date.parse(row.execparity.last_seen) - time(row))}</div>` : nothing}</td>
      <td class="number">${number(row.execparity.count ?? 1)}</td></tr>`)}</tbody></table></div>${pager(page, page.rows.length)}`;
}

function empty() {
  return html`<p class="empty">No finding matches. <a href=${link('/findings', { attention: 'any', status: 'any' })}>Show all findings</a>, those that need nobody and those suppressed included.</p>`;
}

function groups(answer) {
  if (!answer.groups.length) return empty();
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Groups of findings"><table>
    <thead><tr><th>Severity</th><th>Rule and what it says of the oldest</th><th>Host</th><th>File</th><th>First</th><th class="number">Findings</th></tr></thead>
    <tbody>${answer.groups.map(group => html`<tr><td>${severity(severityOf(group.severity))}</td>
      <td class="sentence"><a href=${group.count === 1 ? link(`/findings/${group.sample.board.id}`) : changed({ group: '', rule: group.values[0], host: group.values[1], file: group.values[2] })}>${group.values[0]}</a><div>${text(group.sample.execparity.explanation)}</div></td>
      <td class="host">${host(group.values[1])}</td><td class="file">${file(group.sample)}</td><td class="nowrap">${when(group.first)}</td>
      <td class="number"><a href=${changed({ group: '', rule: group.values[0], host: group.values[1], file: group.values[2] })}>${number(group.count)}</a></td></tr>`)}</tbody></table></div>`;
}

export default {
  title: 'Findings',
  draw() {
    const now = params();
    const grouped = now.get('group') === 'same';
    const shared = { sort: now.get('sort'), after: now.get('after') };
    const page = ask(`/api/v1/findings${question(USUAL, shared)}`);
    const same = grouped ? ask(`/api/v1/findings/groups${question(USUAL, { by: ['rule', 'host', 'file'], limit: '500' })}`) : undefined;
    const exported = question(USUAL);
    return html`<div class="bar"><h1>Findings</h1>
        <span class="muted">${page.data ? html`${number(page.data.total)} ${page.data.total === 1 ? 'finding' : 'findings'}` : nothing}</span>
        <div class="end"><span class="bar">Sort ${SORTS.map(([value, words]) => html`<a class="chip" aria-current=${(now.get('sort') ?? 'severity') === value ? 'true' : nothing} href=${changed({ sort: value === 'severity' ? '' : value })}>${(now.get('sort') ?? 'severity') === value ? '● ' : nothing}${words}</a>`)}</span>
          <a class="chip" href=${changed({ group: grouped ? '' : 'same' })}>${grouped ? 'One by one' : 'Group the same'}</a>
          <a class="chip" download href="/api/v1/findings/export.csv${exported}">CSV</a><a class="chip" download href="/api/v1/findings/export.jsonl${exported}">JSON</a></div></div>
      ${chips(USUAL)}
      <div class="with-facets"><aside class="facets" aria-label="Narrow down">${FACETS.map(field => facet('findings', field, USUAL))}</aside>
        <section class="panel" aria-busy=${page.pending ? 'true' : 'false'} aria-label="Findings">${grouped ? body(same, groups) : body(page, rows)}</section></div>`;
  },
};
