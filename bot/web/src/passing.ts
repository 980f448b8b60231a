/** What is said in passing and is no answer to what is asked: twin of bot/channels/passing.py, with its closed lists (passing.json, which passing_page.py writes). */
import type Rules from '../../channels/passing.json';
import { bare, knowTraditional, length, plain } from './clean';
import { isMarked, knowUnnamed, leavesOut, LONGEST_SAID, mayBeName, namedAfterAll, namesNobody, onlyHidden, onlyTalks, plainlyUnnamed, protests, refusesOwnName, sameAsBefore, staysAsItIs, staysUnnamed, wordForName } from './unnamed';

/** The step a text is for, as far as it matters here. */
export interface Step {
  id: string;
  kind: string;
  optional: boolean;
  sealed?: boolean;
}

/** Where nothing is asked. */
export const NOWHERE: Step = { id: '', kind: '', optional: false, sealed: false };
const LACKING = new Set(['id_number', 'phone', 'contact']);
const REACHED_BY = new Set(['phone', 'contact']);
/** Kinds of steps that only exact words interrupt. */
export const NEVER_DOUBTED = new Set(['name', 'contact', 'address', 'id_number', 'phone', 'date']);
const LEAST_ASKED = 4;
const LEAST_CLAUSE = 2;
/** With so many digits it is a number, a day or an address, however it ends. */
const LEAST_DIGITS = 4;
const NUMBERS = new Set(['receipt_number', 'query_password']);
/** Asked whether the danger is now. */
const WHETHER_NOW = new Set(['confirm.danger', 'confirm.now']);
const MOST_PARTS = 3;
/** Signs and spaces among them, nothing that is said in passing is longer. */
const MOST_READ = 400;
const PARTS = /[\s,。;:!、…]+/u;
const regex = (source: string): RegExp => new RegExp(source, 'u');

type Lists = Omit<typeof Rules, 'change' | 'urgent' | 'named' | 'longest' | 'simple' | 'nothing_wrong' | 'refused' | 'longest_asked' | 'longest_clause' | 'asks_of_harm' | 'unnamed' | 'by_name' | 'told_at'>;

let words = {} as Record<keyof Lists, RegExp>;
let changes: RegExp[] = [];
let urgent: string[] = [];
/** Asked for a name, or how to be reached. */
export let named: string[] = [];
let nothingWrong: string[] = [];
let refused: string[] = [];
let toldAt: string[] = [];
/** Choices about harm: what is said there of danger answers. */
export let ofHarm: string[] = [];
let longest = 0;
let longestAsked = 0;
let longestClause = 0;
let folds = new Map<string, string>();
let loading: Promise<void> | undefined;

/** Fetches the closed lists, after the first question is there; till then nothing is said in passing. */
export const loadPassing = (): Promise<void> =>
  (loading ??= Promise.all([import('../../channels/passing.json'), import('../../traditional.json')]).then(([{ default: rules }, { default: table }]) => {
    knowTraditional(table.traditional, table.simplified);
    const { change, unnamed, by_name: byName, simple: [from = '', to = ''], ...rest } = rules;
    ({ urgent, named, longest, longest_asked: longestAsked, longest_clause: longestClause, refused, nothing_wrong: nothingWrong, asks_of_harm: ofHarm, told_at: toldAt } = rest);
    const lists = Object.entries(rest).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    words = Object.fromEntries(lists.map(([name, source]) => [name, regex(source)])) as typeof words;
    changes = change.map(regex);
    folds = new Map(Array.from(from).map((one, i) => [one, Array.from(to)[i] ?? one]));
    knowUnnamed({ ...unnamed, ...byName }, simplifiedAs);
  }));

/** The words for a date that correct the one given before, or ''. */
export const redated = (line: string): string => (line.includes('?') || !longest || length(line) > MOST_READ ? '' : (words.redated.exec(line)?.[1] ?? ''));

