// Times and numbers in one way everywhere: whatever shows a time asks here, so that one switch changes all of them.
const pad = (number, digits = 2) => String(number).padStart(digits, '0');

let zone = 'utc';
// What agents told of their hosts' zones, as far as this browser knows the rules of these; and the host a page is of.
let zones = {};
let here;
const rules = new Map();

export const ZONES = { utc: 'UTC', host: 'Host', browser: 'This browser' };

// Before a page is drawn. The host is the one it is of, if it is of one.
export function setZone(name, host) {
  zone = name in ZONES ? name : 'utc';
  here = host;
}

export function ofHost(host) {
  here = host;
}

export function setHostZones(told) {
  zones = Object.fromEntries(Object.entries(told).filter(([, name]) => rulesOf(name)));
}

export function zonesKnown() {
  return Object.keys(zones).length;
}

function rulesOf(name) {
  if (!rules.has(name)) {
    try {
      rules.set(name, new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }));
    } catch {
      rules.set(name, undefined);
    }
  }
  return rules.get(name);
}

// In which zone a time of a host is shown. One whose zone nobody told is shown in UTC, and says so.
export function zoneName(host = here) {
  if (zone === 'browser') return Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === 'host' && Object.hasOwn(zones, host) ? zones[host] : 'UTC';
}

// What the clocks of a zone show, as if it were UTC.
function shown(milliseconds, name) {
  if (name === 'UTC') return milliseconds;
  const of = Object.fromEntries(rulesOf(name).formatToParts(milliseconds).map(part => [part.type, Number(part.value)]));
  return Date.UTC(of.year, of.month - 1, of.day, of.hour, of.minute, of.second) + (milliseconds % 1000 + 1000) % 1000;
}

function offset(minutes, name) {
  if (name === 'UTC') return 'Z';
  const size = Math.abs(minutes);
  return (minutes < 0 ? '-' : '+') + pad(Math.floor(size / 60)) + ':' + pad(size % 60);
}

// 2026-11-22 11:14:44.191Z
export function stamp(milliseconds, host = here) {
  const name = zoneName(host);
  const local = shown(milliseconds, name);
  return new Date(local).toISOString().slice(0, 23).replace('T', ' ') + offset(Math.round((local - milliseconds) / 60_000), name);
}

// The same as a field of a form takes it, and back.
export function local(milliseconds) {
  return stamp(milliseconds).slice(0, 23).replace(' ', 'T');
}

export function momentOf(text) {
  const wanted = Date.parse(`${text}Z`);
  let found = wanted;
  // Twice, for where the offset is another one at the first guess.
  for (let i = 0; i < 2; i++) found = wanted - (shown(found, zoneName()) - found);
  return found;
}

// What an export is to tell its times by; nothing where that is UTC.
export function exportZone() {
  return { utc: '', host: 'host', browser: zoneName() }[zone];
}

// 11:14:44.191
export function clock(milliseconds) {
  return stamp(milliseconds).slice(11, 23);
}

export function day(milliseconds) {
  return stamp(milliseconds).slice(0, 10);
}

// For an axis: as much as tells two ticks of this distance apart.
export function tick(milliseconds, step) {
  const whole = stamp(milliseconds);
  if (step >= 86_400_000) return whole.slice(5, 10);
  return step >= 60_000 ? whole.slice(11, 16) : whole.slice(11, 19);
}

export function time(row) {
  return Date.parse(row['@timestamp']);
}

// 188 ms, 3.2 s, 41 min, 7 h, 12 d
export function duration(milliseconds) {
  const size = Math.abs(milliseconds);
  if (size < 1000) return `${Math.round(size)} ms`;
  if (size < 60_000) return `${(size / 1000).toFixed(size < 10_000 ? 1 : 0)} s`;
  if (size < 3_600_000) return `${Math.round(size / 60_000)} min`;
  return size < 172_800_000 ? `${Math.round(size / 3_600_000)} h` : `${Math.round(size / 86_400_000)} d`;
}

// 1 204 117, with spaces that do not break.
export function number(value) {
  return String(value ?? 0).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}
