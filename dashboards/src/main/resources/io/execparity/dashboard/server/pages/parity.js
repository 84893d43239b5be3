// The parity view: what was done with one file directly, what was asked about it, and what was done through others.
import { html, nothing, svg } from './vendor.js';
import { link } from './address.js';
import { confidence, outcome, when } from './parts.js';
import { plain, text } from './text.js';
import { clock, day, duration, number, zoneName } from './time.js';

const WIDTH = 1000;
const LEFT = 120;
const RIGHT = 30;
const LANES = [['direct', 'Direct'], ['unclear', 'Check or exec?'], ['check', 'Check'], ['indirect', 'Indirect']];
const ROW = 64;
const FOLD = 28;

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
  const room = WIDTH - LEFT - RIGHT - 30;
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
  const x = at => LEFT + 20 + (xs.get(at) - LEFT - 20) / over;
  return { x, folds: folds.map(fold => ({ ...fold, x: (x(fold.after) + x(sorted[sorted.indexOf(fold.after) + 1])) / 2 })), sorted };
}

function shapeOf(mark) {
  return mark.lane === 'unclear' ? 'unknown' : mark.outcome in SHAPES ? mark.outcome : 'unknown';
}

function describe(mark) {
  const words = mark.lane === 'unclear' ? 'denied: an execution or a check, the records are the same' : `${mark.kind} ${mark.outcome}`;
  return `${words} at ${clock(mark.time)} by ${plain(mark.program) || 'an unknown program'}, pid ${mark.pid}${mark.confined ? `; ${plain(mark.confined)}` : mark.reason ? `; because ${plain(mark.reason)}` : ''}`;
}

export function parity(view, here = []) {
  if (!view.marks.length) return html`<p class="empty">No execution of this file and no question about it is on record.</p>`;
  const lanes = LANES.filter(([name]) => name === 'direct' || name === 'indirect' || view.marks.some(mark => mark.lane === name));
  const y = name => 26 + lanes.findIndex(([lane]) => lane === name) * ROW + ROW / 2 - 8;
  const line = timeline([...view.marks.map(mark => mark.time), ...view.holds.map(hold => hold.to)]);
  const byId = new Map(view.marks.map(mark => [mark.id, mark]));
  const last = view.lives.length - 1;
  const pressed = new Set(here);
  const isHere = mark => mark.stamps.some(stamp => pressed.has(stamp));
  const bottom = 26 + lanes.length * ROW;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${bottom + 26}" role="group" aria-label="Parity view; the table below says the same">
    <defs><pattern id="confined" class="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6 6 0"></path></pattern></defs>
    ${lanes.map(([name, words]) => svg`<text class="strong" x="0" y=${y(name) + 4}>${words}</text>
      <line class="axis" x1=${LEFT} x2=${WIDTH - 10} y1=${y(name)} y2=${y(name)}></line>`)}
    ${view.holds.map(hold => bar(hold, byId.get(hold.mark), line, y))}
    ${view.lives.slice(1).map(life => svg`<line class="lifeline" x1=${line.x(nearest(line, life.from)) - 14} x2=${line.x(nearest(line, life.from)) - 14} y1="8" y2=${bottom}><title>another file from here on: ${plain(life.path)}</title></line>`)}
    ${line.folds.map(fold => svg`<g transform="translate(${fold.x} ${bottom - 6})"><path class="mark-line dim" d="M-6 6-1-6M1 6 6-6"></path><text x="0" y="-12" text-anchor="middle">${duration(fold.gap)}</text></g>`)}
    ${view.joins.map((join, i) => joined(join, byId, line, y, i))}
    ${view.marks.map(mark => svg`<a href="#mark-${mark.id}" aria-label=${describe(mark)}><g class="mark ${shapeOf(mark)} ${isHere(mark) ? 'here' : ''} ${mark.life < last ? 'dim' : ''}" transform="translate(${line.x(mark.time)} ${y(mark.lane)})"><title>${describe(mark)}</title>
      ${mark.confined ? svg`<rect x="-12" y="-12" width="24" height="24" fill="url(#confined)" stroke="none"></rect>` : nothing}${SHAPES[shapeOf(mark)]}</g></a>`)}
    ${spaced(line).map(at => svg`<text x=${line.x(at)} y=${bottom + 20} text-anchor="middle">${clock(at)}</text>`)}
  </svg>
  ${key(view)}
  ${table(view, isHere, last)}
  ${view.complete ? nothing : html`<p class="muted">The file has more acts on record than these; <a href=${link('/executions')}>Executions</a> has all.</p>`}`;
}

// Times that have room for their words under the axis.
function spaced(line) {
  let last = -Infinity;
  return line.sorted.filter(at => {
    if (line.x(at) - last < 84) return false;
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
    ${to - from > 130 && mark.reason && !mark.confined ? svg`<text x=${from + 6} y=${y(mark.lane) - 10}>${plain(mark.reason).slice(0, 34)}</text>` : nothing}</g>`;
}