/** At the hotline, who called has rung off or the next one calls (bot/channels/errands.py). */
export const nextCall = (line: string): boolean => longest > 0 && length(bare(line)) <= longest && words.next_call.test(simplified(line));

/** At the hotline: what the caller said, without who said it; `account`: only without who asks. */
export const callersWord = (line: string, account = false): string => (longest > 0 ? line.replace(account ? words.caller_asks : words.caller, '') || line : line);
/** What is told of somebody as they would say it (bot/channels/caller.py). */
export const direct = (line: string): string => {
  if (!longest) return line;
  const word = callersWord(line);
  if (word === line) return line.replace(words.subject, '我');
  const whose = '他她'.includes(line.charAt(0)) ? line.charAt(0) : '他她';
  const said = word.replace(new RegExp(`[${whose}](?!们)`, 'gu'), '我');
  return (said.includes('我') || '他她'.includes(said.charAt(0))) && !words.wishes.test(said) ? said : `我${said}`;
};
/** The line was cut, or who writes is called away. */
export const calledAway = (line: string): boolean => longest > 0 && length(bare(line)) <= longest && words.called_away.test(simplified(line));

/** Somebody is made to do it (bot/stated.py). */
export const pressed = (line: string): boolean => {
  const text = line.replace(/\s+/gu, '');
  return longest > 0 && words.pressed.test(text) && !words.unpressed.test(text);
};
/** Sounds like a wish to die and is none (bot/stated.py). */
export const noDeathWish = (line: string): boolean => longest > 0 && words.no_death_wish.test(plain(line).replace(/\s+/gu, ''));

