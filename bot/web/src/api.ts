/** The gateway's contract (`/chat/*`), with retries. A repeat carries the same message id, so it does nothing twice. */
import { type About, readAbout } from './about';
import type { Envelope, KeyAnswer } from './envelope';
import type { Given } from './inputs';
import { isModel, type Model } from './sentinelModel';
import { type Message, readMessages, readString } from './wire';

/** What a sealed story tells of itself: the flow it belongs to (`urgent`: danger now), and choices it states. */
export interface StoryAbout {
  goal: string;
  choices: string[];
}

/** What sealed words call for besides: the writer wishes to die; the danger comes from the police. */
export type Heard = 'despair' | 'illness' | 'police' | 'pressed' | 'undertone' | 'wavers' | 'vague' | 'beside' | 'cry' | 'unnamed' | 'own_name';

/** `meant`: the person's own word on a text. */
export type Input = { text: string; meant?: 'question' | 'content' } | { choice: string } | { sealed: Envelope; about?: StoryAbout; heard?: Heard[] };

/** `taken` false: what was said was not taken, and belongs back into the box. */
export interface Reply {
  messages: Message[];
  taken: boolean;
}

/** The session is not known any more. */
export class Ended extends Error {}
/** No answer, after retries. */
export class Unreachable extends Error {}
/** An answer that says no, with what to tell the person. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly messages: Message[],
  ) {
    super(String(status));
  }
}

export interface Options {
  fetch?: typeof fetch;
  /** Milliseconds before each repeat. */
  delays?: number[];
  timeout?: number;
}

/** The answer to a session begun before this script was here; once. */
async function first(): Promise<Response | null> {
  const held = globalThis as { shoukouFirst?: Promise<Response | null> | undefined };
  const found = held.shoukouFirst;
  held.shoukouFirst = undefined;
  return (await found) ?? null;
}

const PASSING = new Set([408, 425, 502, 503, 504]);

export class Api {
  private readonly fetch: typeof fetch;
  private readonly delays: number[];
  private readonly timeout: number;

  /** `base`: the address that `messages`, `sessions` … are resolved against, with a slash at its end. */
  constructor(
    private readonly base: string,
    options: Options = {},
  ) {
    this.fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.delays = options.delays ?? [500, 1500, 4000];
    this.timeout = options.timeout ?? 30_000;
  }

  async start(): Promise<{ session: string; messages: Message[] }> {
    // Perhaps it was begun already, while this page was on its way (public/old.js).
    const early = await first();
    const data = early?.ok ? await early.json() : await this.json('sessions', { method: 'POST', body: '{}' });
    const session = readString(data, 'session');
    if (!session) throw new Unreachable();
    return { session, messages: readMessages(data) };
  }

  async say(session: string, input: Input, messageId: string): Promise<Reply> {
    const body = JSON.stringify({ session, ...input, message_id: messageId });
    const data = await this.json('messages', { method: 'POST', body });
    return { messages: readMessages(data), taken: (data as { taken?: unknown } | null)?.taken !== false };
  }

  /** A code by which this conversation goes on elsewhere; an earlier one is void. */
  async resumeCode(session: string): Promise<string> {
    const code = readString(await this.json('resume/code', { method: 'POST', body: JSON.stringify({ session }) }), 'code');
    if (!code) throw new Unreachable();
    return code;
  }

  /** Goes on with a code: it opens once, and again for a repeat under the same id. */
  async resume(code: string, messageId: string): Promise<{ session: string; messages: Message[] }> {
    const body = JSON.stringify({ code, message_id: messageId });
    const data = await this.json('resume', { method: 'POST', body });
    const session = readString(data, 'session');
    if (!session) throw new Unreachable();
    return { session, messages: readMessages(data) };
  }

  async about(): Promise<About> {
    return readAbout(await this.json('about', { method: 'GET' }));
  }

