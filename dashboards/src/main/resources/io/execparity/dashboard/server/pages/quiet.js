// Silence never looks like safety: where nothing was found, this says who could not have told.
import { html } from './vendor.js';
import { ask } from './api.js';
import { link } from './address.js';
import { host } from './parts.js';
import { number } from './time.js';

const NAMED = 5;

function names(found, total, rest) {
  return html`${found.slice(0, NAMED).map((name, i) => html`${i ? ', ' : ''}${host(name)}`)}${total > NAMED ? html` and <a href=${rest}>${number(total - NAMED)} more</a>` : ''}`;
}

export function unseen() {
  const blind = ask('/api/v1/findings/groups?rule=sensor-blind-spot&by=host&limit=2000').data;
  const silent = ask(`/api/v1/hosts?state=silent&limit=${NAMED}`).data;
  if (!blind || !silent) return '';
  if (!silent.fleet.hosts) return html`Nothing was ever received, so nothing could be found: <code>./execparity analyze --audit /var/log/audit/audit.log --out results</code>, and this looks there.`;
  const hosts = blind.groups.map(group => group.values[0]);
  return html`${silent.total ? html`Silent, so that nothing could come: ${names(silent.rows.map(one => one.name), silent.total, link('/hosts', { state: 'silent', host: '' }))}. ` : ''}
    ${hosts.length ? html`Blind for some rules: ${names(hosts, hosts.length, link('/coverage', { host: '' }))}. ` : ''}This is what the records show, not that nothing happened.`;
}