/** Asked whether the call for help shall go: a short answer holds what is no yes (有 等会送). */
export const hedged = (line: string): boolean => longest > 0 && length(line) <= 2 * longest && words.hedged.test(line.toLowerCase().replace(new RegExp(words.unhedged, 'gu'), ''));
/** Whether there is danger now, where that is asked: what the clauses of an answer say, and `now` of all of it. */
export const whetherNow = (line: string, step: Step | null, now: boolean, past: (clause: string) => boolean = () => false, scene = false): boolean | null => {
  if (!longest || !step || !WHETHER_NOW.has(step.id) || line.includes('?') || words.trails.test(line) || words.still_wanted.test(line) || words.waits.test(simplified(line)) || length(bare(line)) > 2 * longest) return null;
  const parts = line.split(PARTS).map(simplified).filter(Boolean);
  if (parts.some((part) => length(part) > longest)) return null;
  const more = parts.length > 1;
  const sending = step.id === 'confirm.now';
  if (words.says_nothing.test(simplified(line)) || parts.some((part) => words.turns.test(part)) || (sending && words.gone.test(simplified(line)))) return null;
  const saying = parts.filter((part) => !words.fills.test(part));
  const yes = parts.some((part) => words.is_now.test(part) || words.goes_on.test(part) || words.yes_now.test(part)) || (more && now) || (sending && (now || scene || (words.comes.test(line) && !words.comes_not.test(line))));
  // A no is nothing but that: 没有，他手里有刀.
  const outright = words.not_now_at_all.test(parts[0] ?? '');
  const no = words.not_now.test(parts.join('')) || saying.length > 0 && saying.every((part) => words.not_now.test(part) || words.no_now.test(part) || (outright && past(part)));
  return yes === no || (yes && (sending || !(now || scene)) && hedged(line)) ? null : yes; // 对，去年的事
};
/** In a call for help the police are named, and not as those who help. */
export const policeNamed = (line: string): boolean => longest > 0 && words.police_named.test(line.toLowerCase()) && (!words.police_helps.test(line.toLowerCase()) || words.police_harms.test(line.toLowerCase()));
/** An answer begins with a plain no and goes on with why; `inDanger`: it tells danger (bot/channels/whether.py). */
export const explained = (line: string, inDanger: boolean): boolean => {
  const [first = '', ...rest] = line.split(PARTS).map(simplified).filter(Boolean);
  if (!longest || inDanger || line.includes('?') || !words.no_first.test(first) || rest.some((part) => words.turns.test(part))) return false;
  return !words.still_wanted.test(line) && words.explains.test(line);
};
/** In danger: one clause says that no help is wanted, or none any more. */
export const takesBack = (line: string, reached = false): boolean => {
  if (!longest || line.includes('?') || words.still_wanted.test(line)) return false;
  const lists = reached ? [words.called_off, words.not_now] : [words.taken_back];
  const parts = [line, ...line.split(PARTS)].map(simplified);
  return parts.some((part) => length(part) >= LEAST_CLAUSE && length(part) <= longest && lists.some((list) => list.test(part)));
};
/** How to be reached stands in it: a number or an account. */
export const hasAccount = (line: string): boolean => longest > 0 && words.account.test(line);
/** What stands beside a number or an account. */
export const besideAccount = (line: string): string => (longest > 0 ? line.replace(new RegExp(words.account.source, 'gu'), ' ') : line);
/** No way to be reached, but the call shall go. */
export const sends = (line: string): boolean => words.sends.test(line) && ![words.sends_not, words.reaches_not, words.asks_back].some((list) => list.test(line));
/** A text is a cry and nothing else (bot/channels/reached.py). */
export const bareCry = (line: string): boolean => longest > 0 && words.bare_cry.test(line.toLowerCase());
/** A cry for help says beside it that none is meant: 救命 开玩笑的. */
export const notMeant = (line: string, scene = false): boolean => {
  const low = line.toLowerCase();
  return longest > 0 && (refusesClause(low) || (!scene && words.not_meant.test(low) && !words.meant.test(low)));
};
/** One clause says that nobody shall come, or that it is not so. */
const refusesClause = (low: string): boolean => words.refuses_in_english.test(low) || low.split(PARTS).some((part) => length(part) <= longestClause && words.refuses_clause.test(simplified(part)));
/** Words kept in a call for help leave it in doubt that it shall go (bot/channels/reached.py); `inDanger`: they tell danger. */
export const wavers = (line: string, step: string, inDanger: boolean): boolean => {
  if (!longest || !urgent.includes(step)) return false;
  const low = line.toLowerCase();
  const without = (text: string, list: RegExp): string => text.replace(new RegExp(list.source, 'gu'), '');
  if (step === 'urgent.contact') return words.doubts.test(without(without(without(without(low, words.at_times), words.account), words.sends), words.by_which));
  if (refusesClause(low)) return true;
  return !inDanger && (notMeant(line) || low.split(PARTS).some((part) => length(part) <= longestClause && words.doubts_telling.test(part) && !words.ordered.test(part)));
};

/** After a call for help went: it asks of the call, or one clause takes it back (bot/channels/after_call.py). */
export const followsUp = (line: string, inDanger: boolean): boolean => {
  if (!longest) return false;
  if (length(line) <= longestClause && words.asks_of_call.test(simplifiedAs(line))) return true;
  if (inDanger || line.includes('?') || words.rings.test(line)) return false;
  const lists = [words.taken_back, words.not_now, words.safe, words.gone, words.refuses_clause, words.by_mistake];
  return [line, ...line.split(PARTS)].some((part) => length(part) <= longestClause && simplified(part) !== '' && lists.some((list) => list.test(simplified(part))));
};

/** After a call went, a text wants something of the bot. */
export const wantsOfBot = (line: string): boolean => longest > 0 && words.wants_of_bot.test(line);
/** A text names a place or a telephone, and neither asks nor wants something of the bot (bot/channels/after_call.py). */
export const saysWhere = (line: string): boolean => longest > 0 && (words.places.test(line) || words.rings.test(line)) && !words.asks_back.test(line) && !words.wants_of_bot.test(line);

