// Who is signed in, and how somebody could be. Pages hold no result, so that everybody gets them; what they ask does.
import { html, nothing } from './vendor.js';
import { text } from './text.js';

const WRITE = { 'Content-Type': 'application/json', 'X-ExecParity-Write': '1' };

let session;
let problem = '';

// Asks the server anew.
export async function learn() {
  const response = await fetch('/api/v1/session', { headers: { Accept: 'application/json' } });
  session = await response.json();
}

export function isKnown() {
  return session !== undefined;
}

export function isIn() {
  return session?.name !== undefined;
}

// Whether to show what changes something; the server decides by itself.
export function mayChange() {
  return session?.role === 'analyst';
}

// By which activity knows whoever asks.
export function me() {
  return session?.name ?? '';
}

async function bring(event, done) {
  event.preventDefault();
  const response = await fetch('/api/v1/session', { method: 'POST', headers: WRITE, body: JSON.stringify({ token: new FormData(event.target).get('token') }) });
  const answer = await response.json();
  problem = response.ok ? '' : answer.error;
  if (response.ok) session = answer;
  done();
}

async function leave(done) {
  const response = await fetch('/api/v1/session', { method: 'DELETE', headers: WRITE });
  const { leaving } = await response.json();
  session = { ways: session.ways };
  // Signed out here, and then where the provider lets people sign out, which leads back.
  if (leaving) location.assign(leaving); else done();
}

// Beside the other tools: who it is, where somebody has to be.
export function badge(done) {
  return session?.ways.length ? html`<span class="tag" id="who">${text(session.name)}, ${session.role}</span>
    <button type="button" id="sign-out" @click=${() => leave(done)}>Sign out</button>` : nothing;
}

export function signIn(mark, done) {
  const ways = session.ways;
  return html`<main id="page" class="login" tabindex="-1"><h1 class="brand">${mark}ExecParity</h1>
    ${problem ? html`<p class="banner warn" role="alert">${problem}</p>` : nothing}
    ${ways.includes('openid') ? html`<a class="chip" id="openid" href=${`/login/openid?to=${encodeURIComponent(location.pathname + location.search)}`}>Sign in with your organization</a>` : nothing}
    ${ways.includes('token') ? html`<form class="fields" @submit=${event => bring(event, done)}><label>Token<input id="token" name="token" type="password" autocomplete="current-password" required></label>
      <button class="main" id="sign-in">Sign in</button></form>` : nothing}
    <p class="muted small">Whoever runs this server says who may see it.</p></main>`;
}
