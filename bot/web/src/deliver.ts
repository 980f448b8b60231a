/** Getting one message to the gateway: sent, sent again under the same id, taken back into the box. */
import { type Api, Ended, type Input, Refused } from './api';
import { randomId } from './bytes';
import { isSecret } from './deciding';
import { Resend } from './offline';
import type { State } from './state';
import { texts } from './texts';
import type { Message } from './wire';

/** What was said and is not answered yet. `draft`: what stood in the box. */
interface Held {
  input: Input;
  id: string;
  bubble: number;
  draft: string;
}

/** What of the conversation is needed here. */
export interface Talk {
  readonly state: State;
  readonly session: string;
  /** Counts up when everything is forgotten: an answer to what was said before is none. */
  readonly generation: number;
  /** The red button was pressed and waits for this answer. */
  readonly dangerWaits: boolean;
  set(change: Partial<State>): void;
  answered(messages: Message[], bubble: number): void;
  hearAside(messages: Message[]): void;
  /** A bubble is gone, and what was held for it. */
  dropped(bubble: number): void;
  /** The desk did not take what was sealed: perhaps it has a new key. */
  sealRefused(): void;
  end(draft: string): void;
  afterTurn(): void;
}

/** What goes back into the box, before what was typed there meanwhile. */
export const both = (held: string, now: string): string => {
  if (!now.trim()) return held || now;
  return !held.trim() || now.includes(held) ? now : `${held}\n${now}`;
};

/** What was typed while `sent` was being sealed. */
export const since = (sent: string, now: string): string => (now.startsWith(sent) ? now.slice(sent.length) : now);

export class Delivery {
  private held: Held | null = null;
  private readonly resend = new Resend(() => void this.again());

  constructor(
    private readonly api: Api,
    private readonly talk: Talk,
  ) {}

  /** Something is said: it is sent by `send`. */
  hold(input: Input, bubble: number, draft: string): void {
    this.held = { input, id: randomId(), bubble, draft };
  }

  async send(): Promise<void> {
    const { held, talk } = this;
    if (!held) return;
    const mine = talk.generation;
    talk.set({ busy: true, waiting: held.bubble });
    try {
      const { messages, taken } = await this.api.say(talk.session, held.input, held.id);
      if (mine !== talk.generation) return;
      this.forget();
      // Not taken, the words are where they were: in the box of this step.
      talk.set({ busy: false, waiting: 0, draft: taken || isSecret(talk.state.ask) ? talk.state.draft : both(held.draft, talk.state.draft) });
      talk.answered(messages, held.bubble);
    } catch (error) {
      if (mine !== talk.generation) return;
      if (error instanceof Ended) return talk.end(both(held.draft, talk.state.draft));
      if (error instanceof Refused && error.status < 500) {
        // Said no for good: the words go back into the box.
        this.takeBack();
        talk.set({ busy: false });
        if ('sealed' in held.input) talk.sealRefused();
        if (error.messages.length) talk.hearAside(error.messages);
        else talk.set({ invalid: texts.refused });
      } else {
        if (error instanceof Refused) talk.hearAside(error.messages);
        talk.set({ busy: false, unsent: true, note: talk.dangerWaits ? texts.busyDanger : talk.state.note });
        this.resend.wait();
      }
    }
    talk.afterTurn();
  }

  /** Sends again what did not get through, under the same id. */
  async again(): Promise<void> {
    const { busy, unsent } = this.talk.state;
    if (!this.held || busy || !unsent) return;
    this.talk.set({ unsent: false });
    return this.send();
  }

  /** The net is back. */
  async online(): Promise<void> {
    if (this.resend.fresh) return this.again();
  }

  /** Gives up sending: the bubble goes, the words go back into the box. */
  takeBack(): void {
    const { held, talk } = this;
    if (!held) return;
    this.forget();
    talk.dropped(held.bubble);
    talk.set({
      unsent: false,
      waiting: 0,
      entries: talk.state.entries.filter((e) => e.key !== held.bubble),
      draft: both(held.draft, talk.state.draft),
    });
  }

  forget(): void {
    this.held = null;
    this.resend.stop();
  }
}
