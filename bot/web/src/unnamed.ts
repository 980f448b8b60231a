/** No name shall be given: twin of bot/unnamed.py, with its patterns (passing.json). */
import type Rules from '../../channels/passing.json';
import { length, plain } from './clean';

const LONGEST = 20;
export const LONGEST_SAID = 60;
const LEAST_DIGITS = 4;

/** What a clause leaves out: the name, how to be reached, or what is asked. */
type Left = 'name' | 'reached' | 'it';

type Patterns = typeof Rules.unnamed & typeof Rules.by_name;
let words = {} as Record<keyof Patterns, RegExp>;
let small = /^$/u;
let nearly = /^$/u;
let [hidden, real] = ['', ''];
let simplified = (text: string): string => text;

/** Takes the patterns, which come after the first question, and how a text is simplified. */
export const knowUnnamed = (patterns: Patterns, simple: (text: string) => string): void => {
  const whole = new Set(['nobody', 'stays', 'bare']);
  words = Object.fromEntries(Object.entries(patterns).map(([name, source]) => [name, new RegExp(whole.has(name) ? `^(?:${source})$` : source, 'u')])) as typeof words;
  small = new RegExp(`^${patterns.small}+$`, 'u');
  nearly = new RegExp(`^${patterns.small}*${patterns.more}${patterns.small}*$`, 'u');
  [hidden, real] = [patterns.hidden, patterns.realname];
  simplified = (text) => simple(plain(text)).toLowerCase();
};

const without = (text: string, list: RegExp, by = ''): string => text.replace(new RegExp(list.source, 'gu'), by);
const digits = (text: string): number => text.replace(/\D/gu, '').length;

const pieces = (text: string): { pieces: string[]; parts: string[] } => {
  if (length(plain(text)) > LONGEST_SAID) return { pieces: [], parts: [] };
  const said = without(without(simplified(text), words.spelt, hidden), words.spelt_real, real);
  const once = (part: string): string => part.replace(new RegExp(words.twice_said.source, 'gu'), '$1');
  const signs = new RegExp(words.parted.source, 'u');
  return {
    pieces: said.split(signs).filter((piece) => !piece.split(/\s+/u).some((part) => words.bare.test(part))).map((piece) => once(piece.replace(/\s/gu, ''))).filter(Boolean),
    parts: said.split(new RegExp(`\\s|${words.parted.source}`, 'u')).map(once).filter(Boolean),
  };
};
const clauses = (text: string): string[] => {
  if (!hidden) return [];
  const found = pieces(text);
  return [...new Set([...found.pieces, ...found.parts])];
};
/** 我是谁 is the writer's name. */
const wordOf = (clause: string): string => without(clause, words.idle).replace(new RegExp(words.who.source, 'gu'), (_, who?: string) => `${who ?? ''}名`);
const isSmall = (word: string): boolean => {
  const alone = without(word, words.reach, '号');
  return small.test(alone) || (words.own.test(word) && words.would_not.test(word) && nearly.test(alone));
};

const left = (clause: string): Left | null => {
  const word = wordOf(clause);
  if (length(word) > LONGEST || !isSmall(word) || words.keeps.test(word) || words.kept.test(word)) return null;
  if (word.includes(hidden) || words.unnamed.test(word)) return 'name';
  if (words.unreached.test(word)) return 'reached';
  if (words.leaves.test(word)) return 'name';
  return words.gives_not.test(word) ? 'it' : null;
};

/** A mark stands beside the words that refuses or doubts them (匿名❌). */
export const isMarked = (text: string): boolean => hidden !== '' && words.marked.test(plain(text));
/** It asks; who refuses after a question does not: 怎么是实名啊 我不要实名. */
const asks = (text: string): boolean => {
  if (plain(text).includes('?') || words.marked.test(plain(text))) return true;
  const { parts } = pieces(text);
  const asked = parts.map((part) => words.asks.test(without(part, words.who)));
  const refused = parts.findIndex((part) => words.refuses.test(part) && left(part) === 'name');
  return asked.includes(true) && !(refused >= 0 && !asked.slice(refused).includes(true));
};
/** Neither a name nor a way to be reached: it tells why. */
export const onlyTalks = (part: string): boolean => {
  const word = simplified(part);
  return hidden !== '' && words.talks.test(word) && !words.gives.test(word);
};

/** No part gives something: a name, a way to be reached. */
const alone = (text: string): boolean => pieces(text).parts.every((part) => !wordOf(part) || isSmall(wordOf(part)) || onlyTalks(part));

