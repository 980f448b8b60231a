/** Reads whether danger is said to be here and now, and what else calls for help: the twin of bot/danger.py, whose patterns the model brings along. */
import { length } from './clean';
import type { DangerRules } from './sentinelModel';

/** Calls for help that are none for the police. */
export type Help = (typeof HELP)[number];

export const HELP = ['despair', 'illness', 'police_unreachable', 'lost_place'] as const;

/** Of a text that is longer than twice `read` its beginning and its end: no text may keep the patterns busy for long. */
export const ends = (text: string, read: number): string[] => {
  const chars = Array.from(text);
  return chars.length <= 2 * read ? [text] : [chars.slice(0, read).join(''), chars.slice(-read).join('')];
};
export const regex = (source: string): RegExp => new RegExp(source, 'u');

type Lists = 'now' | 'asides' | 'scenes' | 'longest_scene' | 'end' | 'longest_plain' | 'longest_aside' | 'read';

export class Danger {
  private readonly is: Record<Exclude<keyof DangerRules, Lists>, RegExp>;
  private readonly now: RegExp[];
  private readonly over: RegExp;
  private readonly asides: [string, RegExp][];
  private readonly scenes: Record<keyof DangerRules['scenes'], RegExp>;

  constructor(private readonly rules: DangerRules) {
    const { now, asides, longest_plain: _, longest_aside: __, read: ___, scenes, longest_scene: ____, end: _____, ...rest } = rules;
    this.scenes = Object.fromEntries(Object.entries(scenes).map(([name, source]) => [name, regex(source)])) as typeof this.scenes;
    this.is = Object.fromEntries(Object.entries(rest).map(([name, source]) => [name, regex(source)])) as typeof this.is;
    this.now = now.map(regex);
    this.over = new RegExp(rules.over, 'gu');
    this.asides = asides.map(([name, source]) => [name, regex(source)]);
  }

  /** A text says in so many words that something is happening now. */
  isPresent(text: string): boolean {
    return this.is.strong.test(text);
  }

  /** A clause tells of what is past, or is another call for help. */
  isPast(clause: string): boolean {
    return this.is.past.test(clause) || this.asideOf(clause) !== null;
  }

  /** Danger of here and now (bot/danger.py). */
  isNow(said: string): boolean {
    if (length(said) <= 2 * this.rules.read && (this.is.dated.test(said) || (this.is.past.exec(said)?.index === 0 && !this.is.again.test(said)))) return false;
    const text = this.afterWhatIsOver(said);
    const clauses = text.split(new RegExp(this.rules.clauses, 'u')).map((c) => c.replace(/\s+/gu, '').toLowerCase()).filter(Boolean);
    const whole = clauses.join('');
    if (length(whole) <= 2 * this.rules.read && this.is.asks_protection.test(whole)) return false;
    const account = length(whole) > this.rules.longest_plain;
    if (account && !this.is.strong.test(whole)) return false;
    let told = false;
    for (const clause of clauses.flatMap((c) => ends(c, this.rules.read))) {
      if (this.saysNow(clause, account) && !(told && !this.is.strong.test(clause))) return true;
      told = this.is.told.test(clause) && length(clause) < 12;
    }
    return false;
  }

  /** Without what is said to be over; where something is still so, only the word that now it is well goes. */
  private afterWhatIsOver(text: string): string {
    if (length(text) > 2 * this.rules.read) return text;
    const found = [...text.matchAll(this.over)].at(-1);
    if (!found) return text;
    const rest = text.slice(found.index + found[0].length);
    return this.is.still.test(rest) ? text.replace(this.over, '，') : rest;
  }

  /** A short text tells of harm that is past or over, asks nothing and says of no danger now: an account. */
  tellsPast(text: string): boolean {
    const whole = text.replace(/\s+/gu, '').toLowerCase();
    if (length(whole) > this.rules.longest_plain || this.isNow(text) || this.is.asked.test(whole)) return false;
    return this.is.past_harm.test(whole);
  }

