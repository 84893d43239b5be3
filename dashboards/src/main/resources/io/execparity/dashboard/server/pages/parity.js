// The parity view: what was done with one file directly, what was asked about it, and what was done through others.
import { html, nothing, svg } from './vendor.js';
import { changed, link, params } from './address.js';
import { confidence, JUMP, jumps, outcome, when } from './parts.js';
import { plain, text } from './text.js';
import { clock, day, duration, number, zoneName } from './time.js';

const WIDTH = 1000;
const LEFT = 120;
const RIGHT = 30;
const LANES = [['direct', 'Direct'], ['unclear', 'Check or exec?'], ['check', 'Check'], ['indirect', 'Indirect']];
const ROW = 64;
// Where the acts are that marks stand for.
const KEPT = { execution: 'executions', check: 'checks' };
// Between the first mark and the last.
const ROOM = WIDTH - LEFT - RIGHT - 30;
// The smallest part of the drawing that is shown alone.
const LEAST = 0.02;

const SHAPES = {
  ran: svg`<circle r="7"></circle><circle r="2.500"></circle>`,
  allowed: svg`<rect x="-7" y="-7" width="14" height="14" rx="2"></rect><path class="mark-line" d="M-4 0-1 3 4-3"></path>`,
  denied: svg`<rect x="-7" y="-7" width="14" height="14" rx="2"></rect><path class="mark-line" d="M-4-4 4 4M4-4-4 4"></path>`,
  refused: svg`<rect x="-7" y="-7" width="14" height="14" rx="2"></rect><path class="mark-line" d="M-4 4 4-4"></path>`,
  unknown: svg`<rect x="-7" y="-7" width="14" height="14" rx="2"></rect><text class="strong" x="0" y="4.500" text-anchor="middle">?</text>`,
};

// Where nothing happens for long, time is folded: every fold is marked and says how much it leaves out.
function timeline(times) {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((at, i) => at - sorted[i]);
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1;
  const longest = Math.max(usual * 4, 1);
  const folds = [];
  const places = new Map();
  let used = 0;
  sorted.forEach((at, i) => {
    const gap = i ? gaps[i - 1] : 0;
    if (gap > longest) { folds.push({ after: sorted[i - 1], gap, at: used + longest / 2 }); used += longest; } else used += gap;
    places.set(at, used);
  });
  const room = ROOM;
  // Marks never stand closer than they are wide, as far as there is room.
  const least = Math.min(30, room / Math.max(1, sorted.length));
  const xs = new Map();
  let last = -Infinity;
  for (const at of sorted) {
    const x = Math.max(LEFT + 20 + room * (used ? places.get(at) / used : 0.5), last + least);
    xs.set(at, x);
    last = x;
  }
  const over = Math.max(1, (last - LEFT - 20) / room);
  const [from, to] = shown();
  const x = at => LEFT + 20 + ((xs.get(at) - LEFT - 20) / over - from * room) / (to - from);
  return { x, folds: folds.map(fold => ({ ...fold, x: (x(fold.after) + x(sorted[sorted.indexOf(fold.after) + 1])) / 2 })), sorted };
}

// How much of the drawing is shown, as parts of its width: the address says it in thousandths.
function shown() {
  const [, from, to] = /^(\d{1,4})-(\d{1,4})$/.exec(params().get('zoom') ?? '') ?? [];
  return from !== undefined && Number(from) + LEAST * 1000 <= Number(to) && Number(to) <= 1000 ? [from / 1000, to / 1000] : [0, 1];
}

function show(from, to, redraw) {
  const wide = Math.min(1, Math.max(LEAST, to - from));
  const first = Math.min(1 - wide, Math.max(0, from));
  const zoom = wide >= 1 ? '' : `${Math.round(first * 1000)}-${Math.round((first + wide) * 1000)}`;
  history.replaceState(history.state, '', changed({ zoom }));
  redraw();
}

// Nearer or further, around a part of the drawing.
function scale(by, redraw) {
  const [from, to] = shown();
  const middle = (from + to) / 2;
  show(middle - (to - from) * by / 2, middle + (to - from) * by / 2, redraw);
}