function joined(join, byId, line, y, i) {
  const denied = byId.get(join.denied);
  const ran = byId.get(join.ran);
  const [x1, y1, x2, y2] = [line.x(denied.time), y(denied.lane) + 10, line.x(ran.time), y(ran.lane) - 10];
  return svg`<path class="joined ${join.confidence}" d="M${x1} ${y1} C ${x1} ${(y1 + y2) / 2} ${x2} ${(y1 + y2) / 2} ${x2} ${y2}"><title>${join.rule}, ${join.confidence}</title></path>
    <a href=${link(`/findings/${join.finding}`)}><text class="rule" x=${(x1 + x2) / 2 + 8} y=${(y1 + y2) / 2 + 4 + (i % 2) * 14} text-anchor=${(x1 + x2) / 2 > WIDTH * 0.75 ? 'end' : 'start'}>${join.rule}, ${join.confidence}</text></a>`;
}

function key(view) {
  const sign = (shape, words) => html`<span class="outcome"><svg viewBox="-10 -10 20 20" aria-hidden="true"><g class="mark ${shape}">${SHAPES[shape]}</g></svg>${words}</span>`;
  return html`<p class="bar muted small">${sign('ran', 'ran')}${sign('denied', 'denied by the kernel')}${sign('refused', 'stopped itself')}${sign('allowed', 'check allowed')}${sign('unknown', 'cannot be told')}
    <span>bar: the denial is known to hold</span>${view.marks.some(mark => mark.confined) ? html`<span>hatched: denied to one confinement only</span>` : nothing}
    ${view.lives.length > 1 ? html`<span>upright line: device and inode are another file from here on; what came before is dim</span>` : nothing}<span>times in ${zoneName()}</span></p>`;
}

function table(view, isHere, last) {
  const joins = id => view.joins.filter(join => join.denied === id || join.ran === id);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Every mark of the parity view"><table>
    <thead><tr><th>Time</th><th>Lane</th><th>What</th><th>By</th><th>Why, and what it goes with</th></tr></thead>
    <tbody>${view.marks.map(mark => html`<tr id="mark-${mark.id}" tabindex="-1" class="${isHere(mark) ? 'selected' : ''} ${mark.life < last ? 'muted' : ''}">
      <td class="nowrap">${mark.kind === 'execution' ? html`<a href=${link(`/executions/${mark.id}`)}>${when(mark.time)}</a>` : when(mark.time)}</td>
      <td>${LANES.find(([name]) => name === mark.lane)[1]}</td><td>${outcome(mark.lane === 'unclear' ? 'denied' : mark.outcome)}${mark.lane === 'unclear' ? html` <span class="muted">check or execution: unknown</span>` : nothing}</td>
      <td><code>${text(mark.program)}</code> <span class="muted">pid ${mark.pid}</span></td>
      <td>${text(mark.confined || mark.reason)} ${joins(mark.id).map(join => html`<a href=${link(`/findings/${join.finding}`)}>${join.rule}</a> ${confidence(join.confidence)} `)}
        ${mark.life < last ? html`<span class="muted">an earlier file under this inode</span>` : nothing}</td></tr>`)}</tbody></table></div>
    <p class="muted small">${number(view.marks.length)} marks on ${day(view.marks[0].time)}${day(view.marks[0].time) === day(view.marks[view.marks.length - 1].time) ? '' : ` to ${day(view.marks[view.marks.length - 1].time)}`}.</p>`;
}