  /** The harm that is told comes from the police; `goesOn`: and is said to go on. */
  byPolice(text: string, goesOn = false): boolean {
    const told = ends(text.toLowerCase(), this.rules.read).some((part) => this.is.police_harm.test(part));
    return told && (!goesOn || (this.is.at_it.test(text) && !this.is.past.test(text)) || this.is.goes_on.test(text));
  }

  /** A short text: the police do harm, or come to, and it is not past. */
  policeAtHand(text: string): boolean {
    const whole = text.replace(/\s+/gu, '').toLowerCase();
    const { past, asked, others, done, kept, police_coming: coming, ours } = this.is;
    if (length(whole) > this.rules.longest_plain || [past, asked, others, done, kept].some((p) => p.test(whole))) return false;
    return coming.test(whole) || (this.byPolice(whole) && ours.test(whole));
  }

  /** An account says beside what it tells that its own writer wishes to die. */
  despairs(text: string): boolean {
    const { past, feared, told: others, others: else_, denied, somebody, says } = this.is;
    const despair = this.asides.find(([name]) => name === 'despair')?.[1];
    let told = false;
    for (const raw of ends(text, this.rules.read).join('。').split(new RegExp(this.rules.clauses, 'u'))) {
      const clause = raw.replace(/\s+/gu, '').toLowerCase();
      const found = despair?.exec(clause);
      const plainly = found && !told && ![past, feared, others, else_, denied].some((p) => p.test(clause));
      if (plainly && !somebody.test(clause.slice(0, found.index))) return true;
      told = (others.test(clause) || says.test(clause)) && length(clause) < 12;
    }
    return false;
  }

  /** A scene that may be now (bot/danger_scenes.py); `content`: where an account is asked for. */
  perhapsNow(text: string, content: boolean): boolean {
    return this.scene(text, content) || this.atItsEnd(text) || this.lastIsNow(text);
  }

  /** The last of several clauses alone is danger here and now, whatever stands before it. */
  private lastIsNow(text: string): boolean {
    const clauses = this.spaced(Array.from(text).slice(-4 * this.rules.longest_scene).join(''));
    const last = clauses.at(-1) ?? '';
    if (clauses.length < 2 || !this.scenes.last.test(last)) return false;
    if (this.notNow(last)) return false;
    return this.isNow(last) || this.scenes.scene.test(last) || this.alone(last);
  }

  private notNow(end: string): boolean {
    return [this.is.past, this.is.asked, this.is.over, this.scenes.none, this.scenes.others].some((p) => p.test(end));
  }

  /** The last clauses of an account tell a scene that goes on while it is written. */
  private atItsEnd(text: string): boolean {
    const s = this.scenes;
    const read = Array.from(text).slice(-4 * this.rules.end).join('');
    const clauses = this.spaced(read);
    const end: string[] = [];
    let long = 0;
    for (let last = clauses.at(-1); last !== undefined && long + length(last) <= this.rules.end; last = clauses.at(-1)) {
      end.unshift(last);
      long += length(last);
      clauses.pop();
    }
    const begins = end.findIndex((clause) => s.at_end.test(clause));
    if (begins < 0 || clauses.length + begins === 0) return false;
    const last = end.slice(begins).join(',');
    return s.scene.test(last) && !this.notNow(last);
  }

  /** Clauses, also where they are parted by spaces only. */
  private spaced(text: string): string[] {
    const parted = text.replace(/([\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])/gu, '$1，');
    return parted.split(new RegExp(this.rules.clauses, 'u')).map((c) => c.replace(/\s+/gu, '').toLowerCase()).filter(Boolean);
  }

  /** A text is nothing but the number of whom to call. */
  calls(text: string): boolean {
    return this.scenes.calls.test(text);
  }

  /** Nothing but that somebody must not be heard, is back or has not left (bot/danger_scenes.py). */
  alone(text: string): boolean {
    return length(text) <= this.rules.longest_scene && this.scenes.alone.test(text.replace(/\s+/gu, '').toLowerCase());
  }

