/**
 * 接着填的口令: after a reload, a discarded tab or on another device a conversation goes on by a code that lies in the person's
 * hand. It is shown here on request and kept nowhere (docs/decisions/0007-resume-code.md).
 */
import { type Api, Ended, Refused } from './api';
import { randomId } from './bytes';
import type { State } from './state';
import { texts } from './texts';
import type { Message } from './wire';

/** What of the conversation is needed here. */
export interface Talk {
  readonly state: State;
  readonly session: string;
  set(change: Partial<State>): void;
  adopt(session: string, messages: Message[]): void;
  end(draft?: string): void;
}

export class Resume {
  /** A repeat of the same code is the same request: its answer may have got lost on the way. */
  private tried = { code: '', id: '' };

  constructor(
    private readonly api: Api,
    private readonly talk: Talk,
  ) {}

  /** Goes on with what was begun elsewhere. What is here stays when the code opens nothing. */
  async open(code: string): Promise<boolean> {
    const before = this.talk.session;
    this.talk.set({ codeProblem: '' });
    try {
      if (this.tried.code !== code) this.tried = { code, id: randomId() };
      const { session, messages } = await this.api.resume(code, this.tried.id);
      if (before !== this.talk.session) return false;
      this.tried = { code: '', id: '' };
      this.talk.adopt(session, messages);
      return true;
    } catch (error) {
      const said = error instanceof Refused ? error.messages.map((m) => m.text).join('') : '';
      if (before === this.talk.session) this.talk.set({ codeProblem: said || texts.resumeFailed });
      return false;
    }
  }

  /** Shows a code for this conversation; one shown before is void. */
  async show(): Promise<void> {
    const session = this.talk.session;
    this.talk.set({ code: '', codeProblem: '' });
    try {
      const code = await this.api.resumeCode(session);
      if (session === this.talk.session) this.talk.set({ code });
    } catch (error) {
      if (session !== this.talk.session) return;
      if (error instanceof Ended) return this.talk.end(this.talk.state.draft);
      this.talk.set({ codeProblem: texts.codeFailed });
    }
  }

  hide(): void {
    this.talk.set({ code: '', codeProblem: '' });
  }
}
