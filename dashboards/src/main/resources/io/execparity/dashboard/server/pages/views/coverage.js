import { html, nothing } from '../vendor.js';
import { ask } from '../api.js';
import { link, params } from '../address.js';
import { chips, copy, host, panel, rule, when } from '../parts.js';
import { text } from '../text.js';
import { number } from '../time.js';

const WORDS = {
  sees: html`sees`,
  partly: html`<span class="low">partly</span>`,
  blind: html`<span class="high">blind</span>`,
  unknown: html`<span class="medium">unknown</span>`,
};

function chosen(data) {
  const names = params().getAll('host');
  return data.hosts.filter(one => !names.length || names.includes(one.name));
}

// Each feed once, however many rules miss it.
function missing(one) {
  const feeds = new Map();
  for (const of of one.rules) for (const feed of of.missing) feeds.set(feed.feed, { ...feed, rules: [...feeds.get(feed.feed)?.rules ?? [], of.rule] });
  return [...feeds.values()];
}

function lacks(data) {
  const hosts = chosen(data);
  if (!hosts.length) return html`<p class="empty">No host ever sent anything.</p>`;
  return hosts.map(one => html`<section aria-label=${`what ${one.name} lacks`}><h3>${host(one.name)}
    ${one.told ? nothing : html`<span class="muted small">its agent told nothing of it: inferred from what came</span>`}</h3>
    ${missing(one).length ? html`<ul>${missing(one).map(feed => html`<li><strong>${text(feed.words)}</strong>: ${text(feed.why)}
      <span class="muted">(${feed.rules.join(', ')})</span>${feed.fix.map(fix => html`<br><code>${text(fix)}</code>${copy(fix, 'line')}`)}</li>`)}</ul>`
      : html`<p class="empty">Nothing that a rule needs is missing.</p>`}</section>`);
}

function matrix(data) {
  const hosts = chosen(data);
  const rules = hosts[0]?.rules.map(of => of.rule) ?? [];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Which rule sees where"><table>
    <thead><tr><th>Rule</th>${hosts.map(one => html`<th>${host(one.name)}</th>`)}</tr></thead>
    <tbody>${rules.map((name, i) => html`<tr><td>${rule(name)}</td>${hosts.map(one => html`<td>${WORDS[one.rules[i].sight] ?? nothing}
      ${one.rules[i].missing.length ? html`<span class="muted small">without ${one.rules[i].missing.map(feed => feed.feed).join(', ')}</span>` : nothing}</td>`)}</tr>`)}</tbody></table></div>`;
}

// Links of the chain in the words of the probe.
function lost(one) {
  if (!one.lost.length) return 'nothing';
  return html`<ul>${one.lost.map(verb => html`<li><span class="high">${text(verb.verb)}</span> ${text(verb.link)}
    <span class="muted small">${text(verb.explanation)} ${text(verb.fix)}</span></li>`)}</ul>`;
}

function proven(data) {
  const names = params().getAll('host');
  const runs = data.runs.filter(one => !names.length || names.includes(one.host));
  if (!runs.length) return html`<p class="empty">No outcome of a probe is here.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Last run of the probe by host"><table>
    <thead><tr><th>Host</th><th>Last run</th><th>Kernel</th><th class="number">Found</th><th class="number">Not possible</th><th>Lost</th></tr></thead>
    <tbody>${runs.map(one => html`<tr><td>${host(one.host)}</td><td>${when(one.at, one.host)}</td><td>${text(one.kernel)}</td>
      <td class="number">${number(one.found)}</td><td class="number">${number(one.unsupported)}</td><td>${lost(one)}</td></tr>`)}</tbody></table></div>`;
}

export default {
  title: 'Coverage',
  draw() {
    const answer = ask('/api/v1/coverage');
    return html`<div class="bar"><h1>Coverage</h1><span class="muted">which rule sees where, by what came and what agents told</span></div>${chips()}
      ${panel('What is missing', answer, lacks)}
      ${panel('Proven by the probe', ask('/api/v1/probe'), proven)}
      ${panel('Rules by host', answer, matrix)}
      <p class="note">“Sees” says that the records a rule needs come from that host. It does not say that none was lost: see <a href=${link('/findings', { rule: 'telemetry-loss', status: 'any', attention: 'any' })}>losses</a>.</p>`;
  },
};
