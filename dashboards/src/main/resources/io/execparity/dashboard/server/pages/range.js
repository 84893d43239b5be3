// Of which times everything is: the last of them, or chosen ones, in the zone that is chosen beside.
import { html, nothing } from './vendor.js';
import { changed, params } from './address.js';
import { local, momentOf, zoneName } from './time.js';

const RANGES = [['', 'all time'], ['1h', 'last hour'], ['24h', 'last 24 h'], ['7d', 'last 7 days']];

function value(name) {
  const at = Date.parse(params().get(name) ?? '');
  return Number.isNaN(at) ? '' : local(at);
}

export function rangePicker(go) {
  const query = params();
  const chosen = query.has('from') || query.has('to');
  const choose = event => {
    event.preventDefault();
    const form = new FormData(event.target);
    const moment = name => form.get(name) ? new Date(momentOf(form.get(name))).toISOString() : '';
    event.target.closest('details').open = false;
    go(changed({ range: '', from: moment('from'), to: moment('to') }));
  };
  return html`<label class="hidden" for="range">Range</label><select id="range" @change=${event => go(changed({ range: event.target.value, from: '', to: '' }))}>
      ${RANGES.map(([of, words]) => html`<option value=${of} ?selected=${!chosen && (query.get('range') ?? '') === of}>${words}</option>`)}
      ${chosen ? html`<option selected>chosen times</option>` : nothing}</select>
    <details class="times"><summary>Times</summary><form class="fields" @submit=${choose}>
      <label>From, ${zoneName()}<input id="from" name="from" type="datetime-local" step="0.001" .value=${value('from')}></label>
      <label>To, ${zoneName()}<input id="to" name="to" type="datetime-local" step="0.001" .value=${value('to')}></label>
      <button class="main" id="choose-times">Show</button></form></details>`;
}
