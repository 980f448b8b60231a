/** What the page shows of a conversation: plain data, replaced as a whole when something changes. */
import type { Uploads } from './upload';
import type { Ask, Choice, Message } from './wire';

export type Entry =
  | { key: number; who: 'bot'; message: Message; sealedStep: boolean }
  | { key: number; who: 'you'; text: string }
  | { key: number; who: 'you'; sealed: number }
  | { key: number; who: 'you'; secret: true };

/**
 * What pressing send does with the draft: sends it to the bot as it is, or seals it; `unsure`: seals it, and a second button
 * sends it unsealed.
 */
export type Aim = 'send' | 'seal' | 'unsure';

/** What a draft reads like instead of an answer. */
export type Doubt = 'question' | 'control' | 'danger';

export interface State {
  phase: 'starting' | 'open' | 'ended' | 'down';
  entries: readonly Entry[];
  /** First entry of the bot's last turn: only its choices can still be pressed. */
  latest: number;
  ask: Ask | null;
  choices: readonly Choice[];
  busy: boolean;
  draft: string;
  /** Why the draft was not taken. */
  invalid: string;
  /** The draft does not read like an answer to the sealed step that is open; the person decides. */
  doubt: Doubt | '';
  aim: Aim;
  /** Something could not be sent and can be tried again with the same id. */
  unsent: boolean;
  danger: boolean;
  note: string;
  uploads: Uploads | null;
  /** The receipt was written down and typed back: its password is gone from memory. */
  noted: boolean;
}

/** Before anything was said. */
export const fresh = (): State => ({
  phase: 'starting', entries: [], latest: 0, ask: null, choices: [], busy: true, draft: '', invalid: '', doubt: '', aim: 'send',
  unsent: false, danger: false, note: '', uploads: null, noted: false,
});

/** What stands in the person's own bubble. */
export type Bubble = { text: string } | { sealed: number } | { secret: true };

/** The same entry when its password was written down and typed back. */
export function withoutPassword(entry: Entry): Entry {
  if (entry.who !== 'bot' || !('message' in entry) || !entry.message.receipt) return entry;
  const { number } = entry.message.receipt;
  return { ...entry, message: { ...entry.message, text: '', receipt: { number, password: '' } } };
}

/** What changes when the bot has spoken. */
export function heard(state: State, messages: Message[], key: () => number): Pick<State, 'entries' | 'latest' | 'ask' | 'choices' | 'noted'> {
  const asked = messages.filter((m) => m.ask).at(-1)?.ask ?? null;
  const entries = messages.map((message): Entry => ({ key: key(), who: 'bot', message, sealedStep: message.ask?.sealed === true }));
  const receipt = messages.some((m) => m.receipt);
  // Written down and typed back: the password need not be here any longer.
  const spent = state.noted && asked?.kind !== 'typeback' && !receipt;
  const kept = spent ? state.entries.map(withoutPassword) : state.entries;
  return {
    entries: [...kept, ...entries],
    latest: entries[0]?.key ?? state.latest,
    ask: asked,
    choices: messages.flatMap((m) => m.choices),
    noted: receipt ? false : state.noted,
  };
}
