/**
 * The small sentinel: what kind of sentence is this, and which goal and choices does a story state? The twin of
 * bot/channels/sentinel_model.py; tests/data/sentinel_parity.json holds both to the same verdicts.
 */
import { bare, length } from './clean';
import { Danger, ends, HELP, type Help, regex } from './danger';
import { besideAccount, NEVER_DOUBTED, noDeathWish, NOWHERE, Passing, type Step } from './passing';
import { BESIDE, type HeadModel, type Model, type Rule } from './sentinelModel';
import { isControl } from './steering';

export type { Help, Model };

export type Label = 'content' | 'danger' | 'help' | 'control' | 'question';
/** Where no sealed step is open: words for the bot, content, either, danger now, danger perhaps. */
export type Zone = 'clear' | 'story' | 'unsure' | 'danger' | 'maybe_danger';

export interface Story {
  goal: string;
  choices: string[];
}

const SHORTEST_ASIDE = 4;
const SHORT_CRY = 12;
const LEAST_ALARM = 0.35;
const PLAINLY = 0.55;
const LEAST_ASKED = 0.3;
const LEAST_UNDERTONE = 0.3;
const LAST_CLAUSES = 3;
const DANGER_FIRST = 0.5;
const SHORT_QUESTION = 10;
const LONGEST_CHOICE = 12;
const LEAST_BESIDE = 0.92;
const SHORTEST_ACCOUNT = 8;
const LONG_ENOUGH_TO_TELL = 28;
const LEAST_OF_OFFICE = 0.5;
const WISHES = new Set(['wants', 'asks_end', 'please', 'bare_goal', 'asks_not', 'which', 'you', 'wish', 'law', 'channel']);
const HAN = /[\u4e00-\u9fff]/u;
const HANS = /[\u4e00-\u9fff]/gu;
const CLAUSES = /[,，。;；!！?？、\s]+/u;
const LENGTHS = [2, 4, 8, 15, 30, 60];
const START = '\u0002';
const END = '\u0003';

/** The text as the model sees it. */
const fold = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

type Features = Map<string, number>;

class Head {
  readonly weights = new Map<string, number[]>();
  constructor(
    private readonly model: HeadModel,
    alphabet: string,
    step: number,
  ) {
    const middle = Math.floor(alphabet.length / 2);
    model.grams.forEach((gram, place) =>
      this.weights.set(gram, model.weights.map((row) => (alphabet.indexOf(row[place] ?? '') - middle) * step)),
    );
  }

  probabilities(features: Features): Record<string, number> {
    const scores = [...this.model.bias];
    for (const [name, value] of features) this.weights.get(name)?.forEach((w, i) => (scores[i] = (scores[i] ?? 0) + w * value));
    const top = Math.max(...scores);
    const powers = scores.map((s) => Math.exp(s - top));
    const sum = powers.reduce((a, b) => a + b, 0);
    return Object.fromEntries(this.model.labels.map((label, i) => [label, (powers[i] ?? 0) / sum]));
  }
}

export class Sentinel {
  private readonly patterns: [string, RegExp][];
  private readonly rules: Record<Rule, RegExp>;
  private readonly deeds: [string, RegExp][];
  private readonly kind: Head;
  private readonly goal: Head;
  private readonly help: Head;
  private readonly choices: [string, string][];
  readonly danger: Danger;
  private readonly passing: Passing;
  private last: [string, Features] = ['', new Map()];

  constructor(private readonly model: Model) {
    const readings: Record<string, unknown> = { ...model.danger, now: model.danger.now.join('|') };
    this.patterns = model.patterns.map(([name, source]) => [name, regex(source || String(readings[name.replace('danger_', '')]))]);
    this.rules = Object.fromEntries(Object.entries(model.rules).map(([name, source]) => [name, regex(source)])) as typeof this.rules;
    this.deeds = Object.entries(model.deeds).flatMap(([entity, values]) =>
      Object.entries(values).map(([value, source]): [string, RegExp] => [`${entity}.${value}`, new RegExp(source, 'gu')]),
    );
    this.kind = new Head(model.heads.kind, model.alphabet, model.step);
    this.goal = new Head(model.heads.goal, model.alphabet, model.step);
    this.help = new Head(model.heads.help, model.alphabet, model.step);
    this.choices = Object.entries(model.choices)
      .flatMap(([entity, values]) =>
        Object.entries(values).flatMap(([value, words]) => words.map((word): [string, string] => [word, `${entity}.${value}`])),
      )
      .sort(([a, x], [b, y]) => length(b) - length(a) || order(a, b) || order(x, y));
    this.danger = new Danger(model.danger);
    this.passing = new Passing([...model.exact_none, ...model.exact_unsure], model.exact);
  }