const leftOut = (text: string): Set<Left> => {
  if (!hidden || length(plain(text)) > LONGEST_SAID || asks(text)) return new Set();
  if (clauses(text).some((clause) => words.names.test(without(clause, words.idle)) || words.kept.test(clause))) return new Set();
  const found = clauses(text).map(left).filter((one) => one !== null);
  return new Set(alone(text) ? found : found.filter((one) => one === 'name'));
};

const wantsNoName = (text: string): boolean => digits(plain(text)) < LEAST_DIGITS && leftOut(text).has('name');
const leavesAll = (text: string): boolean => leftOut(text).size > 0 && alone(text);
/** All of it leaves out a name, or how to be reached. */
export const leavesOut = (text: string): boolean =>
  clauses(text).some((clause) => words.which.test(clause)) || (hidden !== '' && digits(plain(text)) < LEAST_DIGITS && leavesAll(without(plain(text), words.marked)));
const gives = (text: string, lists: RegExp[]): boolean => {
  if (!hidden || asks(text) || words.twice.test(simplified(text)) || wantsNoName(text)) return false;
  return clauses(text).map((clause) => without(clause, words.idle)).some((word) => lists.some((list) => list.test(word)));
};
/** Asked for a name anew: it speaks of 匿名, and wants none of it. */
export const protests = (text: string): boolean => simplified(text).includes(hidden) && gives(text, [words.names]);
/** All of it keeps or gives the writer's name, where something else is asked. */
export const namedAfterAll = (text: string): boolean =>
  hidden !== '' && pieces(text).parts.map(wordOf).every((word) => word === '' || isSmall(word)) && words.after_all.test(simplified(text)) && gives(text, [words.names, words.name_kept]);
/** Asked for a name or how to be reached: it stays as it was; or it is the mere word for it. */
export const sameAsBefore = (word: string): boolean => hidden !== '' && words.same.test(word);
export const wordForName = (word: string): boolean => hidden !== '' && words.word_for_name.test(word);
export const plainlyUnnamed = (text: string): boolean => {
  if (!wantsNoName(text)) return false;
  const { parts } = pieces(text);
  const last = parts[parts.length - 1] ?? '';
  if (!parts.map(wordOf).every((word) => word === '' || isSmall(word))) return false;
  const goesOver = last.includes(hidden) || (words.removes.test(last) && words.own.test(last));
  return goesOver && (parts.length === 1 || words.changes.test(last));
};
export const refusesOwnName = (text: string, told: boolean): boolean => {
  if (!hidden) return false;
  const said = without(text, words.polite);
  if (!wantsNoName(said)) return false;
  const parts = pieces(said).parts.map(wordOf).filter(Boolean);
  return parts.every(isSmall) && (told || parts.some((word) => words.removes.test(word) || (words.refuses.test(word) && words.own.test(word))));
};
export const onlyHidden = (text: string): boolean => {
  const said = clauses(text);
  return said.length === 1 && without(said[0] ?? '', words.idle) === hidden;
};
/** It changes nothing of whether there is a name. */
export const staysAsItIs = (text: string): boolean => hidden !== '' && !asks(text) && clauses(text).some((clause) => words.stays.test(clause));
/** Asked for a name that may be added, it gives none after all. */
export const staysUnnamed = (text: string): boolean => {
  const said = hidden ? pieces(text).parts.map(wordOf).filter(Boolean) : [];
  if (!hidden || !said.every(isSmall)) return false;
  const left = leftOut(text);
  const unnamed = left.has('name') && said.some((word) => word.includes(hidden) || words.would_not.test(word));
  return unnamed || (left.has('it') && left.size === 1 && said.some((word) => words.not_written.test(word))) || staysAsItIs(text);
};
export const saidBeside = (text: string, account: boolean): boolean => {
  if (!hidden) return false;
  const line = account ? without(simplified(text), words.quoted, '，') : simplified(text);
  const told = without(line, words.given_there, '，').split(new RegExp(words.parted.source, 'u')).filter(Boolean);
  const all = told.filter((piece) => words.of_name.test(piece)).flatMap(clauses);
  const said = all.map((clause) => without(clause, words.polite)).filter((clause) => left(clause) === 'name').map(wordOf);
  const own = said.filter((word) => words.told.test(word) || (!word.includes(hidden) && words.own.test(word)));
  const beside = told.length > 1 || all.length > 1 || !account || words.given_there.test(simplified(text));
  return (beside && (account ? own : said).length > 0) || words.pleaded.test(line);
};
export const mayBeName = (text: string): boolean => words.named_so.test(simplified(text).trim());
export const namesNobody = (text: string): boolean => hidden !== '' && length(plain(text)) <= LONGEST_SAID && words.nobody.test(simplified(text).replace(/[\s,，。.!！]/gu, ''));