/** Told at the first step of a call for help, it names no place and does not ask to come (bot/channels/reached.py). */
export const vague = (line: string, step: string, inDanger: boolean): boolean =>
  longest > 0 && step === 'urgent.facts' && !inDanger && !(words.sends.test(line) && !words.sends_not.test(line)) && !words.places.test(line.replace(new RegExp(words.nowhere_near, 'gu'), ''));

/** Said where it is asked how to reach somebody, it is no way to, no cry and no wish that it goes (bot/channels/reached.py). */
export const beside = (line: string, step: string, inDanger: boolean): boolean => longest > 0 && step === 'urgent.contact' && !inDanger && !reaches(line) && !sends(line) && !words.comes_on.test(line);

/** At the step how to reach somebody: a question (bot/channels/calling.py). */
export const asksBack = (line: string): boolean => longest > 0 && length(line) <= longestAsked && words.asks_back.test(line) && !words.account.test(line);
/** May say how to reach somebody. */
export const reaches = (line: string): boolean =>
  !longest || (words.account.test(line) ? !words.forbids.test(line.replace(new RegExp(words.at_times.source, 'gu'), '')) : words.reaches.test(line) && ![words.reaches_not, words.asks_back, words.forbids].some((list) => list.test(line)));

/** Where a name, a number, a day or a place is asked for: a question (bot/channels/passing.py, asks_instead). */
export const asksInstead = (line: string, kind: string): boolean => {
  const long = length(bare(line));
  return longest > 0 && NEVER_DOUBTED.has(kind) && long >= LEAST_ASKED && long <= longest && words.asks_instead.test(line) && line.replace(/\D/gu, '').length < LEAST_DIGITS;
};

/** A part of just one title on the screen: an answer, and no story (bot/channels/choosing.py). */
export const namesPart = (line: string, titles: string[]): boolean => {
  const word = simplified(line);
  return length(word) >= 2 && titles.filter((title) => simplified(title).includes(word)).length === 1;
};

/** Whether an account says who its writer is: sealed with it, the name is in an anonymous report. */
export const tellsOwnName = (line: string): boolean => longest > 0 && words.own_name.test(simplifiedAs(line).toLowerCase());
/** At the review, what was given is put right in words: 不是五万是八万. */
export const putsRight = (line: string): boolean => longest > 0 && !line.includes('?') && words.puts_right.test(simplifiedAs(line));
/** A person with a post, and nothing else: 村支书李大柱. */
export const posted = (line: string): boolean => longest > 0 && words.posted.test(simplified(line));
/** Where harm is asked about: a no with more behind it. */
export const noBut = (line: string): boolean => longest > 0 && words.but.test(line);
/** What was done to the writer: 被停职了. */
export const harmed = (line: string, step: string): boolean => longest > 0 && !line.includes('?') && (words.harmed.test(simplified(line)) || (step !== 'report.crime' && words.tells.test(simplified(line))));

/** What stands round a change of mind and changes nothing of it is left out: 唉不行，还是匿名，我怕. */
const shed = (text: string): string => {
  const line = simplifiedAs(plain(text));
  return line.replace(words.shed_before, '').replace(words.shed_after, '') || line;
};

/** Simplified, a character for a character; signs stay. */
const simplifiedAs = (text: string): string => Array.from(text, (c) => folds.get(c) ?? c).join('');
const simplified = (text: string): string => simplifiedAs(bare(text));

export class Passing {
  /** `none`: words for "nothing" and "not sure"; `exact`: words that steer by themselves. */
  constructor(private readonly none: string[], private readonly exact: string[]) {}

  /** Whether a text is said in passing at this step, all of it or every part. */
  reads(text: string, step: Step): boolean {
    if (!longest) return false;
    if (length(bare(text)) > longest) return length(plain(text)) <= MOST_READ && named.includes(step.id) && this.givesNoName(text, '', step);
    if (this.whole(text, step)) return true;
    const parts = plain(text).split(PARTS).filter((part) => bare(part));
    if (parts.length < 2 || parts.length > MOST_PARTS || urgent.includes(step.id) || (step.kind === 'name' && parts.every(namesNobody))) return false;
    const heard = parts.filter((part) => this.whole(part, step));
    return heard.length > 0 && parts.every((part) => heard.includes(part) || this.steers(part));
  }

