import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link, question } from '../address.js';
import { ago, panel, severity } from '../parts.js';
import { duration, number } from '../time.js';
import { bars, strip } from '../charts.js';
import { unseen } from '../quiet.js';

const QUEUE = { attention: 'yes', status: 'open' };

function tile(href, figure, label, hot) {
  return html`<a class="tile ${hot ? 'hot' : ''}" href=${href}><span class="figure">${figure}</span><span class="label">${label}</span></a>`;
}

// A panel as the server defines it, for Kibana and Grafana as well; and the list of what it shows.
function panelOf(summary, id) {
  return summary.panels.find(one => one.id === id);
}

function listOf(defined, more = {}) {
  return link(defined.of === 'executions' ? '/executions' : '/findings', { ...(defined.of === 'findings' ? { attention: 'any' } : {}), ...defined.where, ...more });
}

function counted(summary, id, figure, hot) {
  const defined = panelOf(summary, id);
  return tile(listOf(defined), number(figure), defined.title, hot);
}

function needs(summary) {
  const by = summary.needs;
  const total = Object.values(by).reduce((sum, one) => sum + one, 0);
  const queue = panelOf(summary, 'queue');
  return html`<div class="tiles">
    ${['critical', 'high', 'medium', 'low', 'info'].filter(word => by[word]).map(word => html`<a class="tile ${word === 'critical' ? 'hot' : ''}" href=${listOf(queue, { severity: word })}>
      <span class="figure">${number(by[word])}</span><span class="label">${severity(word)}</span></a>`)}
    ${tile(listOf(queue), number(total), total ? html`${queue.title}; oldest ${duration(summary.now - summary.oldest)} ago` : queue.title)}</div>
    ${total ? nothing : html`<p class="empty">Quiet: nothing is open that needs a person. ${unseen()}</p>`}`;
}

function trust(summary) {
  const { hosts, silent, oldest } = summary.fleet;
  return html`<div class="tiles">
    ${tile(link('/hosts', { state: silent ? 'silent' : '' }), `${number(hosts - silent)} of ${number(hosts)}`, silent ? html`hosts report; ${number(silent)} silent, the longest for ${duration(summary.now - oldest)}` : 'hosts report', silent > 0)}
    ${counted(summary, 'losses', summary.losses, summary.losses > 0)}
    ${counted(summary, 'blind', summary.blind)}
    ${counted(summary, 'tampering', summary.tampering)}</div>`;
}

function rest(summary) {
  return html`<div class="tiles">
    ${counted(summary, 'gaps', summary.classes.gap)}
    ${counted(summary, 'integrity', summary.classes.integrity)}
    ${counted(summary, 'suppressed', summary.suppressed)}
    ${counted(summary, 'executions', summary.executions)}</div>`;
}

// The numbers over time of a panel, once it is known what it is of.
function overTime(summary, id, bins) {
  if (!summary.data) return { ...summary, data: undefined };
  const defined = panelOf(summary.data, id);
  return ask(`/api/v1/${defined.of}/histogram${question({}, { ...defined.where, by: defined.by, bins })}`);
}

export default {
  title: 'Overview',
  draw() {
    const summary = ask(`/api/v1/summary${question()}`);
    const over = overTime(summary, 'when', '40');
    const where = overTime(summary, 'where', '24');
    const heard = overTime(summary, 'heard', '24');
    if (summary.data && summary.data.findings + summary.data.executions === 0 && !location.search) return nothingYet();
    return html`<h1>Overview</h1>
      ${panel('Needs you', summary, needs, { beside: html`<span class="muted">open; class bypass or alert, or critical</span>` })}
      ${panel('Can this screen be trusted?', summary, trust)}
      ${panel('When', over, data => bars(data, { status: 'open' }), { beside: html`<span class="muted">open findings by class, one scale</span>` })}
      ${panel('Where', { ...where, pending: where.pending || heard.pending, data: where.data && heard.data ? [where.data, heard.data] : undefined, error: where.error ?? heard.error },
        ([findings, activity]) => strip(findings, activity), { beside: html`<span class="muted">hosts by time</span>` })}
      ${panel('Also on record', summary, rest)}
      ${summary.data?.raw === false ? html`<p class="note">No log was given, so raw records cannot be shown: start with <code>--audit FILE…</code></p>` : nothing}
      ${summary.data?.fleet.hosts ? html`<p class="muted">Latest record ${ago(summary.data.fleet.latest)}.</p>` : nothing}`;
  },
};

function nothingYet() {
  return html`<h1>Nothing was received yet</h1><section class="panel"><p>What a run, or the job, writes where this looks appears here.</p>
    <pre>./execparity analyze --audit /var/log/audit/audit.log --out results
./execparity serve --results results --audit /var/log/audit/audit.log</pre></section>`;
}