  async key(): Promise<KeyAnswer> {
    const data = await this.json('key', { method: 'GET' });
    return { suite: readString(data, 'suite'), key: readString(data, 'key'), public: readString(data, 'public') };
  }

  async sentinel(): Promise<Model> {
    // Public and large: the browser may keep it, and asks whether it is still the same.
    const data = await this.json('sentinel.json', { method: 'GET', cache: 'default' });
    if (!isModel(data)) throw new Unreachable();
    return data;
  }

  /** What names and contacts look like (bot/channels/given.json). */
  async given(): Promise<Given> {
    const data = (await this.json('given.json', { method: 'GET', cache: 'default' })) as Given | null;
    if (!data?.name) throw new Unreachable();
    return data;
  }

  async beginUpload(session: string, parts: number, signal: AbortSignal): Promise<string> {
    const data = await this.json('uploads', { method: 'POST', body: JSON.stringify({ session, parts }), signal });
    const upload = readString(data, 'upload');
    if (!upload) throw new Unreachable();
    return upload;
  }

  async putPart(session: string, upload: string, n: number, keyId: string, body: BodyInit, signal: AbortSignal): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream', 'X-Session': session, 'X-Key': keyId };
    await this.json(`uploads/${encodeURIComponent(upload)}/parts/${n}`, { method: 'PUT', body, headers, signal }, 120_000);
  }

  async completeUpload(session: string, upload: string, sealed: Envelope, signal: AbortSignal): Promise<void> {
    const body = JSON.stringify({ session, sealed });
    await this.json(`uploads/${encodeURIComponent(upload)}/complete`, { method: 'POST', body, signal });
  }

  async removeUpload(session: string, upload: string): Promise<void> {
    await this.json(`uploads/${encodeURIComponent(upload)}`, { method: 'DELETE', headers: { 'X-Session': session } });
  }

  private async json(path: string, init: RequestInit, timeout = this.timeout): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      const last = attempt >= this.delays.length;
      const answer = await this.once(path, init, timeout);
      const passing = !answer || PASSING.has(answer.status) || (answer.status === 429 && path.startsWith('uploads'));
      if (answer && (!passing || last)) return this.read(answer);
      // Without a net there is no use in trying at once; what waits is sent when it is back.
      if (last || (!answer && typeof navigator !== 'undefined' && navigator.onLine === false)) throw new Unreachable();
      const asked = Math.min(Number(answer?.headers.get('Retry-After') ?? 0) || 0, 30) * 1000;
      await wait(Math.max(asked, this.delays[attempt] ?? 0), init.signal ?? undefined);
    }
  }

  /** null: no answer this time. A cancelled request throws. */
  private async once(path: string, init: RequestInit, timeout: number): Promise<Response | null> {
    const limit = new AbortController();
    const stop = (): void => limit.abort();
    const timer = setTimeout(stop, timeout);
    if (init.signal?.aborted) throw cancelled();
    init.signal?.addEventListener('abort', stop);
    try {
      return await this.fetch(this.base + path, {
        headers: init.method === 'GET' ? {} : { 'Content-Type': 'application/json' },
        cache: 'no-store',
        ...init,
        signal: limit.signal,
        credentials: 'same-origin',
        referrerPolicy: 'no-referrer',
      });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      return null;
    } finally {
      clearTimeout(timer);
      init.signal?.removeEventListener('abort', stop);
    }
  }

  private async read(answer: Response): Promise<unknown> {
    if (answer.status === 401) throw new Ended();
    const data: unknown = await answer.json().catch(() => null);
    if (answer.ok) return data;
    const messages = readMessages(data);
    // A failure without a sentence of its own is no answer at all.
    if (answer.status >= 500 && messages.length === 0) throw new Unreachable();
    throw new Refused(answer.status, messages);
  }
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(cancelled());
    });
  });
}

const cancelled = (): DOMException => new DOMException('cancelled', 'AbortError');
