// Of which hosts everything is, chosen beside the range and the zone.
import { html, nothing } from './vendor.js';
import { ask } from './api.js';
import { changed, link, params } from './address.js';
import { plain } from './text.js';

const MOST = '50';
// Pages that are of one thing; a host chosen there leads to its own page.
const OF_ONE = /^\/(hosts|activity)$|^\/[a-z]+\/./;

let part;

// Names of hosts for whoever began to write one. A name that hides something is not offered, since it could not be marked.
function names() {
  if (part === undefined) return [];
  const query = new URLSearchParams({ q: part, limit: MOST });
  return (ask(`/api/v1/hosts?${query}`).data?.rows ?? []).map(one => one.name).filter(name => plain(name) === name);
}

export function hostPicker(go, redraw) {
  const chosen = params().getAll('host');
  const choose = event => {
    const name = event.target.value.trim();
    part = undefined;
    if (!OF_ONE.test(location.pathname)) return go(changed({ host: name }));
    event.target.value = '';
    return go(name ? link(`/hosts/${encodeURIComponent(name)}`, { host: '' }) : changed({ host: '' }));
  };
  const look = event => { part = chosen.includes(event.target.value) ? '' : event.target.value; redraw(); };
  return html`<label class="hidden" for="host">Host</label><input id="host" type="search" size="12" maxlength="253" list="hosts" autocomplete="off"
      placeholder=${chosen.length > 1 ? `${chosen.length} hosts` : 'all hosts'} .value=${chosen.length === 1 ? plain(chosen[0]) : ''} @focus=${look} @input=${look} @change=${choose}>
    <datalist id="hosts">${part === undefined ? nothing : names().map(name => html`<option value=${name}></option>`)}</datalist>`;
}