function pan(by, redraw) {
  const [from, to] = shown();
  const step = (to - from) * by;
  show(from + step, to + step, redraw);
}

function keyed(event, redraw) {
  const does = { '+': () => scale(0.5, redraw), '=': () => scale(0.5, redraw), '-': () => scale(2, redraw), 0: () => show(0, 1, redraw),
    ArrowLeft: () => pan(-0.25, redraw), ArrowRight: () => pan(0.25, redraw) }[event.key];
  if (!does || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  does();
}

// What is being drawn over with the pointer, to be shown alone.
let drag;

function place(event) {
  const box = event.currentTarget.getBoundingClientRect();
  return (event.clientX - box.left) / box.width * WIDTH;
}

function part(x) {
  const [from, to] = shown();
  return from + (to - from) * (x - LEFT - 20) / ROOM;
}

function begin(event) {
  if (event.button === 0 && !event.target.closest('a')) drag = { from: place(event), to: place(event) };
}

function move(event, redraw) {
  if (!drag) return;
  drag.to = place(event);
  redraw();
}

function end(redraw) {
  const [from, to] = drag ? [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] : [0, 0];
  drag = undefined;
  if (to - from > 12) show(part(from), part(to), redraw); else redraw();
}

function zoomTools(redraw) {
  const [from, to] = shown();
  return html`<p class="bar muted small" role="group" aria-label="Zoom"><button type="button" id="nearer" aria-label="zoom in" ?disabled=${to - from <= LEAST} @click=${() => scale(0.5, redraw)}>+</button>
    <button type="button" id="further" aria-label="zoom out" ?disabled=${to - from >= 1} @click=${() => scale(2, redraw)}>−</button>
    <button type="button" id="whole" ?disabled=${to - from >= 1} @click=${() => show(0, 1, redraw)}>all</button>
    <span>drag over it, or + and -, to come nearer; arrows move along</span></p>`;
}

function shapeOf(mark) {
  return mark.lane === 'unclear' ? 'unknown' : mark.outcome in SHAPES ? mark.outcome : 'unknown';
}

function describe(mark) {
  const words = mark.lane === 'unclear' ? 'denied: an execution or a check, the records are the same' : `${mark.kind} ${mark.outcome}`;
  return `${words} at ${clock(mark.time)} by ${plain(mark.program) || 'an unknown program'}, pid ${mark.pid}${mark.confined ? `; ${plain(mark.confined)}` : mark.reason ? `; because ${plain(mark.reason)}` : ''}`;
}

export function parity(view, here, redraw) {
  if (!view.marks.length) return html`<p class="empty">No execution of this file and no question about it is on record.</p>`;
  const lanes = LANES.filter(([name]) => name === 'direct' || name === 'indirect' || view.marks.some(mark => mark.lane === name));
  const y = name => 26 + lanes.findIndex(([lane]) => lane === name) * ROW + ROW / 2 - 8;
  const line = timeline([...view.marks.map(mark => mark.time), ...view.holds.map(hold => hold.to)]);
  const byId = new Map(view.marks.map(mark => [mark.id, mark]));
  const last = view.lives.length - 1;
  const pressed = new Set(here);
  const jumped = jumps(view.marks.map(mark => ({ ...mark, host: '' })));
  const isHere = mark => mark.stamps.some(stamp => pressed.has(stamp));
  const bottom = 26 + lanes.length * ROW;
  const inside = at => line.x(at) > LEFT && line.x(at) < WIDTH;
  return html`${zoomTools(redraw)}<div class="scroll" tabindex="-1" role="region" aria-label="Lanes"><svg class="chart lanes" viewBox="0 0 ${WIDTH} ${bottom + 26}" role="group" tabindex="0" aria-label="Parity view; the table below says the same"
      @keydown=${event => keyed(event, redraw)} @pointerdown=${begin} @pointermove=${event => move(event, redraw)} @pointerup=${() => end(redraw)} @pointerleave=${() => drag && end(redraw)}>
    <defs><clipPath id="stage"><rect x=${LEFT} y="0" width=${WIDTH - LEFT} height=${bottom + 26}></rect></clipPath><pattern id="confined" class="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6 6 0"></path></pattern></defs>
    ${lanes.map(([name, words]) => svg`<text class="strong" x="0" y=${y(name) + 4}>${words}</text>
      <line class="axis" x1=${LEFT} x2=${WIDTH - 10} y1=${y(name)} y2=${y(name)}></line>`)}
    <g clip-path="url(#stage)">${view.holds.map(hold => bar(hold, byId.get(hold.mark), line, y))}
    ${view.lives.slice(1).map(life => svg`<line class="lifeline" x1=${line.x(nearest(line, life.from)) - 14} x2=${line.x(nearest(line, life.from)) - 14} y1="8" y2=${bottom}><title>another file from here on: ${plain(life.path)}</title></line>`)}
    ${view.marks.filter(mark => jumped.has(mark.id)).map(mark => svg`<line class="jumpline" x1=${line.x(mark.time) - 12} x2=${line.x(mark.time) - 12} y1="8" y2=${bottom}><title>${JUMP}</title></line>`)}
    ${line.folds.filter(fold => fold.x > LEFT + 20 && fold.x < WIDTH - 20).map(fold => svg`<g transform="translate(${fold.x} ${bottom - 6})"><path class="mark-line dim" d="M-6 6-1-6M1 6 6-6"></path><text x="0" y="-12" text-anchor="middle">${duration(fold.gap)}</text></g>`)}
    ${view.joins.map((join, i) => joined(join, byId, line, y, i))}</g>
    ${view.marks.filter(mark => inside(mark.time)).map(mark => svg`<a href="#mark-${mark.id}" aria-label=${describe(mark)}><g class="mark ${shapeOf(mark)} ${isHere(mark) ? 'here' : ''} ${mark.life < last ? 'dim' : ''}" transform="translate(${line.x(mark.time)} ${y(mark.lane)})"><title>${describe(mark)}</title>
      ${mark.confined ? svg`<rect x="-12" y="-12" width="24" height="24" fill="url(#confined)" stroke="none"></rect>` : nothing}${SHAPES[shapeOf(mark)]}</g></a>`)}
    ${spaced(line, inside).map(at => svg`<text x=${line.x(at)} y=${bottom + 20} text-anchor="middle">${clock(at)}</text>`)}
    ${drag ? svg`<rect class="drag" x=${Math.min(drag.from, drag.to)} y="4" width=${Math.abs(drag.to - drag.from)} height=${bottom}></rect>` : nothing}
  </svg></div>
  ${key(view, jumped)}
  ${table(view, isHere, last, jumped)}
  ${view.complete ? nothing : html`<p class="muted">The file has more acts on record than these; <a href=${link('/executions')}>Executions</a> and <a href=${link('/checks')}>Checks</a> have all.</p>`}`;
}

// Times that have room for their words under the axis.
function spaced(line, inside) {
  let last = -Infinity;
  return line.sorted.filter(at => {
    if (!inside(at) || line.x(at) - last < 84) return false;
    last = line.x(at);
    return true;
  });
}

function nearest(line, at) {
  return line.sorted.find(one => one >= at) ?? line.sorted[line.sorted.length - 1];
}

function bar(hold, mark, line, y) {
  const from = line.x(mark.time) + 8;
  const to = line.x(hold.to);
  return svg`<g class=${mark.confined ? 'confined' : ''}><rect class=${mark.confined ? '' : 'hold'} fill=${mark.confined ? 'url(#confined)' : nothing} x=${from} y=${y(mark.lane) - 6} width=${Math.max(2, to - from)} height="12" rx="2"><title>${
    hold.ended ? `the denial was over at ${clock(hold.to)}: ${hold.ended}` : `the denial still held at ${clock(hold.to)}`}</title></rect>
    ${hold.ended ? svg`<path class="cap" d="M${to} ${y(mark.lane) - 11}v22"></path><text class="ended" x=${to - 6} y=${y(mark.lane) + 22} text-anchor="end">ended: ${hold.ended}</text>`
      : svg`<path class="cap" d="M${to - 6} ${y(mark.lane) - 6}l6 6l-6 6"></path>`}
    ${to - from > 130 && mark.reason && !mark.confined ? svg`<text x=${from + 6} y=${y(mark.lane) - 10}>${plain(mark.reason).slice(0, 34)}</text>` : nothing}</g>`;
}

function joined(join, byId, line, y, i) {
  const denied = byId.get(join.denied);
  const ran = byId.get(join.ran);
  const [x1, y1, x2, y2] = [line.x(denied.time), y(denied.lane) + 10, line.x(ran.time), y(ran.lane) - 10];
  return svg`<path class="joined ${join.confidence}" d="M${x1} ${y1} C ${x1} ${(y1 + y2) / 2} ${x2} ${(y1 + y2) / 2} ${x2} ${y2}"><title>${join.rule}, ${join.confidence}</title></path>
    <a href=${link(`/findings/${join.finding}`)}><text class="rule" x=${(x1 + x2) / 2 + 8} y=${(y1 + y2) / 2 + 4 + (i % 2) * 14} text-anchor=${(x1 + x2) / 2 > WIDTH * 0.75 ? 'end' : 'start'}>${join.rule}, ${join.confidence}</text></a>`;
}

function key(view, jumped) {
  const sign = (shape, words) => html`<span class="outcome"><svg viewBox="-10 -10 20 20" aria-hidden="true"><g class="mark ${shape}">${SHAPES[shape]}</g></svg>${words}</span>`;
  return html`<p class="bar muted small">${sign('ran', 'ran')}${sign('denied', 'denied by the kernel')}${sign('refused', 'stopped itself')}${sign('allowed', 'check allowed')}${sign('unknown', 'cannot be told')}
    <span>bar: the denial is known to hold; an arrow at its end: still, an upright: no longer</span>${view.marks.some(mark => mark.confined) ? html`<span>hatched: denied to one confinement only</span>` : nothing}
    ${view.lives.length > 1 ? html`<span>upright line: device and inode are another file from here on; what came before is dim</span>` : nothing}${jumped.size ? html`<span>broken upright line: ${JUMP}</span>` : nothing}<span>times in ${zoneName()}</span></p>`;
}

function table(view, isHere, last, jumped) {
  const joins = id => view.joins.filter(join => join.denied === id || join.ran === id);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Every mark of the parity view"><table>
    <thead><tr><th>Time</th><th>Lane</th><th>What</th><th>By</th><th>Why, and what it goes with</th></tr></thead>
    <tbody>${view.marks.map(mark => html`<tr id="mark-${mark.id}" tabindex="-1" class="${isHere(mark) ? 'selected' : ''} ${mark.life < last ? 'muted' : ''}">
      <td class="nowrap">${KEPT[mark.kind] ? html`<a href=${link(`/${KEPT[mark.kind]}/${mark.id}`)}>${when(mark.time)}</a>` : when(mark.time)}${jumped.has(mark.id) ? html`<div class="tag medium" title=${JUMP}>clock or boot changed</div>` : nothing}</td>
      <td>${LANES.find(([name]) => name === mark.lane)[1]}</td><td>${outcome(mark.lane === 'unclear' ? 'denied' : mark.outcome)}${mark.lane === 'unclear' ? html` <span class="muted">check or execution: unknown</span>` : nothing}</td>
      <td><code>${text(mark.program)}</code> <span class="muted">pid ${mark.pid}</span></td>
      <td>${text(mark.confined || mark.reason)} ${view.holds.filter(hold => hold.mark === mark.id).map(hold => html`<span class="muted">${hold.ended ? `over at ${clock(hold.to)}: ${hold.ended}` : `still held at ${clock(hold.to)}`}</span> `)}${joins(mark.id).map(join => html`<a href=${link(`/findings/${join.finding}`)}>${join.rule}</a> ${confidence(join.confidence)} `)}
        ${mark.life < last ? html`<span class="muted">an earlier file under this inode</span>` : nothing}</td></tr>`)}</tbody></table></div>
    <p class="muted small">${number(view.marks.length)} marks on ${day(view.marks[0].time)}${day(view.marks[0].time) === day(view.marks[view.marks.length - 1].time) ? '' : ` to ${day(view.marks[view.marks.length - 1].time)}`}.</p>`;
}
