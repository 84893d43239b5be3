// The frame around every page, the way from an address to a page, and live changes.
import { html, nothing, render, svg } from './vendor.js';
import { ask, busy, drawn, onAnswer, onSignedOut, refresh } from './api.js';
import { changed, frozen, link, params, unknownKeys } from './address.js';
import { badge, isIn, isKnown, learn, signIn } from './session.js';
import { setHostZones, setZone, ZONES, zonesKnown } from './time.js';
import { plain } from './text.js';
import { hostPicker } from './fleet.js';
import { rangePicker } from './range.js';

const VIEWS = [
  [/^\/$/, 'overview'], [/^\/findings$/, 'findings'], [/^\/findings\/([\w-]+)$/, 'finding'],
  [/^\/files\/([\w-]+)$/, 'file'], [/^\/executions$/, 'executions'], [/^\/executions\/([\w-]+)$/, 'execution'],
  [/^\/checks$/, 'checks'], [/^\/checks\/([\w-]+)$/, 'check'],
  [/^\/hosts$/, 'hosts'], [/^\/hosts\/(.+)$/, 'host'], [/^\/posture$/, 'posture'], [/^\/posture\/readiness$/, 'readiness'], [/^\/integrity$/, 'integrity'],
  [/^\/integrity\/([^/]+)\/([^/]+)$/, 'boot'],
  [/^\/coverage$/, 'coverage'], [/^\/suppressions$/, 'suppressions'], [/^\/activity$/, 'activity'],
];
const MENU = [['/', 'Overview'], ['/findings', 'Findings'], ['/executions', 'Executions'], ['/hosts', 'Hosts'],
  ['/posture', 'Posture'], ['/integrity', 'Integrity'], ['/coverage', 'Coverage'], ['/suppressions', 'Suppressions'],
  ['/activity', 'Activity']];

let view;
let view_parts = [];
let said = '';
let stale = '';
let restore;
let timer;
let resting;
let more = false;
let events;

