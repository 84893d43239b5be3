// Questions to the server. An answer is kept while a page on the screen uses it, and asked for again when results change;
// until the new one is there the old one stays.
export const DIM_MILLISECONDS = 200;
export const PATIENCE_MILLISECONDS = 5_000;

const answers = new Map();
let redraw = () => {};
let signedOut = () => {};
let round = 0;

export function onAnswer(draw) {
  redraw = draw;
}

// What to do where the server no longer knows who asks.
export function onSignedOut(react) {
  signedOut = react;
}

// Ends with a drawing: what was not asked for in it is forgotten.
export function drawn() {
  for (const [url, answer] of answers) if (answer.round !== round) { answer.abort?.abort(); answers.delete(url); }
  round++;
}

export function busy() {
  return [...answers.values()].some(answer => answer.pending);
}

// { data, error, pending, since, age }; data is undefined until there was a first answer.
export function ask(url) {
  let answer = answers.get(url);
  if (!answer) {
    answer = { url };
    answers.set(url, answer);
    request(answer);
  }
  answer.round = round;
  return answer;
}

export function askAgain(answer) {
  answer.abort?.abort();
  request(answer);
  redraw();
}

export function cancel(answer) {
  answer.abort?.abort();
}

// Asks anew for all that is on the screen, or for what is at addresses that begin so.
export function refresh(beginning = '') {
  for (const answer of answers.values()) if (answer.url.startsWith(beginning)) request(answer);
  redraw();
}

async function request(answer) {
  const abort = new AbortController();
  answer.abort = abort;
  answer.pending = true;
  answer.since = Date.now();
  // For what is old to be dimmed, and for a way to give up.
  const timers = [DIM_MILLISECONDS, PATIENCE_MILLISECONDS].map(after => setTimeout(redraw, after + 10));
  try {
    const response = await fetch(answer.url, { signal: abort.signal, headers: { Accept: 'application/json' } });
    const body = await response.json();
    if (response.status === 401) signedOut();
    if (!response.ok) throw Object.assign(new Error(body.error ?? response.statusText), { request: body.request, status: response.status });
    Object.assign(answer, { data: body, error: undefined, at: Date.now() });
  } catch (error) {
    if (answer.abort !== abort) { timers.forEach(clearTimeout); return; }
    answer.error = abort.signal.aborted ? new Error('cancelled') : error;
  }
  timers.forEach(clearTimeout);
  if (answer.abort === abort) {
    answer.pending = false;
    redraw();
  }
}

// Writes something; throws with the server's words where it refuses.
export async function send(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-ExecParity-Write': '1' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (response.status === 401) signedOut();
  if (!response.ok) throw Object.assign(new Error(answer.error ?? response.statusText), { status: response.status });
  return answer;
}