  private steers(part: string): boolean {
    return this.exact.includes(bare(part));
  }

  private whole(text: string, step: Step): boolean {
    const word = simplified(text);
    const asks = plain(text).includes('?');
    const w = words;
    if (!word) return false;
    if (urgent.includes(step.id)) return this.inCall(text, word, step.kind === 'contact', asks);
    if (this.anywhere(text, word, step, asks)) return true;
    if (step.id.startsWith('report.') && length(plain(text)) <= 2 * longest && words.kind_corrected.test(simplifiedAs(plain(text)))) return true;
    if (step.id.startsWith('report.') && this.aboutNames(text, word, step, asks, shed(text))) return true;
    if (step.sealed === false) return false;
    if ((!asks && w.changing.test(word)) || w.pauses.test(word)) return true;
    if (!asks && (w.gives_up.test(word) || (step.id === 'add_material.text' && w.adds_nothing.test(word)))) return true;
    if (step.kind === 'text' && (w.nods.test(word) || w.asks_what.test(word))) return true;
    if (NEVER_DOUBTED.has(step.kind) && !asks && w.errand.test(word)) return true;
    if (step.kind === 'files' && !asks && w.no_files.test(word)) return true;
    if (step.kind === 'files' && (w.done.test(word) || w.later.test(word))) return true;
    if (NEVER_DOUBTED.has(step.kind) && (this.about(word) || w.later.test(word))) return true;
    if (step.kind === 'name' && word.startsWith('莫')) return false;
    if (REACHED_BY.has(step.kind) && w.unreached.test(word)) return true;
    if (LACKING.has(step.kind) && w.lacks.test(word)) return true;
    return (step.optional && w.none.test(word)) || w.declines.test(word) || w.needless.test(word);
  }

  /** A question about what is asked. */
  private about(word: string): boolean {
    return words.why.test(word) || (length(word) >= LEAST_ASKED && (words.secrecy.test(word) || words.fears.test(word)));
  }

  /** At the two steps of a call for help (bot/channels/passing.py, _in_call). */
  private inCall(text: string, word: string, contact: boolean, asks: boolean): boolean {
    const w = words;
    const said = (...lists: RegExp[]): boolean => lists.some((list) => list.test(word));
    if (refused.includes(word) || said(w.asks_protection, w.called_off) || (w.puts_off.test(word) && w.waits.test(word))) return true;
    if (!asks && said(w.no_call, w.errand, w.taken_back, w.typo)) return true;
    if (!contact) return nothingWrong.includes(word);
    if (!w.account.test(plain(text)) && w.holds_call.test(word)) return true;
    return (!asks && (this.goesWithout(text) || said(w.no_ringing, w.left_out, w.no_line))) || this.about(word);
  }

  /** Asked how to be reached, every clause leaves it out or wants it to go. */
  private goesWithout(text: string): boolean {
    const parts = plain(text).split(PARTS).map(simplified).filter(Boolean);
    const short = (part: string): boolean => length(part) <= longest / 2;
    const goes = (part: string): boolean => words.left_out.test(part) || words.skips.test(part) || words.no_line.test(part) || (words.sends.test(part) && short(part));
    return parts.length > 1 && parts.every(goes) && !parts.some((part) => words.sends.test(part) && words.sends_not.test(part));
  }