  /** A text as far as the heads read it. */
  private gist(text: string): string {
    return ends(text, this.model.danger.read).join('。');
  }

  /** The probability of each kind. */
  kinds(text: string): Record<string, number> {
    return this.kind.probabilities(this.features(fold(this.gist(text))));
  }

  /** What a text is that is no control word, said at a sealed step of this kind. */
  atStep(text: string, kind: string): Label {
    if (this.criesAt(text, kind)) return 'danger';
    if (NEVER_DOUBTED.has(kind)) return (kind === 'name' || kind === 'contact') && this.danger.perhapsNow(besideAccount(text), false) ? 'danger' : 'content';
    if (this.helpOf(text)) return 'help';
    if (this.danger.perhapsNow(text, true)) return 'danger';
    const folded = fold(text);
    if (this.rules.person.test(folded)) return 'content';
    const long = length(folded);
    if (long < SHORTEST_ASIDE || long > this.model.max_chars || this.reported(folded)) return 'content';
    if (this.ratherDanger(text) && this.alarms(text, 'danger')) return 'danger';
    if (this.probes(folded)) return 'control';
    const found = this.kinds(text);
    const p = (kind: string): number => found[kind] ?? 0;
    const question = p('question') / (p('question') + p('content'));
    const control = p('control') / (p('control') + p('content'));
    const asks = long <= SHORT_QUESTION || this.rules.asks.test(folded);
    const least = this.rules.asks_you.test(folded) ? LEAST_ASKED : this.model.threshold.question;
    if (asks && question >= least && p('question') >= p('control')) return 'question';
    // Four characters may as well tell (数据改过).
    const plainly = long > SHORTEST_ASIDE || p('control') >= PLAINLY;
    return control >= this.model.threshold.control && plainly ? 'control' : 'content';
  }

  /** An order to the bot to read out or show a report (bot/channels/sentinel_probe.py). */
  private probes(folded: string): boolean {
    return length(folded) <= this.model.max_chars && this.rules.probe.test(folded);
  }

  /** Which call for help, none for the police, a short text is, said now and of oneself or somebody at hand; `free`: where no content is asked. */
  helpOf(text: string, free = false): Help | null {
    const folded = fold(this.gist(text));
    if (length(folded) > this.model.danger.longest_aside || this.danger.policeAtHand(text)) return null;
    const named = this.danger.asideOf(text);
    // An account tells of illness and of who died, too.
    const { named: least, named_ill } = this.model.threshold;
    const ill = !free && (named === 'despair' || named === 'illness');
    if (named === 'despair' && this.danger.perhapsNow(text, false)) return null; // 我要死了 他掐我
    if (named && (length(folded) <= SHORT_CRY || this.alarm(text) >= (ill ? named_ill : least))) return named;
    if (length(folded) < SHORTEST_ASIDE || noDeathWish(text) || this.ratherDanger(text)) return null;
    // 再不来我就没命了 tells of no wish to die: a scene is asked about.
    if (this.danger.perhapsNow(text, false) || !this.alarms(text, free ? 'free' : 'help')) return null;
    const found = this.help.probabilities(this.features(folded));
    return HELP.reduce((a, b) => ((found[b] ?? 0) > (found[a] ?? 0) ? b : a));
  }

  /** A cry for help here and now, at a step for content: an account has such words in it, too. */
  cries(text: string): boolean {
    if (!this.danger.isNow(text)) return false;
    return length(fold(text)) <= SHORT_CRY || this.alarm(text) >= this.model.threshold.cry;
  }

  /** `cries` at a sealed step of this kind: of a number, a place or a day the digits are no cry. */
  criesAt(text: string, kind: string): boolean {
    return NEVER_DOUBTED.has(kind) ? (kind === 'name' || kind === 'contact') && this.danger.isNow(besideAccount(text)) : this.cries(text);
  }

