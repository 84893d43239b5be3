// Letters that do what a button does, where the focus is in the list or the finding, and nobody switched them off.
import { html } from './vendor.js';

const LIST = [['j', 'next finding'], ['k', 'previous finding'], ['Enter', 'open it'], ['x', 'select it'], ['a', 'acknowledge'],
  ['s', 'suppress'], ['o', 'owner'], ['u', 'undo'], ['/', 'search'], ['?', 'this list']];
const FINDING = LIST.filter(([key]) => 'asu?'.includes(key));

function on() {
  return localStorage.getItem('keys') !== 'off';
}

// The key, where it is meant as one of these; the empty text where it is not.
export function keyOf(event) {
  const { target } = event;
  if (!on() || event.ctrlKey || event.metaKey || event.altKey || target.closest('dialog')) return '';
  return /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && target.type !== 'checkbox' ? '' : event.key;
}

export function showKeys() {
  document.getElementById('keys-dialog').showModal();
}

export function keysButtons(redraw) {
  const toggle = () => { localStorage.setItem('keys', on() ? 'off' : 'on'); redraw(); };
  return html`<button type="button" class="quiet" id="keys" aria-pressed=${on() ? 'true' : 'false'} @click=${toggle}>keys ${on() ? 'on' : 'off'}</button>
    <button type="button" class="quiet" id="keys-list" aria-label="list of keys" @click=${showKeys}>?</button>`;
}

export function keysDialog(ofList) {
  return html`<dialog id="keys-dialog" aria-labelledby="keys-title"><form class="fields" method="dialog"><h2 id="keys-title">Keys</h2>
    <p>They work while the focus is in the ${ofList ? 'list' : 'finding'}.</p>
    <dl class="facts">${(ofList ? LIST : FINDING).map(([key, words]) => html`<dt><kbd>${key}</kbd></dt><dd>${words}</dd>`)}</dl>
    <div class="bar"><button class="main">Close</button></div></form></dialog>`;
}