  private anywhere(text: string, word: string, step: Step, asks: boolean): boolean {
    const w = words;
    if (step.id.startsWith('urgent.')) return false;
    if (WHETHER_NOW.has(step.id) && ((!asks && [w.not_now, w.no_now, w.yes_now, w.is_now].some((list) => list.test(word))) || w.will_not.test(word))) return true;
    if ((WHETHER_NOW.has(step.id) || ofHarm.includes(step.id)) && w.agrees_only.test(word)) return true;
    if (NUMBERS.has(step.kind) && (w.no_number.test(word) || w.asks_number.test(word))) return true;
    if (step.kind === 'typeback' && w.show_again.test(word)) return true;
    if (step.id === 'change.item' && !asks && w.changes_nothing.test(word)) return true;
    const decides = step.id === '' || step.kind === 'review' || step.id.startsWith('confirm.') || step.id.startsWith('change.');
    if (step.id === '' && !asks && (w.stays.test(word) || (word.includes('改') && staysAsItIs(text))) && !w.asks_to_leave_out.test(word)) return true;
    if (!decides && ((step.id.startsWith('withdraw.') && w.stays.test(word) && !w.asks_to_leave_out.test(word)) || (step.id.startsWith('name_self.') && staysUnnamed(text)) || w.holds.test(word))) return true;
    if (!decides && !asks && w.changes_nothing.test(word) && word.includes('改')) return true;
    const told = step.kind === 'files' || ofHarm.includes(step.id) || step.id.startsWith('confirm.') || step.id.startsWith('change.');
    if (!asks && !told && (w.no_call.test(word) || w.safe.test(word))) return true;
    const open = step.sealed === false || step.id.startsWith('report.');
    return (open && !asks && w.insists.test(word)) || (step.id === '' && w.enough.test(word)) || (step.id !== '' && w.asks_filled.test(word)) || w.feels.test(word) || w.distrusts.test(word);
  }

  private unreached(text: string, step: Step): boolean {
    const parts = plain(text).split(PARTS).filter((part) => bare(part));
    if (parts.length > 1 && leavesOut(plain(text).replace(new RegExp(words.polite_words.source, 'gu'), ''))) return true;
    if (step.kind === 'name') return false;
    const said = parts.filter((part) => words.unreached.test(simplified(part)));
    return text.replace(/\D/gu, '').length < LEAST_DIGITS && said.length > 0 && parts.every((part) => said.includes(part) || onlyTalks(part));
  }

  /** Asked for a name or how to be reached, none is given; 先不填了 and 回头再写 put it off. */
  private givesNoName(text: string, word: string, step: Step): boolean {
    const { nothing, pauses, later } = words;
    if (nothing.test(word) || this.none.includes(word) || (step.kind === 'name' && namesNobody(text))) return true;
    return length(plain(text)) <= LONGEST_SAID && !pauses.test(word) && !later.test(word) && !(step.kind === 'name' && mayBeName(text)) && (leavesOut(text) || this.unreached(text, step));
  }

  private aboutNames(text: string, word: string, step: Step, asks: boolean, said: string): boolean {
    const mind = simplified(said);
    const { changes: says, not_said } = words;
    if (named.includes(step.id) && (onlyHidden(text) || this.givesNoName(text, word, step))) return true;
    if ((named.includes(step.id) && sameAsBefore(word)) || (step.kind === 'name' && (wordForName(word) || protests(text)))) return true;
    const shedBefore = simplifiedAs(plain(text)).replace(words.shed_before, '');
    if (refusesOwnName(shedBefore, toldAt.includes(step.id)) || plainlyUnnamed(shedBefore)) return true;
    if (length(mind) < 2 || asks || isMarked(text)) return false;
    if (plainlyUnnamed(said)) return true;
    if (!named.includes(step.id) && step.id !== 'report.party' && namedAfterAll(text)) return true;
    return changes.some((pattern, place) => {
      const found = pattern.exec(mind);
      if (!found || not_said.test((found[1] ?? '').replaceAll('算了', '') + (found[3] ?? ''))) return false;
      const alone = place === 0 && ['匿名', '匿名举报', '实名', '实名举报'].includes(mind);
      return alone || says.test(found[1] ?? '') || says.test(found[3] ?? '');
    });
  }
}