  /** What somebody says, asks, orders, threatens, and not said to be happening now. */
  private reported(folded: string): boolean {
    return this.rules.told.test(folded) && !this.danger.isPresent(folded);
  }

  /** Danger or another call for help? In doubt the one whose question offers the police. */
  private ratherDanger(text: string): boolean {
    const { danger = 0, help = 0 } = this.kinds(text);
    return danger >= help * DANGER_FIRST;
  }

  /** How far a text reads like a call for help of any kind, against content alone. */
  private alarm(text: string): number {
    const { danger = 0, help = 0, content = 0 } = this.kinds(text);
    return (danger + help) / (danger + help + content);
  }

  /** Whether it does so beyond this kind's threshold: what somebody else says is content; past or feared, it must read like nothing but a cry. */
  private alarms(text: string, kind: 'danger' | 'help' | 'free'): boolean {
    const { danger = 0, help = 0 } = this.kinds(text);
    if (this.reported(fold(text))) return false;
    const { threshold, zones } = this.model;
    const least = Math.max(kind === 'free' ? zones.help : threshold[kind], this.danger.isTold(text) ? threshold.told : 0);
    return danger + help >= LEAST_ALARM && this.alarm(text) >= least;
  }

  /** Words that are sealed and may tell of danger that is now (bot/channels/undertone.py). */
  undertone(text: string): boolean {
    if (this.danger.isComing(text)) return true;
    const clauses = this.danger.clauses(text);
    if (clauses.some((clause) => this.danger.isScene(clause))) return true;
    return clauses.slice(-LAST_CLAUSES).some((_, i, last) => {
      const { danger = 0, help = 0 } = this.kinds(last.slice(i).join(','));
      return danger + help >= LEAST_UNDERTONE;
    });
  }

  /** What a text is that is no control word and no button, said where no sealed step is open. */
  zone(text: string, kind: string): Zone {
    if (this.danger.isNow(text)) return 'danger';
    // Digits and signs tell nothing, unless they are whom to call.
    if (!/\p{L}/u.test(text)) return this.danger.calls(text) ? 'maybe_danger' : 'clear';
    const folded = fold(text);
    const long = length(folded);
    if (this.rules.tells_nothing.test(folded)) return 'clear';
    if (this.danger.policeAtHand(text)) return 'maybe_danger';
    // Answered with the numbers for it; what is told of others beside it is kept.
    const help = this.helpOf(text, true);
    if (help) return (help === 'despair' || help === 'illness') && this.danger.tellsBeside(text) ? 'story' : 'clear';
    const { zones, max_chars: most } = this.model;
    if (long > most * 2 || this.rules.threatened.test(folded)) return 'story';
    // To report, whom by post only: it tells nothing yet.
    if (this.rules.request.test(folded) || noDeathWish(text)) return 'clear';
    // It asks for what nobody gets: the boundary answers.
    if (this.probes(folded)) return 'clear';
    const told = this.told(text);
    const alarms = this.ratherDanger(text) && this.alarms(text, 'danger');
    if (alarms && long <= most && !this.danger.isTold(text)) return 'maybe_danger';
    if (this.danger.isComing(text) || this.danger.perhapsNow(text, false)) return 'maybe_danger';
    if (kind === BESIDE || ((kind === 'choice' || kind === 'review') && long <= LONGEST_CHOICE)) {
      const office = long >= SHORTEST_ACCOUNT && this.rules.public.test(folded);
      return told >= (kind === BESIDE ? LEAST_BESIDE : office ? LEAST_OF_OFFICE : zones.short_story) ? 'story' : 'clear';
    }
    if (told >= zones.story) return 'story';
    return told > zones.clear || this.states(text) ? 'unsure' : 'clear';
  }

  /** How far a text, or what stands beside a wish in it, reads like content. */
  told(text: string): number {
    return Math.max(this.kinds(text).content ?? 0, this.toldBeside(text));
  }

  /** A long text holds a clause that wishes and asks nothing: it may tell, whatever the whole reads like. */
  private states(text: string): boolean {
    if (length(fold(this.gist(text))) < LONG_ENOUGH_TO_TELL) return false;
    return this.clauses(text)[1].some((one) => (one.match(HANS)?.length ?? 0) >= SHORTEST_ACCOUNT && !this.rules.asks.test(fold(one)));
  }

