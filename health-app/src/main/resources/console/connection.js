// The stream of what changes. It is opened again whenever it ends or falls silent, and closed while nobody can see the page.

const STREAM = '/api/console/stream';
const SILENT_MS = 12_000;
const LONGEST_PAUSE_MS = 5_000;
const HIDDEN_MS = 60_000;

/**
 * Connects.
 * @param receive told the name of an event and its data
 * @param status told {connected, message, retryAt}; retryAt is null while an attempt is made
 */
export function connect(receive, status) {
  let stream = null;
  let failures = 0;
  let silence = 0;
  let retry = 0;
  let hiding = 0;

  function open() {
    clearTimeout(retry);
    stream = new EventSource(STREAM);
    for (const name of ['state', 'decisions', 'failovers', 'heartbeat']) {
      stream.addEventListener(name, event => heard(name, event));
    }
    stream.addEventListener('error', () => lost('the stream ended'));
    expect();
  }

  function expect() {
    clearTimeout(silence);
    silence = setTimeout(() => lost('nothing was heard for ' + SILENT_MS / 1000 + ' s'), SILENT_MS);
  }

  function heard(name, event) {
    expect();
    failures = 0;
    status({connected: true, message: '', retryAt: null});
    receive(name, JSON.parse(event.data));
  }

  function close() {
    clearTimeout(silence);
    clearTimeout(retry);
    stream?.close();
    stream = null;
  }

  function lost(message) {
    close();
    const pause = Math.min(1000 * 2 ** failures++, LONGEST_PAUSE_MS);
    status({connected: false, message, retryAt: Date.now() + pause});
    retry = setTimeout(again, pause);
  }

  // Why there is no stream is not told to a page, so it is asked for where it is.
  async function again() {
    status({connected: false, message: '', retryAt: null});
    try {
      const answer = await fetch('/api/console/failovers', {signal: AbortSignal.timeout(8000)});
      if (answer.ok) {
        open();
      } else {
        lost(answer.status === 503 ? (await answer.json()).message : await answer.text());
      }
    } catch {
      lost('the health application does not answer');
    }
  }

  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (document.hidden) {
      hiding = setTimeout(close, HIDDEN_MS);
    } else if (stream === null) {
      close();
      open();
    }
  });
  open();
}
