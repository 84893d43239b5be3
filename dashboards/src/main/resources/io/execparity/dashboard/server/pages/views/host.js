// One host: is its sensor well, what does it enforce, and what is there to look at.
import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link, question } from '../address.js';
import { ago, count, panel, rule, severity, severityOf, when } from '../parts.js';
import { code, text } from '../text.js';
import { number, ofHost } from '../time.js';
import { bars } from '../charts.js';

const MOST_LINES = 500;

// A number that opens what it counts, in place.
function lines(found, one, many = `${one}s`) {
  if (!found?.length) return html`<span class="muted">no ${many} told</span>`;
  return html`<details><summary>${number(found.length)} ${found.length === 1 ? one : many}</summary>
    <ul class="lines">${found.slice(0, MOST_LINES).map(line => html`<li>${code(line)}</li>`)}</ul>
    ${found.length > MOST_LINES ? html`<p class="muted small">The first ${number(MOST_LINES)}.</p>` : nothing}</details>`;
}

function facts(pairs) {
  return html`<dl class="facts">${pairs.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

// What auditctl -s said of itself.
function status(snapshot, name) {
  const line = snapshot.audit_status?.find(one => one.startsWith(`${name} `));
  return line === undefined ? undefined : line.slice(name.length + 1).trim();
}

const ENABLED = { 0: html`<span class="critical">off</span>`, 1: 'on', 2: 'on, and locked until the next start' };

function audit(snapshot) {
  const enabled = status(snapshot, 'enabled');
  const lost = status(snapshot, 'lost');
  return html`${enabled === undefined ? html`<span class="muted">not told</span>` : ENABLED[enabled] ?? text(enabled)}${lost === undefined ? nothing
    : html`; <span class=${lost === '0' ? '' : 'high'}>${text(lost)} records lost</span>, backlog ${text(status(snapshot, 'backlog') ?? '?')} of ${text(status(snapshot, 'backlog_limit') ?? '?')} <span class="muted">since its start, when this was taken</span>`}`;
}

function losses(told) {
  const found = told?.execparity.losses ?? [];
  if (!found.length) return html`<span class="muted">its agent told of none</span>`;
  return html`<ul class="lines">${found.map(one => html`<li>${text(one.reason)}: ${number(one.lines)} lines, ${one.count === 1 ? 'once' : `${number(one.count)} times`}, last ${when(Date.parse(one.last_seen))}<div class="muted small">${text(one.explanation)}</div></li>`)}</ul>`;
}

function sensor(name, known, summary, told, reports) {
  const found = key => count(summary[key], link('/findings', { host: name, rule: { losses: 'telemetry-loss', blind: 'sensor-blind-spot', tampering: 'audit-tampering' }[key], status: 'any', attention: 'any' }));
  const snapshot = told?.snapshot;
  const newest = reports[0];
  return html`${facts([
    ['Latest record', known ? html`${when(known.last)} <span class=${known.silent ? 'high' : 'muted'}>${ago(known.last)}${known.silent ? ', silent' : ''}</span>` : html`<span class="muted">none</span>`],
    ['Losses found', html`${found('losses')} <span class="muted">in the range that is chosen</span>`],
    ['Blind spots', html`${found('blind')}, <a href=${link('/coverage', { host: name })}>which rules see here</a>`],
    ['Auditing changed', found('tampering')],
    ['Lost on the way', losses(told)],
    ['Agent', told?.agent ? html`${code(told.agent.id)}${snapshot ? html`, told this ${ago(Date.parse(told.execparity.taken))} <span class="muted">(${snapshot.cause})</span>` : nothing}` : html`<span class="muted">no message of an agent came</span>`],
    ['Auditing', snapshot ? audit(snapshot) : html`<span class="muted">not told</span>`],
    ['Measurement list', newest ? html`<a href=${address(newest)} class=${newest.passed ? '' : 'critical'}>${text(newest.verdict)}</a> <span class="muted">${ago(newest.at)}</span>` : html`<span class="muted">not verified by itself</span>`],
    ...(snapshot?.unreadable?.length ? [['Could not read', lines(snapshot.unreadable, 'thing')]] : []),
  ])}`;
}

function policies(told) {
  const snapshot = told?.snapshot;
  if (!snapshot) return html`<p class="empty">No agent told what this host enforces. <code>execparity collect</code> does.</p>`;
  const mounts = snapshot.mounts ?? [];
  const noexec = mounts.filter(line => line.split(' ')[3]?.split(',').includes('noexec'));
  return facts([
    ['Kernel', html`${text(snapshot.kernel ?? '')} <span class="muted">${text(snapshot.machine ?? '')}</span>`],
    ['Audit rules', lines(snapshot.audit_rules, 'rule')],
    ['IMA policy', lines(snapshot.ima_policy, 'rule')],
    ['vm.memfd_noexec', snapshot.memfd_noexec ?? html`<span class="muted">not told</span>`],
    ['Security modules', snapshot.security_modules?.length ? html`<code>${text(snapshot.security_modules.join(', '))}</code>` : html`<span class="muted">not told</span>`],
    ['noexec', lines(noexec, 'mount with noexec', 'mounts with noexec')],
    ['Other mounts', lines(mounts.filter(line => !noexec.includes(line)), 'mount')],
    ['Runtimes', lines(snapshot.runtimes, 'container runtime')],
    ['Time zone', snapshot.time_zone ? text(snapshot.time_zone) : html`<span class="muted">not told</span>`],
  ]);
}

function address(report) {
  return link(`/integrity/${encodeURIComponent(report.host)}/${encodeURIComponent(report.boot)}`, { host: '' });
}

function boots(reports, told) {
  const running = told?.snapshot?.boot;
  const known = new Set(reports.map(one => one.boot));
  const rows = reports.slice(0, 50).map(one => html`<tr><td><a href=${address(one)}><code>${text(one.boot)}</code></a>${one.boot === running ? html` <span class="tag">running</span>` : nothing}</td>
    <td><span class=${one.passed ? '' : 'critical'}>${text(one.verdict)}</span></td><td class="nowrap">${when(one.at)}</td></tr>`);
  if (running && !known.has(running)) rows.unshift(html`<tr><td><a href=${address({ host: told.host.name, boot: running })}><code>${text(running)}</code></a> <span class="tag">running</span></td><td class="muted">its list was not verified by itself</td><td></td></tr>`);
  if (!rows.length) return html`<p class="empty">No boot of it is known: no agent told of one, and no measurement list was verified by itself.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Boots"><table><thead><tr><th>Boot</th><th>Measurement list</th><th>Verified</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function byRule(name, data) {
  if (!data.groups.length) return html`<p class="empty">None is open.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Rules"><table><thead><tr><th>Severity</th><th>Rule</th><th class="number">Findings</th></tr></thead>
    <tbody>${[...data.groups].sort((a, b) => b.severity - a.severity).map(group => html`<tr><td>${severity(severityOf(group.severity))}</td><td>${rule(group.values[0])}</td>
      <td class="number">${count(group.count, link('/findings', { host: name, rule: group.values[0], status: 'open', attention: 'any' }))}</td></tr>`)}</tbody></table></div>`;
}

