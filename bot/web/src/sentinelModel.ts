/** What models/sentinel.json holds; the format stands in bot/channels/sentinel_model.py. */

export interface HeadModel {
  labels: string[];
  bias: number[];
  grams: string[];
  /** A string for each label, a character for each of `grams`. */
  weights: string[];
}

export interface DangerRules {
  clauses: string;
  cry: string;
  strong: string;
  past: string;
  feared: string;
  told: string;
  others: string;
  denied: string;
  asked: string;
  over: string;
  scenes: Record<'scene' | 'alone' | 'calls' | 'breaks' | 'present' | 'english' | 'at_once' | 'at_end' | 'last' | 'at_hand' | 'past' | 'none' | 'others', string>;
  longest_scene: number;
  end: number;
  dated: string;
  again: string;
  at_door: string;
  coming: string;
  still: string;
  past_harm: string;
  police_harm: string;
  beside: string;
  police_coming: string;
  ours: string;
  done: string;
  kept: string;
  habit: string;
  state_now: string;
  asks_protection: string;
  goes_on: string;
  at_it: string;
  at_hand: string;
  somebody: string;
  says: string;
  now: string[];
  asides: [string, string][];
  longest_plain: number;
  longest_aside: number;
  read: number;
}

export type Rule = 'told' | 'asks' | 'asks_you' | 'public' | 'witness' | 'not_wanted' | 'given_up' | 'deed_not_meant' | 'deed_asked' | 'request' | 'person' | 'tells_nothing' | 'threatened' | 'probe';

/** `GET /chat/sentinel.json`; the format stands in sentinel_model.py. */
export interface Model {
  version: 3;
  ngram: [number, number];
  patterns: [string, string][];
  pattern_value: number;
  rules: Record<Rule, string>;
  /** Entity → value → deeds so plainly named that their kind need not be asked. */
  deeds: Record<string, Record<string, string>>;
  max_chars: number;
  threshold: Record<'danger' | 'help' | 'told' | 'cry' | 'named' | 'named_ill' | 'control' | 'question', number>;
  zones: { help: number; clear: number; story: number; short_story: number; goal: number };
  alphabet: string;
  step: number;
  heads: { kind: HeadModel; goal: HeadModel; help: HeadModel };
  choices: Record<string, Record<string, string[]>>;
  /** Entity → the goals whose stories state it; any, when it is not here. */
  only_for: Record<string, string[]>;
  danger: DangerRules;
  exact: string[];
  exact_danger: string[];
  exact_none: string[];
  exact_unsure: string[];
  exact_done: string[];
}

/** In place of a step's kind: it stands beside a receipt. */
export const BESIDE = 'receipt';

export function isModel(data: unknown): data is Model {
  const m = data as Model;
  return (
    typeof m === 'object' && m !== null && m.version === 3 && Array.isArray(m.ngram) && Array.isArray(m.patterns) &&
    typeof m.heads === 'object' && typeof m.threshold === 'object' && typeof m.danger === 'object'
  );
}