  private scene(text: string, content: boolean): boolean {
    const s = this.scenes;
    if (length(text) > 4 * this.rules.longest_scene) return false;
    const whole = text.replace(/\s+/gu, '').toLowerCase();
    if (length(whole) > this.rules.longest_scene || s.others.test(whole) || s.none.test(whole)) return false;
    if (this.alone(text) || s.english.test(text.toLowerCase())) return true;
    if (s.past.test(whole)) {
      return this.spaced(text).some((c) => s.at_once.test(c) && s.scene.test(c) && !s.past.test(c));
    }
    if ((this.is.feared.test(whole) && !s.at_hand.test(whole)) || !s.scene.test(whole)) return false;
    return !content || s.breaks.test(text) || s.present.test(whole);
  }

  /** Clauses without spaces, of the beginning and the end of a long text. */
  clauses(text: string): string[] {
    return ends(text, this.rules.read).join('。').split(new RegExp(this.rules.clauses, 'u')).map((c) => c.replace(/\s+/gu, '').toLowerCase()).filter(Boolean);
  }

  /** A clause tells a scene of violence that is not past. */
  isScene(clause: string): boolean {
    return this.scenes.scene.test(clause) && !this.is.past.test(clause);
  }

  /** A threat that is to come true today. */
  isComing(text: string): boolean {
    const whole = text.replace(/\s+/gu, '').toLowerCase();
    return length(whole) <= this.rules.longest_aside && this.is.coming.test(whole) && !this.is.past.test(whole) && !this.is.asked.test(whole);
  }

  /** Danger that is past, feared, asked about, denied, others' or in others' mouths. */
  isTold(text: string): boolean {
    if (this.isNow(text)) return false;
    const whole = text.replace(/\s+/gu, '').toLowerCase();
    const { past, feared, told, others, denied, over } = this.is;
    return [past, feared, told, others, denied, over].some((p) => p.test(whole)) || length(whole) > this.rules.longest_plain;
  }

  /** A call for help that is none for the police, by its words (bot/danger.py). */
  asideOf(text: string): Help | null {
    const whole = text.replace(/\s+/gu, '').toLowerCase();
    if (length(whole) <= 2 || length(whole) > this.rules.longest_aside) return null;
    const { past, feared, told, others } = this.is;
    const name = this.asides.find(([, pattern]) => pattern.test(whole))?.[0] as Help | undefined;
    // 不能打110，他们是警察: who would help there is another.
    if (!name || [past, told, others].some((p) => p.test(whole)) || (name === 'police_unreachable' && this.byPolice(text))) return null;
    return (name === 'despair' || name === 'illness') && feared.test(whole) ? null : name;
  }

  /** Beside the wish to die, or illness, a text tells of others. */
  tellsBeside(text: string): boolean {
    if (!this.asideOf(text)) return false;
    const ours = this.asides.filter(([name]) => name === 'despair' || name === 'illness');
    return this.is.beside.test(ours.reduce((rest, [, pattern]) => rest.replace(new RegExp(pattern.source, 'gu'), ''), text.replace(/\s+/gu, '').toLowerCase()));
  }

  private saysNow(clause: string, strong: boolean): boolean {
    const d = this.is;
    if (d.denied.test(clause) || d.others.test(clause) || d.habit.test(clause)) return false;
    let present = d.strong.test(clause);
    if (present && d.past.test(clause) && d.state_now.test(clause)) present = d.strong.test(clause.replace(new RegExp(d.state_now, 'gu'), ''));
    if ((strong && !present) || (d.past.test(clause) && !present)) return false;
    const harmed = present && this.now.slice(2).some((p) => p.test(clause));
    if (d.feared.test(clause) && !harmed) return d.at_door.test(clause);
    if (d.told.test(clause) && !harmed) return d.at_hand.test(clause);
    if (d.cry.test(clause)) return !d.asked.test(clause);
    return this.now.some((p) => p.test(clause));
  }
}