  /** The clauses of a text, and those that wish for nothing. */
  private clauses(text: string): [string[], string[]] {
    const clauses = this.gist(text).split(CLAUSES).filter((one) => HAN.test(one));
    return [clauses, clauses.filter((one) => !this.patterns.some(([name, p]) => WISHES.has(name) && p.test(fold(one))))];
  }

  /** How far what stands beside a wish reads like content (老公被停了职，我要申请保护); 0 unless it plainly does. */
  private toldBeside(text: string): number {
    const [clauses, account] = this.clauses(text);
    const told = account.join(',');
    if (account.length === clauses.length || length(told) < SHORTEST_ACCOUNT) return 0;
    const found = this.kinds(told).content ?? 0;
    return found >= this.model.zones.story ? found : 0;
  }

  /** The goal and the choices that a story states. */
  story(text: string): Story {
    const folded = fold(this.gist(text));
    const found = Object.entries(this.goal.probabilities(this.features(folded)));
    const [best, sure] = found.reduce((a, b) => (b[1] > a[1] ? b : a));
    // It tells no goal by itself, but of public office, and reads like none of the other flows.
    const office = (best === 'none' || best === 'report') && this.rules.public.test(folded);
    const likely = best !== 'none' && sure >= this.model.zones.goal ? best : office ? 'report' : 'none';
    const goal = ['protect_witness', 'protection_report'].includes(likely) && !this.rules.witness.test(folded) ? 'none' : likely;
    return { goal, choices: this.stated(folded).filter((one) => this.model.only_for[one.split('.')[0] ?? '']?.includes(goal) ?? true) };
  }

  /** What is said in passing and is no answer (bot/channels/passing.py). */
  isPassing(text: string, step: Step): boolean {
    return this.passing.reads(text, step);
  }

  /** A control word at this step, and nothing else. */
  isControl(text: string, step: Step | null): boolean {
    return isControl(text, this.model, step?.optional ?? false) || this.isPassing(text, step ?? NOWHERE);
  }

  isExactDanger(text: string): boolean {
    return this.model.exact_danger.includes(bare(text));
  }

  private stated(text: string): string[] {
    let folded = text;
    const found = new Map<string, Set<string>>();
    for (const [word, choice] of this.choices) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word)) {
        const before = folded.slice(0, at);
        const after = folded.slice(at + word.length);
        const wanted = !this.rules.not_wanted.test(before) && !this.rules.given_up.test(after);
        const entity = choice.split('.')[0] ?? '';
        found.set(entity, (found.get(entity) ?? new Set<string>()).add(wanted ? choice : ''));
        folded = before + START.repeat(word.length) + after;
      }
    }
    for (const [choice, pattern] of this.deeds)
      for (const deed of text.matchAll(pattern)) {
        const meant = !this.rules.deed_not_meant.test(text.slice(0, deed.index)) && !this.rules.deed_asked.test(text.slice(deed.index + deed[0].length));
        const entity = choice.split('.')[0] ?? '';
        found.set(entity, (found.get(entity) ?? new Set<string>()).add(meant ? choice : ''));
      }
    return [...found.values()].filter((c) => c.size === 1).flatMap((c) => [...c]).filter(Boolean).sort();
  }

  private features(folded: string): Features {
    if (this.last[0] === folded && this.last[1].size) return this.last[1];
    const chars = Array.from(START + folded + END);
    const grams = new Set<string>();
    for (let n = this.model.ngram[0]; n <= this.model.ngram[1]; n++)
      for (let i = 0; i + n <= chars.length; i++) grams.add(chars.slice(i, i + n).join(''));
    const found: Features = new Map();
    for (const gram of grams) found.set(gram, 1 / Math.sqrt(grams.size));
    for (const [name, pattern] of this.patterns) if (pattern.test(folded)) found.set(`@${name}`, this.model.pattern_value);
    const long = length(folded);
    found.set(`@length${LENGTHS.find((limit) => long <= limit) ?? 0}`, this.model.pattern_value);
    this.last = [folded, found];
    return found;
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
