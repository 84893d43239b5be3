import { html } from '../vendor.js';
import { ask } from '../api.js';
import { link } from '../address.js';
import { ago, count, host, panel } from '../parts.js';
import { SILENT, duration } from '../time.js';

export default {
  title: 'Hosts',
  draw() {
    const summary = ask('/api/v1/summary');
    const open = ask('/api/v1/findings/groups?by=host&attention=yes&status=open&limit=2000');
    const gaps = ask('/api/v1/findings/groups?by=host&class=gap&limit=2000');
    const runs = ask('/api/v1/executions/groups?by=host&limit=2000');
    const of = (answer, name) => answer.data?.groups.find(group => group.values[0] === name)?.count ?? 0;
    return html`<h1>Hosts</h1>${panel('Every host that ever sent something', summary, data => html`<div class="scroll" tabindex="0" role="region" aria-label="Hosts"><table>
      <thead><tr><th>Host</th><th>Latest record</th><th>Reports?</th><th class="number">Needs a person</th><th class="number">Gaps</th><th class="number">Executions</th></tr></thead>
      <tbody>${data.hosts.map(one => html`<tr><td class="host">${host(one.name)}</td><td>${ago(one.last)}</td><td>${data.now - one.last > SILENT ? html`<span class="high">silent for ${duration(data.now - one.last)}</span>` : 'yes'}</td>
        <td class="number">${count(of(open, one.name), link('/findings', { host: one.name, attention: 'yes', status: 'open' }))}</td>
        <td class="number">${count(of(gaps, one.name), link('/posture', { host: one.name }))}</td>
        <td class="number">${count(of(runs, one.name), link('/executions', { host: one.name }))}</td></tr>`)}</tbody></table></div>`)}`;
  },
};
