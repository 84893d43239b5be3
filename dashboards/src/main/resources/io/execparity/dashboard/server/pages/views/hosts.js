import { html } from '../vendor.js';
import { ask } from '../api.js';
import { changed, link, params } from '../address.js';
import { ago, count, host, panel } from '../parts.js';
import { duration, number } from '../time.js';
import { go } from '../app.js';

const STATES = [['', 'all'], ['silent', 'silent'], ['reports', 'reporting']];

// A page of them, however many there are.
function rows(page) {
  if (!page.rows.length) return html`<p class="empty">No host matches. <a href=${link('/hosts')}>Show all</a></p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Hosts"><table>
    <thead><tr><th>Host</th><th>Latest record</th><th>Reports?</th><th class="number">Needs a person</th><th class="number">Gaps</th><th class="number">Executions</th></tr></thead>
    <tbody>${page.rows.map(one => html`<tr><td class="host">${host(one.name)}</td><td>${ago(one.last)}</td><td>${one.silent ? html`<span class="high">silent for ${duration(page.now - one.last)}</span>` : 'yes'}</td>
      <td class="number">${count(one.needs, link('/findings', { host: one.name, attention: 'yes', status: 'open' }))}</td>
      <td class="number">${count(one.gaps, link('/posture', { host: one.name }))}</td>
      <td class="number">${count(one.executions, link('/executions', { host: one.name }))}</td></tr>`)}</tbody></table></div>
    <div class="bar">${params().has('after') ? html`<a class="chip" href=${changed({ after: '' })}>First page</a>` : ''}
      ${page.next === undefined ? '' : html`<a class="chip" id="next" href=${changed({ after: page.next })}>Next page</a>`}
      <span class="muted">${number(page.rows.length)} of ${number(page.total)}</span></div>`;
}

export default {
  title: 'Hosts',
  draw() {
    const now = params();
    const state = now.get('state') ?? '';
    const query = new URLSearchParams();
    for (const key of ['q', 'state', 'after']) if (now.get(key)) query.set(key, now.get(key));
    const page = ask(`/api/v1/hosts?${query}`);
    const fleet = page.data?.fleet;
    const find = event => {
      event.preventDefault();
      go(changed({ q: new FormData(event.target).get('part') }));
    };
    return html`<div class="bar"><h1>Hosts</h1><span class="muted">${fleet ? `${number(fleet.hosts)} ever sent something, ${number(fleet.silent)} ${fleet.silent === 1 ? 'is' : 'are'} silent` : ''}</span>
        <div class="end"><span class="bar">${STATES.map(([value, words]) => html`<a class="chip" aria-current=${state === value ? 'true' : 'false'} href=${changed({ state: value })}>${state === value ? '● ' : ''}${words}</a>`)}</span>
          <form @submit=${find}><label class="hidden" for="part">Part of a host's name</label><input id="part" type="search" name="part" placeholder="Part of a name" .value=${now.get('q') ?? ''}></form></div></div>
      ${panel('By name', page, rows)}`;
  },
};
