/** What the page's address and head say, and how to leave it. */

const meta = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content.trim() ?? '';

/** Base address of the `/chat/*` contract: as the head says, else beside this page; at the desk the page itself is under /chat/. */
export function apiBase(path: string = location.pathname, named: string = meta('shoukou-api')): string {
  if (named) return named.endsWith('/') ? named : `${named}/`;
  return /\/chat\/[^/]*$/.test(path) ? './' : './chat/';
}

/** At the desk the chat is one page of several: the address of the others, or nothing. */
export const desk = (path: string = location.pathname): string => (/\/staff\/[^/]*$/.test(path) ? '../' : '');

/** Leaves at once: nothing on the screen, no way back to this page in the history. */
export function leave(forget: () => void): void {
  const named = meta('shoukou-exit');
  const target = /^https?:\/\//.test(named) ? named : 'about:blank';
  document.title = '';
  document.body.replaceChildren();
  try {
    forget();
  } finally {
    location.replace(target);
  }
}

/** Esc twice within a second, in any place of the page. */
export function onDoubleEscape(act: () => void): () => void {
  let last = -Infinity;
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || event.repeat) return;
    if (event.timeStamp - last < 1000) act();
    last = event.timeStamp;
  };
  document.addEventListener('keydown', pressed, true);
  return () => document.removeEventListener('keydown', pressed, true);
}

/** A finger, not a mouse: Enter breaks lines, and the keyboard must not jump up by itself. */
export const touches = (): boolean => matchMedia('(pointer: coarse)').matches;
