import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link, question } from '../address.js';
import { ago, count, panel, severity } from '../parts.js';
import { duration, number } from '../time.js';
import { bars, strip } from '../charts.js';

const QUEUE = { attention: 'yes', status: 'open' };
// Longer than this without a word, and a host counts as silent.
const SILENT = 120_000;

function tile(href, figure, label, hot) {
  return html`<a class="tile ${hot ? 'hot' : ''}" href=${href}><span class="figure">${figure}</span><span class="label">${label}</span></a>`;
}

function needs(summary) {
  const by = summary.needs;
  const total = Object.values(by).reduce((sum, one) => sum + one, 0);
  return html`<div class="tiles">
    ${['critical', 'high', 'medium', 'low', 'info'].filter(word => by[word]).map(word => html`<a class="tile ${word === 'critical' ? 'hot' : ''}" href=${link('/findings', { ...QUEUE, severity: word })}>
      <span class="figure">${number(by[word])}</span><span class="label">${severity(word)}</span></a>`)}
    ${tile(link('/findings', QUEUE), number(total), total ? html`in the queue; oldest ${duration(summary.now - summary.oldest)} ago` : 'in the queue')}</div>
    ${total ? nothing : html`<p class="empty">Nothing is open that needs a person${summary.blind ? html`, but ${count(summary.blind, link('/coverage'), 'rules are blind somewhere')}` : nothing}. That is what the records show, not that nothing happened.</p>`}`;
}

function trust(summary) {
  const silent = summary.hosts.filter(host => summary.now - host.last > SILENT);
  return html`<div class="tiles">
    ${tile(link('/hosts'), `${summary.hosts.length - silent.length} of ${summary.hosts.length}`, silent.length ? html`hosts report; ${silent.length} silent, the longest for ${duration(summary.now - Math.min(...silent.map(host => host.last)))}` : 'hosts report', silent.length > 0)}
    ${tile(link('/findings', { rule: 'telemetry-loss', status: 'open', attention: 'any' }), number(summary.losses), 'losses of records', summary.losses > 0)}
    ${tile(link('/findings', { rule: 'sensor-blind-spot', status: 'open', attention: 'any' }), number(summary.blind), 'blind spots: rules that cannot see somewhere')}
    ${tile(link('/findings', { rule: 'audit-tampering', status: 'open', attention: 'any' }), number(summary.tampering), 'changes to auditing itself')}</div>`;
}

function rest(summary) {
  return html`<div class="tiles">
    ${tile(link('/findings', { class: 'gap', status: 'open', attention: 'any' }), number(summary.classes.gap), html`gaps: code that ran unchecked`)}
    ${tile(link('/findings', { class: 'integrity', status: 'open', attention: 'any' }), number(summary.classes.integrity), 'about measurement and appraisal')}
    ${tile(link('/findings', { status: 'suppressed', attention: 'any' }), number(summary.suppressed), 'suppressed')}
    ${tile(link('/executions'), number(summary.executions), 'executions on record, denied ones included')}</div>`;
}

export default {
  title: 'Overview',
  draw() {
    const summary = ask(`/api/v1/summary${question()}`);
    const over = ask(`/api/v1/findings/histogram${question({}, { status: 'open', by: 'class', bins: '60' })}`);
    const where = ask(`/api/v1/findings/histogram${question({}, { status: 'open', attention: 'yes', by: 'host', bins: '40' })}`);
    const heard = ask(`/api/v1/executions/histogram${question({}, { by: 'host', bins: '40' })}`);
    if (summary.data && summary.data.findings + summary.data.executions === 0 && !location.search) return nothingYet();
    return html`<h1>Overview</h1>
      ${panel('Needs you', summary, needs, { beside: html`<span class="muted">open; class bypass or alert, or critical</span>` })}
      ${panel('Can this screen be trusted?', summary, trust)}
      ${panel('When', over, data => bars(data, { status: 'open' }), { beside: html`<span class="muted">open findings by class, one scale</span>` })}
      ${panel('Where', { ...where, pending: where.pending || heard.pending, data: where.data && heard.data ? [where.data, heard.data] : undefined, error: where.error ?? heard.error },
        ([findings, activity]) => strip(findings, activity), { beside: html`<span class="muted">hosts by time</span>` })}
      ${panel('Also on record', summary, rest)}
      ${summary.data?.raw === false ? html`<p class="note">No log was given, so raw records cannot be shown: start with <code>--audit FILE…</code></p>` : nothing}
      ${summary.data?.hosts.length ? html`<p class="muted">Latest record ${ago(Math.max(...summary.data.hosts.map(host => host.last)))}.</p>` : nothing}`;
  },
};

function nothingYet() {
  return html`<h1>Nothing was received yet</h1><section class="panel"><p>The folder of results is followed: what a run writes there appears here.</p>
    <pre>./execparity analyze --audit /var/log/audit/audit.log --out results
./execparity serve --results results --audit /var/log/audit/audit.log</pre></section>`;
}
