// Raw records beside what they say. Pointing at a meaning lights the part of the line that it was read from.
import { html, nothing } from './vendor.js';
import { copy } from './parts.js';
import { text } from './text.js';
import { stamp } from './time.js';

let lit = '';

export function events(answer, redraw) {
  return answer.events.map(event => html`<article class="event" id="event-${place(event.stamp)}" tabindex="-1">
    <header><h3 class="mono">${event.stamp}</h3><span class="muted">${moment(event.stamp)}</span>
      ${event.records.length ? html`${copy(event.records.map(record => record.line).join('\n'), 'raw records')}
        <code class="small">ausearch -a ${serial(event.stamp)}</code>${copy(`ausearch -a ${serial(event.stamp)}`, 'the ausearch command')}` : nothing}</header>
    ${event.records.map((record, i) => pair(record, `${event.stamp}/${i}`, redraw))}
    ${event.absent.map(absent => html`<div class="absent"><strong>${absent.type}</strong><span class="tag">${absent.state === 'expected' ? 'absent, as expected' : absent.state === 'telling' ? 'absent, and that tells' : absent.state}</span><span>${absent.why}</span></div>`)}
  </article>`);
}

export function place(stampText) {
  return stampText.replace(/[^0-9]+/g, '-');
}

function serial(stampText) {
  return /:(\d+)\)/.exec(stampText)?.[1] ?? '';
}

function moment(stampText) {
  const found = /\((\d+)\.(\d+):/.exec(stampText);
  return found ? stamp(Number(found[1]) * 1000 + Number(found[2])) : '';
}

// Fields worth a line of their own; the rest stands in the raw line and says nothing more here.
function told(record) {
  const plainOnes = new Set(['pid', 'ppid', 'inode', 'dev', 'nametype', 'argc', 'item', 'op', 'res', 'cause', 'hash', 'domain', 'apparmor', 'profile', 'requested_mask', 'uid']);
  return record.fields.map((field, index) => ({ ...field, index })).filter(field => field.meaning || plainOnes.has(field.name));
}

function pair(record, id, redraw) {
  const light = index => () => { lit = `${id}/${index}`; redraw(); };
  const off = () => { lit = ''; redraw(); };
  return html`<div class="record"><pre class="raw" aria-label="raw record">${raw(record, id)}</pre>
    <dl class="meanings" aria-label=${`what this ${record.type} record says`}><div><dt>record</dt><dd><strong>${text(record.type)}</strong></dd></div>${told(record).map(field => html`<div><dt>${text(field.name)}</dt><dd><button type="button"
      @mouseenter=${light(field.index)} @mouseleave=${off} @focus=${light(field.index)} @blur=${off}>${text(field.meaning || field.written, redraw)}</button></dd></div>`)}</dl></div>`;
}

// The line cut into its fields, in the order in which they stand in it.
function raw(record, id) {
  const shown = [];
  let rest = record.line;
  record.fields.forEach((field, index) => {
    const token = `${field.name}=${field.written}`;
    const at = rest.indexOf(token);
    if (at < 0) return;
    shown.push(text(rest.slice(0, at)), html`<span class="token ${lit === `${id}/${index}` ? 'lit' : ''}">${text(token)}</span>`);
    rest = rest.slice(at + token.length);
  });
  shown.push(text(rest));
  return shown;
}