function theme() {
  return localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

function setTheme(name) {
  localStorage.setItem('theme', name);
  document.documentElement.dataset.theme = name;
  draw();
}

export function draw() {
  clearTimeout(timer);
  timer = setTimeout(drawNow, 0);
}

function drawNow() {
  const ready = view && isIn();
  setZone(params().get('tz') ?? 'utc', onlyHost());
  if (ready && params().get('tz') === 'host') setHostZones(ask('/api/v1/zones').data?.zones ?? {});
  const page = ready ? view.draw(view_parts, draw) : html`<p class="empty">Loading…</p>`;
  const name = isKnown() && !isIn() ? 'Sign in' : view?.title ?? '';
  document.title = name ? `${plain(name)} · ExecParity` : 'ExecParity';
  render(isKnown() && !isIn() ? signIn(mark(), signedInOrOut) : frame(page), document.getElementById('app'));
  drawn();
  const waiting = busy() || !isKnown() || isIn() && !view;
  document.documentElement.dataset.ready = waiting ? 'no' : 'yes';
  if (!waiting && restore) goBackTo(restore);
}

// The host that a page is of, where its address says so.
function onlyHost() {
  const hosts = params().getAll('host');
  return hosts.length === 1 ? hosts[0] : undefined;
}

function goBackTo(place) {
  restore = undefined;
  scrollTo(0, place.scroll ?? 0);
  if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
}

function frame(page) {
  const query = params();
  const unknown = unknownKeys();
  const here = location.pathname;
  return html`<a class="skip" href="#page">Skip to the page</a>
  <header class="top"><a class="brand" href=${link('/')}>${mark()}ExecParity</a>
    <nav class="main" aria-label="Pages">${MENU.map(([path, name]) => html`<a href=${link(path)}
      aria-current=${here === path || path !== '/' && here.startsWith(path) ? 'page' : nothing}>${name}</a>`)}</nav>
    <div class="tools">
      <form role="search" @submit=${search}><label class="hidden" for="search">Search findings</label>
        <input id="search" type="search" name="q" placeholder="Search names, paths, rules" .value=${query.get('q') ?? ''}></form>
      ${isIn() ? hostPicker(go, draw) : nothing}
      ${rangePicker(go)}
      <label class="hidden" for="zone">Time zone</label><select id="zone" @change=${event => go(changed({ tz: event.target.value }))}>
        ${Object.entries(ZONES).map(([value, words]) => html`<option value=${value} ?selected=${(query.get('tz') ?? 'utc') === value}>${words}</option>`)}</select>
      <button type="button" @click=${copyLink}>Copy link</button>
      <button type="button" @click=${() => setTheme(theme() === 'dark' ? 'light' : 'dark')}>${theme() === 'dark' ? 'Light' : 'Dark'}</button>
      ${badge(signedInOrOut)}</div></header>
  <main id="page" tabindex="-1">
    ${unknown.length ? html`<div class="banner warn" role="alert">This address says <code>${plain(unknown.join(', '))}</code>, which means nothing here and was not applied.
      <a href=${changed(Object.fromEntries(unknown.map(key => [key, ''])))}>Remove</a></div>` : nothing}
    ${stale ? html`<div class="banner warn" role="alert">New results could not be read, so this is older than what there is, and numbers are “at least”: ${plain(stale)}</div>` : nothing}
    ${query.get('tz') === 'host' ? html`<p class="muted small" id="zone-note">${zonesKnown() ? 'Each time is by the clock of its host; what ends in Z is of hosts whose zone is not known, or of several.' : 'No agent told the zone of its host, so that times are in UTC.'}</p>` : nothing}
    ${page}</main>
  <footer>What is on record, how it is known, and what was not seen. <a href="/api/v1/openapi.json">API</a></footer>
  <div class="hidden" role="status" aria-live="polite">${said}</div>`;
}

function mark() {
  return html`<svg viewBox="0 0 32 32" aria-hidden="true">${svg`<path d="M5 11h22M5 21h22M20 5l-8 22" stroke="var(--link)" stroke-width="3.500" stroke-linecap="round" fill="none"/>`}</svg>`;
}

export function announce(words) {
  said = words;
  draw();
}

function search(event) {
  event.preventDefault();
  const words = new FormData(event.target).get('q');
  go(['/findings', '/executions', '/checks'].includes(location.pathname)
    ? changed({ q: words }) : link('/findings', { q: words, status: 'any', attention: 'any' }));
}

function copyLink(event) {
  const button = event.target;
  navigator.clipboard.writeText(frozen(Date.now())).then(() => {
    button.textContent = 'Copied';
    announce('The link with absolute times was copied.');
    setTimeout(() => { button.textContent = 'Copy link'; }, 2000);
  });
}

export function go(address) {
  history.replaceState({ scroll: scrollY, focus: document.activeElement?.id }, '');
  history.pushState({}, '', address);
  show({ scroll: 0 });
}

async function show(place) {
  document.documentElement.dataset.ready = 'no';
  restore = place;
  const found = VIEWS.map(([form, name]) => [form.exec(location.pathname), name]).find(([match]) => match);
  const module = await import(`/assets/views/${found ? found[1] : 'nowhere'}.js`);
  view = module.default;
  view_parts = found ? found[0].slice(1).map(decodeURIComponent) : [];
  draw();
}

function followLink(event) {
  const target = event.target.closest?.('a[href]');
  if (!target || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const address = new URL(target.href, location.href);
  if (address.origin !== location.origin || target.hasAttribute('download') || /^\/(api|login)\//.test(address.pathname)) return;
  if (address.hash && address.pathname === location.pathname) return;
  event.preventDefault();
  go(address.pathname + address.search);
}

function listen() {
  events?.close();
  events = undefined;
  if (!isIn()) return;
  events = new EventSource('/api/v1/live');
  events.addEventListener('changed', event => {
    stale = event.data.startsWith('stale: ') ? event.data.slice(7) : '';
    if (!stale) announce('New results arrived.');
    news();
  });
  // It comes back by itself, but from a refusal.
  events.addEventListener('error', event => { if (event.target.readyState === EventSource.CLOSED) askWho(); });
}

// Asks who it is, where that may have changed.
function askWho() {
  learn().then(signedInOrOut, () => setTimeout(askWho, 5_000));
}

function signedInOrOut() {
  if (isIn() !== Boolean(events)) listen();
  draw();
}

// Shows the first news at once; of what comes soon after it the last.
function news() {
  more = Boolean(resting);
  if (resting) return;
  refresh();
  resting = setTimeout(() => { resting = undefined; if (more) news(); }, 3_000);
}

document.documentElement.dataset.theme = theme();
history.scrollRestoration = 'manual';
onAnswer(draw);
onSignedOut(askWho);
addEventListener('click', followLink);
addEventListener('popstate', event => show(event.state ?? {}));
// Silence brings no news, so it is asked for.
setInterval(() => refresh('/api/v1/summary'), 15_000);
show({});
askWho();

