import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link } from '../address.js';
import { ago, count, panel, rule, severity, severityOf, when } from '../parts.js';
import { text } from '../text.js';
import { number } from '../time.js';
import { bars } from '../charts.js';

function bootsOf(reports) {
  if (!reports.length) return html`<p class="empty">No measurement list of it was verified by itself.</p>`;
  return html`<table><tbody>${reports.slice(0, 50).map(one => html`<tr><td><a href=${link(`/integrity/${encodeURIComponent(one.host)}/${encodeURIComponent(one.boot)}`)}><code>${text(one.boot)}</code></a></td>
    <td><span class=${one.passed ? '' : 'critical'}>${text(one.verdict)}</span></td><td class="nowrap">${when(one.at)}</td></tr>`)}</tbody></table>`;
}

export default {
  title: 'Host',
  draw([name]) {
    const its = `host=${encodeURIComponent(name)}`;
    const summary = ask(`/api/v1/summary?${its}`);
    const rules = ask(`/api/v1/findings/groups?${its}&status=open&by=rule&limit=100`);
    const over = ask(`/api/v1/findings/histogram?${its}&by=class`);
    const policies = ask(`/api/v1/executions/groups?${its}&by=outcome&by=mode`);
    const named = ask(`/api/v1/hosts?q=${encodeURIComponent(name)}&limit=2000`);
    const known = named.data?.rows.find(one => one.name === name);
    const boots = ask('/api/v1/integrity');
    return html`<nav aria-label="Where this is"><a href=${link('/hosts')}>Hosts</a></nav>
      <div class="bar"><h1>${text(name)}</h1>${known ? html`<span class=${known.silent ? 'high' : 'muted'}>latest record ${ago(known.last)}${known.silent ? ', silent' : ''}</span>` : nothing}
        <span class="end"><a class="chip" href=${link('/posture', { host: name })}>Posture</a><a class="chip" href=${link('/integrity', { host: name })}>Integrity</a><a class="chip" href=${link('/coverage', { host: name })}>Coverage</a></span></div>
      ${panel('When', over, data => bars(data, { host: name, status: 'any' }))}
      <div class="columns">${panel('Open findings by rule', rules, data => data.groups.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Rules"><table><tbody>${data.groups.map(group => html`<tr><td>${severity(severityOf(group.severity))}</td><td>${rule(group.values[0])}</td>
          <td class="number">${count(group.count, link('/findings', { host: name, rule: group.values[0], status: 'open', attention: 'any' }))}</td></tr>`)}</tbody></table></div>` : html`<p class="empty">None is open.</p>`)}
        ${panel('Executions', policies, data => html`<table><tbody>${data.groups.map(group => html`<tr><td>${group.values[0]}</td><td>${group.values[1]}</td>
          <td class="number">${count(group.count, link('/executions', { host: name, outcome: group.values[0], mode: group.values[1] }))}</td></tr>`)}</tbody></table>
          <p class="muted">${number(summary.data?.checks)} checks on record.</p>`)}
        ${panel('Boots', boots, data => bootsOf(data.reports.filter(one => one.host === name && one.verdict)))}</div>`;
  },
};
