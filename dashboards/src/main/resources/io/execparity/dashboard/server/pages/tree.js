// Who started whom: a treegrid in which the arrow keys walk, fold and unfold. What is folded was not asked for.
import { html, nothing } from './vendor.js';
import { ask } from './api.js';
import { link } from './address.js';
import { body, outcome } from './parts.js';
import { text } from './text.js';
import { number } from './time.js';

// Rows in the document at once, however large the tree is.
const MOST_ROWS = 300;

const unfolded = new Set();
let active = '';
// Where the tree of a process begins instead, chosen in it.
let rooted;

export function tree(process, redraw) {
  const at = rooted?.of === process ? rooted.at : process;
  const answer = ask(`/api/v1/processes/${encodeURIComponent(at)}`);
  const back = () => { rooted = undefined; redraw(); };
  return html`${at === process ? nothing : html`<p><button type="button" id="unroot" @click=${back}>Begin again where this page is about</button></p>`}
    ${body(answer, data => grid(data, process, redraw))}`;
}

function grid(data, process, redraw) {
  const begin = node => { rooted = { of: process, at: node.process }; active = ''; redraw(); };
  const rows = [];
  data.ancestors.forEach((node, i) => rows.push({ node, depth: i + 1, kind: 'ancestor' }));
  const depth = data.ancestors.length + 1;
  rows.push({ node: data.process, depth, kind: 'self' });
  below(data.process, data.children, depth + 1, rows);
  const shown = rows.slice(0, MOST_ROWS);
  if (!shown.some(row => id(row) === active)) active = id(shown.find(row => row.kind === 'self'));
  return html`<div class="scroll" tabindex="-1"><table class="tree" role="treegrid" aria-label="Processes" @keydown=${event => walk(event, shown, begin, redraw)}>
    <thead><tr><th>Process</th><th>Arguments</th><th>Latest act</th></tr></thead>
    <tbody>${shown.map(row => line(row, begin, redraw))}</tbody></table></div>
    <p class="muted small">Arrows walk, fold and unfold; Enter opens, Shift and Enter begins the tree there.</p>
    ${rows.length > MOST_ROWS ? html`<p class="muted">${number(rows.length - MOST_ROWS)} further rows are not drawn; fold some, or open a process to begin there.</p>` : nothing}`;
}

function below(parent, children, depth, rows) {
  for (const node of children.children) {
    rows.push({ node, depth, kind: 'child' });
    if (unfolded.has(node.process) && rows.length <= MOST_ROWS) {
      const answer = ask(`/api/v1/processes/${encodeURIComponent(node.process)}/children`);
      if (answer.data) below(node, answer.data, depth + 1, rows);
    }
  }
  if (children.next) rows.push({ node: parent, depth, kind: 'more', next: children.next });
}

function id(row) {
  return `p-${row.kind === 'more' ? 'more-' : ''}${row.node.process || row.node.pid}`;
}

function foldable(row) {
  return row.kind === 'child' && row.node.children > 0;
}

function line(row, begin, redraw) {
  const { node, depth, kind } = row;
  if (kind === 'more') {
    return html`<tr role="row" id=${id(row)} tabindex=${id(row) === active ? 0 : -1} aria-level=${depth}><td role="gridcell" colspan="3"><span class="name"><span class="indent d${Math.min(depth - 1, 8)}"></span>
      <a href=${link('/executions', { host: '', process: node.process })}>more children, in the list of executions</a></span></td></tr>`;
  }
  const open = unfolded.has(node.process);
  const fold = () => { open ? unfolded.delete(node.process) : unfolded.add(node.process); redraw(); };
  return html`<tr role="row" id=${id(row)} tabindex=${id(row) === active ? 0 : -1} aria-level=${depth} aria-expanded=${foldable(row) ? String(open) : kind === 'child' ? nothing : 'true'} class=${kind === 'self' ? 'selected' : ''}>
    <td role="gridcell"><span class="name"><span class="indent d${Math.min(depth - 1, 8)}"></span>
      ${foldable(row) ? html`<button type="button" class="fold" tabindex="-1" @click=${fold} aria-label=${open ? 'fold' : 'unfold'}>${open ? '▾' : '▸'}</button>` : html`<span class="indent d1"></span>`}
      ${node.recorded ? html`<a href=${link(`/executions/${node.execution}`)}>${text(node.executable || 'unknown image')}</a>` : html`<span class="rebuilt">no execution on record</span>`}
      <span class="muted">pid ${node.pid}</span>${kind !== 'self' && node.process ? html` <button type="button" class="quiet" tabindex="-1" @click=${() => begin(node)}>begin here</button>` : nothing}</span></td>
    <td role="gridcell"><code>${text(node.arguments)}</code></td>
    <td role="gridcell">${node.recorded ? outcome(node.outcome) : nothing}</td></tr>`;
}

function walk(event, rows, begin, redraw) {
  const at = rows.findIndex(row => id(row) === active);
  const row = rows[at];
  let to = at;
  switch (event.key) {
    case 'ArrowDown': to = Math.min(rows.length - 1, at + 1); break;
    case 'ArrowUp': to = Math.max(0, at - 1); break;
    case 'Home': to = 0; break;
    case 'End': to = rows.length - 1; break;
    case 'ArrowRight':
      if (foldable(row) && !unfolded.has(row.node.process)) unfolded.add(row.node.process);
      else to = Math.min(rows.length - 1, at + 1);
      break;
    case 'ArrowLeft':
      if (foldable(row) && unfolded.has(row.node.process)) unfolded.delete(row.node.process);
      else to = Math.max(0, rows.slice(0, at).findLastIndex(one => one.depth < row.depth));
      break;
    case 'Enter':
      if (event.shiftKey && row.node.process && row.kind !== 'more') { event.preventDefault(); begin(row.node); return; }
      document.querySelector(`#${CSS.escape(active)} a`)?.click(); return;
    default: return;
  }
  event.preventDefault();
  active = id(rows[to]);
  redraw();
  setTimeout(() => document.getElementById(active)?.focus(), 0);
}