function acts(name, data) {
  if (!data.groups.length) return html`<p class="empty">No execution is on record.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Executions by outcome"><table><thead><tr><th>Outcome</th><th>How</th><th>Check</th><th class="number">Executions</th></tr></thead>
    <tbody>${data.groups.map(({ values: [outcome, mode, check], count: found }) => html`<tr><td>${outcome}</td><td>${mode}</td><td>${check}</td>
      <td class="number">${count(found, link('/executions', { host: name, outcome, mode, check }))}</td></tr>`)}</tbody></table></div>`;
}

// One answer of several, which fails where one of them does.
function together(...answers) {
  const data = answers.every(one => one.data) ? answers.map(one => one.data) : undefined;
  return { ...answers[0], data, pending: answers.some(one => one.pending), error: answers.find(one => one.error)?.error };
}

export default {
  title: 'Host',
  draw([name]) {
    ofHost(name);
    const its = question({}, { host: name });
    const summary = ask(`/api/v1/summary${its}`);
    const rules = ask(`/api/v1/findings/groups${question({}, { host: name, status: 'open', by: 'rule', limit: '100' })}`);
    const over = ask(`/api/v1/findings/histogram${question({}, { host: name, by: 'class' })}`);
    const executions = ask(`/api/v1/executions/groups${question({}, { host: name, by: ['outcome', 'mode', 'check'] })}`);
    const named = ask(`/api/v1/hosts?q=${encodeURIComponent(name)}&limit=2000`);
    const told = ask(`/api/v1/hosts/${encodeURIComponent(name)}`);
    const verified = ask('/api/v1/integrity');
    if (told.error?.status === 404) return html`<nav aria-label="Where this is"><a href=${link('/hosts', { host: '' })}>Hosts</a></nav><h1>${text(name)}</h1><p class="empty">Nothing is on record of this host. Its name may be mistyped, or of another run.</p>`;
    const known = named.data?.rows.find(one => one.name === name);
    const reports = data => data.reports.filter(one => one.host === name && one.verdict);
    return html`<nav aria-label="Where this is"><a href=${link('/hosts', { host: '' })}>Hosts</a></nav>
      <div class="bar"><h1>${text(name)}</h1>${known ? html`<span class=${known.silent ? 'high' : 'muted'}>latest record ${ago(known.last)}${known.silent ? ', silent' : ''}</span>` : nothing}
        <span class="end"><a class="chip" href=${link('/posture', { host: name })}>Posture</a><a class="chip" href=${link('/integrity', { host: name })}>Integrity</a><a class="chip" href=${link('/coverage', { host: name })}>Coverage</a></span></div>
      ${panel('When', over, data => bars(data, { host: name, status: 'any' }))}
      <div class="columns">${panel('Sensor', together(summary, named, told, verified), ([found, , of, lists]) => sensor(name, known, found, of.told, reports(lists)))}
        ${panel('Policies', told, data => policies(data.told))}</div>
      <div class="columns">${panel('Open findings by rule', rules, data => byRule(name, data), { beside: summary.data ? html`<span>${count(summary.data.classes.gap, link('/posture', { host: name }), 'gaps')}</span>` : nothing })}
        <div class="stack">${panel('Executions', executions, data => acts(name, data))}
          ${panel('Boots', together(verified, told), ([lists, of]) => boots(reports(lists), of.told))}</div></div>`;
  },
};
