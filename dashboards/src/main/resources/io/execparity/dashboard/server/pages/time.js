// Times and numbers in one way everywhere: whatever shows a time asks here, so that one switch changes all of them.
const pad = (number, digits = 2) => String(number).padStart(digits, '0');

let zone = 'utc';

export const ZONES = { utc: 'UTC', browser: 'This browser' };

export function setZone(name) {
  zone = name in ZONES ? name : 'utc';
}

export function zoneName() {
  return zone === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function parts(milliseconds) {
  const date = new Date(milliseconds);
  return zone === 'utc'
    ? [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(),
      date.getUTCSeconds(), date.getUTCMilliseconds()]
    : [date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(),
      date.getSeconds(), date.getMilliseconds()];
}

function offset(milliseconds) {
  if (zone === 'utc') return 'Z';
  const minutes = -new Date(milliseconds).getTimezoneOffset();
  const size = Math.abs(minutes);
  return (minutes < 0 ? '-' : '+') + pad(Math.floor(size / 60)) + ':' + pad(size % 60);
}

// 2026-11-22 11:14:44.191Z
export function stamp(milliseconds) {
  const [year, month, day, hour, minute, second, milli] = parts(milliseconds);
  return `${year}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}:${pad(second)}.${pad(milli, 3)}${offset(milliseconds)}`;
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
