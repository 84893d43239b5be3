// What people say of findings: acknowledge, close, suppress, and take it back.
import { html, nothing } from './vendor.js';
import { refresh, send } from './api.js';
import { plain } from './text.js';
import { number } from './time.js';

const UNDO_MILLISECONDS = 30_000;
const REASONS = ['known software', 'accepted risk', 'test'];
export const RESOLUTIONS = ['fixed', 'expected', 'false positive', 'duplicate'];

let toast;
let timer;
let form = {};

// Sends it; what came of it is told with a way back, or why nothing was changed.
export async function act(what, body, words, redraw) {
  try {
    const { entry } = await send(`/api/v1/triage/${what}`, body);
    const changed = entry.count ? `: ${number(entry.count)} ${entry.count === 1 ? 'finding' : 'findings'}` : '';
    toast = { words: words + changed, undo: what === 'undo' ? undefined : entry.id };
    refresh();
  } catch (error) {
    toast = { words: error.message };
  }
  tell(toast, redraw);
}

function tell(what, redraw) {
  toast = what;
  clearTimeout(timer);
  timer = setTimeout(() => { toast = undefined; redraw(); }, UNDO_MILLISECONDS);
  redraw();
}

export function undo(redraw) {
  if (toast?.undo) act('undo', { entry: toast.undo }, 'Taken back', redraw);
}

export function toastBar(redraw) {
  return toast ? html`<div class="toast" role="alert">${plain(toast.words)}
    ${toast.undo ? html`<button type="button" @click=${() => undo(redraw)}>Undo</button>` : nothing}
    <button type="button" @click=${() => { toast = undefined; redraw(); }}>Dismiss</button></div>` : nothing;
}

export function closeMenu(close, disabled) {
  return html`<label><span class="hidden">Close as</span><select id="close-as" ?disabled=${disabled} @change=${event => { const as = event.target.value; event.target.value = ''; if (as) close(as); }}>
    <option value="">Close as…</option>${RESOLUTIONS.map(one => html`<option value=${one}>${one}</option>`)}</select></label>`;
}

// By what a file can be told from others; its name, or the name of a process, is not among them.
function scopes(row) {
  const found = [];
  if (row.file?.hash) found.push(['digest', 'this rule, for this content (digest) on any host']);
  const memory = row.execparity.memfd || row.execparity.origin === 'memfd';
  if (!memory && row.file?.inode && row.file?.path?.startsWith('/')) found.push(['identity', 'this rule, for this file (device, inode and path) on this host']);
  return found;
}

// Why there is no suppressing around a finding; the empty text where there is.
function whyNot(row) {
  if (!row) return 'select one finding';
  if (['audit-tampering', 'measurement-list-tampered'].includes(row.rule.name)) return 'never suppressed: acknowledge it';
  if (row.board.status === 'suppressed') return 'it is suppressed';
  return scopes(row).length ? '' : 'its file has neither a digest nor an identity on record';
}

// Opens the dialog that the page has, or tells why not.
export function openSuppress(row, redraw) {
  const why = whyNot(row);
  form = {};
  if (why) tell({ words: `Not suppressed: ${why}` }, redraw);
  else document.getElementById('suppress-dialog').showModal();
  redraw();
}

export function suppressButton(row, redraw, open = () => openSuppress(row, redraw)) {
  const why = whyNot(row);
  return html`<button type="button" id="suppress" ?disabled=${Boolean(why)} title=${why} @click=${open}>Suppress…</button>`;
}

function ready() {
  return form.scope && form.reason && form.comment?.trim() && form.days >= 1 && form.days <= 365 && form.preview;
}

export function suppressDialog(row, redraw) {
  const choices = scopes(row);
  const set = (name, value, again) => {
    form[name] = value;
    if (again) form.preview = undefined;
    redraw();
  };
  form.scope ??= choices[0]?.[0];
  form.days ??= 30;
  const preview = () => send('/api/v1/triage/preview', { finding: row.board.id, scope: form.scope, days: form.days })
      .then(answer => { form.preview = answer; form.error = ''; }, error => { form.error = error.message; }).then(redraw);
  const suppress = event => {
    event.preventDefault();
    event.target.closest('dialog').close();
    act('suppress', { finding: row.board.id, scope: form.scope, reason: form.reason, comment: form.comment, days: form.days, expected: form.preview.hides }, 'Suppressed', redraw);
  };
  return html`<dialog id="suppress-dialog" aria-labelledby="suppress-title"><form class="fields" method="dialog" @submit=${suppress}>
    <h2 id="suppress-title">Suppress ${row.rule.name}</h2>
    <fieldset><legend>What</legend>${choices.map(([value, words]) => html`<label class="choice"><input type="radio" name="scope" value=${value} .checked=${form.scope === value} @change=${() => set('scope', value, true)}> ${words}</label>`)}</fieldset>
    <label>Reason<select id="suppress-reason" .value=${form.reason ?? ''} @change=${event => set('reason', event.target.value)}><option value="">choose one</option>${REASONS.map(one => html`<option value=${one}>${one}</option>`)}</select></label>
    <label>Comment<textarea id="suppress-comment" rows="2" maxlength="800" .value=${form.comment ?? ''} @input=${event => set('comment', event.target.value)}></textarea></label>
    <label>For how many days, 365 at most<input id="suppress-days" type="number" min="1" max="365" .value=${String(form.days || '')} @input=${event => set('days', Number(event.target.value), true)}></label>
    <p role="status">${form.error ? html`<span class="high">${plain(form.error)}</span>` : form.preview
      ? html`Hides <strong>${number(form.preview.hides)}</strong> on ${form.preview.hosts.length} ${form.preview.hosts.length === 1 ? 'host' : 'hosts'}, ${number(form.preview.critical)} of them critical, and what comes like them until then: no longer than until something new does, from another host, with another digest, or ten times as much in a day.`
      : html`<span class="muted">Look first at what it would hide.</span>`}</p>
    <div class="bar"><button type="button" id="suppress-preview" @click=${preview} ?disabled=${!(form.days >= 1 && form.days <= 365)}>Preview</button>
      <button class="main" id="suppress-now" ?disabled=${!ready()}>Suppress</button>
      <button type="button" @click=${event => event.target.closest('dialog').close()}>Cancel</button></div></form></dialog>`;
}
