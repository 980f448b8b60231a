/** What the page shows of a conversation: plain data, replaced as a whole when something changes. */
import { problems, texts } from './texts';
import type { Uploads } from './upload';
import type { Problem } from './validate';
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
export type Doubt = 'question' | 'control' | 'danger' | 'help';

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
  /** The bubble that is not sent yet. */
  waiting: number;
  danger: boolean;
  /** … that comes from the police. */
  police: boolean;
  note: string;
  uploads: Uploads | null;
  /** The receipt was written down and typed back: its password is gone from memory. */
  noted: boolean;
  /** Words in the draft by which only the one who writes could be found; the person looks at them once. */
  telling: string;
  /** The code to go on with, while it is shown. */
  code: string;
  /** Why a code opened nothing. */
  codeProblem: string;
}

/** Before anything was said. */
export const fresh = (): State => ({
  phase: 'starting', entries: [], latest: 0, ask: null, choices: [], busy: true, draft: '', invalid: '', doubt: '', aim: 'send',
  unsent: false, waiting: 0, danger: false, police: false, note: '', uploads: null, noted: false, telling: '', code: '', codeProblem: '',
});

/** What stands in the person's own bubble. */
export type Bubble = { text: string } | { sealed: number } | { secret: true };

/** The same entry when its password was written down and typed back. */
export function withoutPassword(entry: Entry): Entry {
  if (entry.who !== 'bot' || !('message' in entry) || !entry.message.receipt) return entry;
  const { number } = entry.message.receipt;
  return { ...entry, message: { ...entry.message, text: '', receipt: { number, password: '' } } };
}

/** What one turn of the bot changes. `key`: of the first new entry. */
export function heard(state: State, messages: readonly Message[], key: number): Pick<State, 'entries' | 'latest' | 'ask' | 'choices' | 'noted'> {
  const ask = messages.filter((m) => m.ask).at(-1)?.ask ?? null;
  const entries = messages.map(
    (message, i): Entry => ({ key: key + i, who: 'bot', message, sealedStep: message.ask?.sealed === true }),
  );
  const receipt = messages.some((m) => m.receipt);
  // Written down and typed back: the password need not be here any longer.
  const spent = state.noted && ask?.kind !== 'typeback' && !receipt;
  const kept = spent ? state.entries.map(withoutPassword) : state.entries;
  return {
    entries: [...kept, ...entries],
    latest: key,
    ask,
    choices: messages.flatMap((m) => m.choices),
    noted: receipt ? false : state.noted,
  };
}

/** Something of the person's would be lost if the page went now. */
export function unsubmitted({ phase, draft, unsent, ask, entries, noted, uploads }: State): boolean {
  if (phase !== 'open') return false;
  const receipt = entries.some((e) => e.who === 'bot' && 'message' in e && e.message.receipt?.password);
  if (draft.trim() || unsent || (receipt && !noted && ask?.kind === 'typeback')) return true;
  return ask !== null && ask.kind !== 'typeback' && (entries.some((e) => 'sealed' in e) || (uploads?.items.length ?? 0) > 0);
}

/** Whether a name was asked for in this flow, and given or not: then it is no anonymous report. */
export const named = ({ entries }: State, flow: string): boolean =>
  entries.some((e) => e.who === 'bot' && e.message.ask?.id === `${flow}.name`);

/** What to tell somebody whose answer is not taken: the step's own words where they fit. */
export function complaint({ ask, note }: State, problem: Problem, keep: string): Partial<State> {
  const own = ask?.invalid && (problem === ask.kind || (problem === 'empty' && !ask.sealed)) ? ask.invalid : '';
  // One thing at a time: what was noted before makes room.
  return { invalid: own || problems[problem], note: note === keep ? keep : '' };
}

/** `report.facts` → `report`. */
export const flowOf = (ask: Pick<Ask, 'id'>): string => ask.id.split('.')[0] ?? '';

/** What the bot said last, for reading aloud: no number of a receipt, no password. */
export function aloud({ entries, latest, choices }: State): string {
  const said = entries.flatMap((e) => (e.who === 'bot' && e.key >= latest ? [e.message] : []));
  const lines = said.map((m) => (m.receipt ? m.text.replace(/[\d ]{9,}/g, '') : m.text));
  return [...lines, choices.map((c) => c.title).join('，')].filter(Boolean).join('。');
}

/** What was understood of a date, unless it was written out; that none was, when the words were kept as they are. */
export const dateNote = (text: string, value: string | undefined): string =>
  !value ? texts.keptAsWords : /^\d{4}[-/.年]\d{1,2}([-/.月](\d{1,2}[日号]?)?)?$/.test(text) ? '' : texts.understood(value);
