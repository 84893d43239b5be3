// Drawings over time. Every one has a table of the same numbers behind it, folded away.
import { html, nothing, svg } from './vendor.js';
import { link } from './address.js';
import { plain } from './text.js';
import { number, stamp, tick, zoneName } from './time.js';

const WIDTH = 1000;
const LEFT = 130;
const RIGHT = 60;
// A page has to stay small however many hosts there are.
const MOST_CELLS = 400;
const MOST_STRETCHES = 100;
const INNER = WIDTH - LEFT - RIGHT;

// From the first bin to the end of the last, so that every bin has the same width.
function scale(answers) {
  // Where nothing was found the step says nothing.
  const step = Math.max(...answers.filter(one => one.bins.length).map(one => one.step));
  const begins = answers.filter(one => one.bins.length).map(one => one.bins[0].from);
  const ends = answers.filter(one => one.bins.length).map(one => one.bins[one.bins.length - 1].from + one.step);
  const from = Math.min(...begins);
  // Where the range ends now, silence up to now is part of it.
  const to = Math.max(...ends, from + step, ...answers.map(one => one.until ?? 0));
  return { from, to, step, x: at => LEFT + INNER * (at - from) / (to - from), width: Math.max(2, INNER * step / (to - from) - 1) };
}

function axis(range, y) {
  const ticks = 6;
  return Array.from({ length: ticks + 1 }, (_, i) => range.from + (range.to - range.from) * i / ticks).map((at, i) => svg`
    <line class="axis" x1=${range.x(at)} x2=${range.x(at)} y1="4" y2=${y}></line>
    <text x=${range.x(at)} y=${y + 15} text-anchor=${i === 0 ? 'start' : i === ticks ? 'end' : 'middle'}>${tick(at, (range.to - range.from) / ticks)}</text>`);
}

function binLink(filter, from, step, path = '/findings') {
  return link(path, { ...filter, range: '', from: new Date(from).toISOString(), to: new Date(from + step).toISOString() });
}

function numbers(caption, head, rows) {
  return html`<details class="small"><summary>The same as a table</summary><div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
    <thead><tr>${head.map(words => html`<th>${words}</th>`)}</tr></thead>
    <tbody>${rows.map(cells => html`<tr>${cells.map(cell => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div></details>`;
}

// One row of bars for each class, all on one scale.
export function bars(answer, filter) {
  if (!answer.bins.length) return html`<p class="empty">No findings in this range.</p>`;
  const range = scale([answer]);
  const most = Math.max(...answer.bins.map(bin => bin.count));
  const classes = ['bypass', 'alert', 'integrity', 'telemetry', 'gap'].filter(one => answer.bins.some(bin => bin.value === one));
  const row = 34;
  const height = classes.length * row;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Bars"><svg class="chart" viewBox="0 0 ${WIDTH} ${height + 24}" role="group" aria-label=${`Findings over time, ${zoneName()}`}>
    ${axis(range, height)}
    ${classes.map((name, i) => svg`<text class="strong" x="0" y=${i * row + 24}>${name}</text>
      <text x=${WIDTH} y=${i * row + 24} text-anchor="end">${number(answer.bins.filter(bin => bin.value === name).reduce((sum, bin) => sum + bin.count, 0))}</text>
      <line class="axis" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${(i + 1) * row - 4} y2=${(i + 1) * row - 4}></line>
      ${answer.bins.filter(bin => bin.value === name).map(bin => {
        const tall = Math.max(3, (row - 10) * bin.count / most);
        return svg`<a href=${binLink({ ...filter, class: name, attention: 'any' }, bin.from, answer.step)}><rect class="bin ${name}" x=${range.x(bin.from)} y=${(i + 1) * row - 4 - tall} width=${range.width} height=${tall}>
          <title>${number(bin.count)} ${name} from ${stamp(bin.from)}</title></rect></a>`;
      })}`)}</svg></div>
    <p class="muted small">Tallest bar ${number(most)}; each bar ${answer.step / 1000 >= 60 ? `${answer.step / 60000} min` : `${answer.step / 1000} s`}; times in ${zoneName()}.</p>
    ${numbers('Findings over time', ['From', 'Class', 'Findings'], answer.bins.map(bin => [stamp(bin.from), bin.value, number(bin.count)]))}`;
}

// Hosts, those with most findings first.
function worst(hosts, bins) {
  const found = new Map();
  for (const bin of bins) found.set(bin.value, (found.get(bin.value) ?? 0) + bin.count);
  return [...hosts].sort((a, b) => (found.get(b) ?? 0) - (found.get(a) ?? 0) || (a < b ? -1 : 1));
}

// Hosts by time: how much there is to look at, and when nothing at all was heard.
export function strip(findings, activity) {
  if (!activity.bins.length && !findings.bins.length) return html`<p class="empty">Nothing was received in this range.</p>`;
  const range = scale([activity, findings]);
  const step = Math.max(range.step, (range.to - range.from) / MOST_STRETCHES);
  const cells = [];
  for (let from = range.from; from < range.to; from += step) cells.push(from);
  const all = [...new Set([...activity.bins, ...findings.bins].map(bin => bin.value))];
  const hosts = worst(all, findings.bins).slice(0, Math.max(1, Math.floor(MOST_CELLS / cells.length))).sort();
  const within = (bins, host, from) => bins.filter(bin => bin.value === host && bin.from >= from && bin.from < from + step).reduce((sum, bin) => sum + bin.count, 0);
  const most = Math.max(1, ...hosts.flatMap(host => cells.map(from => within(findings.bins, host, from))));
  const row = 26;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Strip"><svg class="chart" viewBox="0 0 ${WIDTH} ${hosts.length * row + 24}" role="group" aria-label="Hosts by time: findings that need a person, hatched where nothing was heard">
    <defs><pattern id="hatch" class="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6 6 0"></path></pattern></defs>
    ${axis(range, hosts.length * row)}
    ${hosts.map((host, i) => svg`<text class="strong" x="0" y=${i * row + 18}>${plain(host).slice(0, 18)}</text>
      ${cells.map(from => {
        const heard = within(activity.bins, host, from) + within(findings.bins, host, from);
        const found = within(findings.bins, host, from);
        const heat = found ? Math.max(1, Math.ceil(5 * found / most)) : 0;
        return svg`<a href=${binLink({ host, attention: 'any', status: 'any' }, from, step)}><rect class=${heard ? `heat${heat}` : ''} fill=${heard ? nothing : 'url(#hatch)'} x=${range.x(from)} y=${i * row + 3}
          width=${Math.max(2, INNER * step / (range.to - range.from) - 1)} height=${row - 6}><title>${plain(host)} from ${stamp(from)}: ${heard ? `${found} that need a person, ${heard} acts on record` : 'nothing was heard'}</title></rect></a>`;
      })}`)}</svg></div>
    ${hosts.length < all.length ? html`<p class="small">These are the ${number(hosts.length)} with most; <a href=${link('/hosts')}>all ${number(all.length)} hosts</a>.</p>` : nothing}
    <p class="muted small">Darker is more that needs a person; pale is none; hatched is no data, which is not the same.</p>`;
}
