// The address is the whole state of a page: what is filtered, how it is sorted, in which zone, what is open.
export const FIELDS = ['class', 'severity', 'confidence', 'rule', 'host', 'mode', 'vector', 'origin', 'check', 'outcome',
  'status', 'owner', 'attention', 'file', 'program', 'process'];
const FILTER = [...FIELDS, 'q', 'from', 'to', 'range'];
const KNOWN = new Set([...FILTER, 'sort', 'after', 'tz', 'group', 'pane', 'limit', 'state', 'zoom']);
// What a link keeps of what is filtered: the range and the hosts.
export const SCOPE = ['from', 'to', 'range', 'host'];
// Kept from page to page.
const LASTING = ['tz', ...SCOPE];

export function params() {
  return new URLSearchParams(location.search);
}

export function unknownKeys() {
  return [...new Set([...params().keys()].filter(key => !KNOWN.has(key)))];
}

// A link to a page with this and no other filter, in the same zone and range, of the same hosts.
export function link(path, filter = {}) {
  const query = new URLSearchParams();
  const now = params();
  for (const key of LASTING) for (const value of now.getAll(key)) query.append(key, value);
  for (const [key, value] of Object.entries(filter)) {
    query.delete(key);
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== '') query.append(key, one);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

// A link to a page that keeps the list which this address is of.
export function within(path) {
  const query = params();
  for (const key of ['group', 'pane', 'zoom']) query.delete(key);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

// This page with some keys changed; an empty value takes the key away, and a change of what is shown begins at page one.
export function changed(changes) {
  const query = params();
  if (!('after' in changes)) query.delete('after');
  for (const [key, value] of Object.entries(changes)) {
    query.delete(key);
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== '') query.append(key, one);
  }
  const text = query.toString();
  return location.pathname + (text ? `?${text}` : '');
}

// The filter of this address as a question to the server. `usual` holds where the address says nothing of the key; the
// value `any` says that everything is meant. `keys` are those that are asked by.
export function question(usual = {}, more = {}, keys = FILTER) {
  const query = new URLSearchParams();
  const now = params();
  for (const key of keys) {
    const values = now.has(key) ? now.getAll(key) : [usual[key] ?? []].flat();
    for (const value of values) if (value !== 'any' && value !== '') query.append(key, value);
  }
  for (const [key, value] of Object.entries(more)) {
    query.delete(key);
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== '') query.append(key, one);
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

// What is filtered here, with what the page filters by itself.
export function filters(usual = {}) {
  const now = params();
  const found = [];
  for (const key of [...FIELDS, 'q']) {
    const values = now.has(key) ? now.getAll(key) : [usual[key] ?? []].flat();
    for (const value of values) if (value !== 'any' && value !== '') found.push({ key, value, usual: !now.has(key) });
  }
  return found;
}

// The address with one value of a key taken away.
export function without(key, value, usual = {}) {
  const now = params();
  const rest = (now.has(key) ? now.getAll(key) : [usual[key] ?? []].flat()).filter(one => one !== value);
  return changed({ [key]: rest.length ? rest : key in usual ? 'any' : '' });
}

// The address with one more value of a key.
export function including(key, value, usual = {}) {
  const now = params();
  const known = now.has(key) ? now.getAll(key) : [usual[key] ?? []].flat();
  return changed({ [key]: [...new Set([...known.filter(one => one !== 'any'), value])] });
}

// For whoever gets the link later: absolute times in place of "the last 24 hours".
export function frozen(now) {
  const query = params();
  const range = /^(\d+)([mhd])$/.exec(query.get('range') ?? '');
  if (range) {
    const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[range[2]];
    query.delete('range');
    query.set('from', new Date(now - range[1] * unit).toISOString());
  }
  if (!query.has('to')) query.set('to', new Date(now).toISOString());
  return `${location.origin}${location.pathname}?${query}`;
}
