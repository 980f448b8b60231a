/** What a draft is, by the step that is open: an answer to seal, words for the bot, a story, a cry for help. No wire and no DOM. */
import type { Heard } from './api';
import { bare, clean, length, plain } from './clean';
import { receipt } from './digits';
import { phone } from './inputs';
import { desk } from './page';
import { asksBack, asksInstead, bareCry, beside, calledAway, callersWord, direct, explained, followsUp, harmed, hasAccount, hedged, named, namesPart, NEVER_DOUBTED, nextCall, noBut, notMeant, ofHarm, policeNamed, posted, pressed, putsRight, reaches, redated, saysWhere, sends, takesBack, tellsOwnName, vague, wantsOfBot, wavers, whetherNow } from './passing';
import type { Help, Sentinel, Zone } from './sentinel';
import { BESIDE } from './sentinelModel';
import { isControlYet } from './steering';
import type { Aim, Doubt } from './state';
import { texts } from './texts';
import type { Checked } from './validate';
import { saidBeside } from './unnamed';
import type { Ask, Choice } from './wire';

/** Flows whose answers tell of danger by their nature: there, such words are no cry for help by themselves. */
const TELLS_OF_DANGER = new Set(['protect_reporter', 'protect_witness', 'protection_report', 'urgent', 'rights', 'withdraw']);
/** Flows that keep a story of their own (bot/channels/sentinel_model.py, GOALS). */
const WITH_STORY = new Set(['report', 'add_material', 'protect_reporter', 'protect_witness', 'rights', 'protection_report']);
/** What is named there is named of the writer, most likely. */
const OF_THEMSELVES = new Set(['report.capacity', 'report.acknowledge', 'confirm.unnamed', 'confirm.anonymous']);
/** Asks of no flow: they come between two steps of one. */
const BETWEEN = new Set(['confirm', 'change']);
/** Steps that are answered by digits. */
const DIGITS = new Set(['query_password', 'typeback', 'receipt_number']);
/** … and fewer characters than these tell nothing there. */
const FEWEST_TOLD = 6;
const NAMES_RECEIPT = /编号|回执|单号|号码|密码/u;
/** Kinds of steps whose answers may tell of danger (bot/channels/undertone.py). */
const UNDERTONE = new Set(['text']);
/** Goals of what is told where nothing sealed is open, that are no call for help. */
const STORIES = new Set([...WITH_STORY, 'none']);
/** What the person typed at these steps is not shown in their bubble. */
const SECRET = new Set(['query_password', 'typeback']);
/** A landline with its area code, or a mobile. */
const LEAST_PHONE = 10;
/** Without the model, an answer by a few words to a question with options. */
const SHORT = 12;

/** `report.facts` → `report`. */
const flowOf = (ask: Ask | null): string => ask?.id.split('.')[0] ?? '';
/** Text is asked for that is sealed. */
export const sealedStep = (ask: Ask | null): boolean => ask?.sealed === true && ask.kind !== 'files';
export const isSecret = (ask: Ask | null): boolean => SECRET.has(ask?.kind ?? '');
/** Whether what was typed is not shown in its bubble: at these steps, and a password pasted together with its number. */
export const hides = (ask: Ask | null, text: string): boolean => isSecret(ask) || receipt(text).password !== null;
/** Each sealed step has a box of its own; all others share one. */
const boxOf = (ask: Ask | null): string => (ask && sealedStep(ask) ? ask.id : '');
/** The flow that is open after a question: one that comes between its steps does not close it. */
export const openFlow = (was: string, ask: Ask | null): string => (BETWEEN.has(flowOf(ask)) ? was : flowOf(ask));

/** It asks, trails off or stands between quotation marks: no button by it, the engine reads it (bot/channels/choosing.py). */
const NOT_PRESSED = /[?？…"“”'‘’「」『』]|[.。．]{2,}/u;
export const typedChoice = (text: string, choices: readonly Choice[]): Choice | undefined =>
  choices.find((c) => c.title === text || (bare(c.title) === bare(text) && !NOT_PRESSED.test(text)));

/** At a choice or a review: a person with a post, the writer's name, a telephone number, and nothing else. It answers nothing there. */
const namesSomebody = (line: string, ask: Ask | null): boolean =>
  (ask?.kind === 'choice' || ask?.kind === 'review') && ((['confirm.danger', 'confirm.now'].includes(ask.id) && saysWhere(line)) || (ofHarm.includes(ask.id) && noBut(line)) || posted(line) || (ask.kind === 'review' && putsRight(line)) || (!ofHarm.includes(ask.id) && harmed(line, ask.id)) || (line.replace(/\D/gu, '').length >= LEAST_PHONE && !phone(line).problem));

/** What stands in the boxes of steps that were left. */
export class Boxes {
  private readonly waiting = new Map<string, string>();

  /** Puts the draft of the step that is left aside; returns what waits for the one that is asked. */
  swap(left: Ask | null, asked: Ask | null, draft: string): string {
    const [from, to] = [boxOf(left), boxOf(asked)];
    if (from === to) return draft;
    if (clean(draft)) this.waiting.set(from, draft);
    const waiting = this.waiting.get(to) ?? '';
    this.waiting.delete(to);
    return waiting;
  }

  clear(): void {
    this.waiting.clear();
  }
}

export class Decider {
  /** Until it has come, everything but the commonest words is content. */
  sentinel: Sentinel | null = null;

  /** `atDesk`: the page is written at by staff. */
  constructor(private readonly atDesk = typeof location !== 'undefined' && desk() !== '') {}

  /** The step and the words at which the numbers for who wishes to die were told last. */
  told = '';

  /** The date that was given last: what corrects it at the next step takes its place. */
  dated: Pick<Ask, 'id' | 'kind'> | null = null;

  /** Another date for the one given last (不对，是四五年前), and what is understood of it. */
  redated(line: string, ask: Ask, read: (days: string) => Checked): { ask: Pick<Ask, 'id' | 'kind'>; value: string } | null {
    const days = redated(line);
    if (!days || !this.dated || ask.kind === 'date' || flowOf(ask) !== this.dated.id.split('.')[0]) return null;
    const checked = read(days);
    return checked.ok && checked.value ? { ask: this.dated, value: checked.value } : null;
  }

  forget(): void {
    [this.told, this.dated, this.called] = ['', null, false];
  }

  /** A call for help went, and nothing else was begun since. */
  called = false;

  /** After a turn: `flow` was open, and a receipt came or not. */
  follow(flow: string, receipt: boolean, ask: Ask | null): void {
    this.called = (flow === 'urgent' && receipt) || (this.called && ask === null);
  }

  /** After a call for help went, with nothing open: said to the bot about the call, or added to it. Null: anything else. */
  afterCall(line: string, ask: Ask | null): 'say' | 'add' | null {
    if (!this.called || ask || !this.sentinel || bare(line) === texts.danger) return null;
    const { danger } = this.sentinel;
    if (receipt(line).number !== null) return null;
    if (followsUp(line, danger.isNow(line) || danger.perhapsNow(line, false))) return 'say';
    if (this.atDesk) return null; // they may write for the next caller already
    const zone = this.zone(line, null);
    if (zone === 'danger' || ((zone === 'story' || zone === 'unsure') && (wantsOfBot(line) || this.sentinel.story(line).goal === 'report'))) return null;
    return zone !== 'clear' || hasAccount(line) || saysWhere(line) ? 'add' : null;
  }

  /** What pressing send would do with this draft, now. */
  aim(draft: string, ask: Ask | null, choices: readonly Choice[]): Aim {
    const line = this.word(plain(draft), ask);
    if (typedChoice(clean(draft), choices)) return 'send';
    if (sealedStep(ask)) return line && this.isControl(line, ask) ? 'send' : 'seal';
    const zone = line ? this.zone(line, ask) : 'clear';
    return zone === 'story' ? 'seal' : zone === 'unsure' || zone === 'maybe_danger' ? 'unsure' : 'send';
  }

  /** What is read of a line: those who write at the desk tell what somebody says on the phone (bot/channels/hearing.py, as_told). */
  word(line: string, ask: Ask | null): string {
    if (!this.atDesk) return line;
    const account = sealedStep(ask) && !NEVER_DOUBTED.has(ask?.kind ?? '') && flowOf(ask) !== 'urgent';
    const word = callersWord(line, account);
    const said = direct(line);
    // 她说等一下, 她说不清楚 tell nothing of what was reported, whatever is asked.
    const passed = ask && [callersWord(line), said].find((one) => one !== line && this.isControl(one, ask));
    if (passed) return passed;
    return said !== word && this.callsForHelp(said) && !this.callsForHelp(word) ? said : word;
  }

  private callsForHelp(line: string): boolean {
    if (!this.sentinel) return false;
    const { danger } = this.sentinel;
    if (['despair', 'illness'].includes(danger.asideOf(line) ?? '') || danger.despairs(line) || danger.isNow(line)) return true;
    return ['danger', 'maybe_danger'].includes(this.sentinel.zone(line, ''));
  }

  /** What a text is where no sealed step is open. */
  zone(line: string, ask: Ask | null, shown: readonly Choice[] = []): Zone {
    if (ask?.kind === 'choice' && namesPart(line, shown.map((c) => c.title))) return 'clear';
    if (this.isControl(line, ask) || (ask?.id === 'confirm.now' && hedged(line) && !hasAccount(line))) return 'clear';
    const digits = line.replace(/[^0-9〇零一二三四五六七八九]/gu, '').length;
    const told = line.replace(/[^\u4e00-\u9fff]/gu, '').length;
    const given = receipt(line);
    const gives = told < FEWEST_TOLD || given.number !== null || given.password !== null || NAMES_RECEIPT.test(line);
    // A name where digits are asked for.
    if (ask && DIGITS.has(ask.kind) && posted(line)) return 'story';
    // Of a house, or a wrong number of them, digits among words give nothing.
    if (ask && DIGITS.has(ask.kind) && (told < FEWEST_TOLD || (digits >= 4 && gives)) && !this.sentinel?.danger.isNow(line)) return 'clear';
    // A receipt: what stands beside it decides, the gateway keeps its digits; who gives one wants something of the bot.
    const { number, rest, bare: alone } = given;
    if (number !== null && alone) return 'clear';
    if (number === null && namesSomebody(line, ask)) return 'story';
    if (this.sentinel && number !== null) return this.sentinel.zone(rest, BESIDE);
    if (this.sentinel) {
      const zone = this.sentinel.zone(line, ask?.kind ?? '');
      const asked = ask?.kind === 'choice' && !ofHarm.includes(ask.id) && !BETWEEN.has(flowOf(ask));
      return zone === 'clear' && asked && this.sentinel.danger.tellsPast(line) ? 'story' : zone;
    }
    return ask && !ask.sealed && length(line) <= SHORT ? 'clear' : 'unsure';
  }

  /** Words that say nothing of their own: they go as they are. */
  isControl(line: string, ask: Ask | null): boolean {
    if (this.atDesk && (nextCall(line) || calledAway(line))) return true;
    return this.sentinel ? this.sentinel.isControl(line, ask) : isControlYet(line, ask);
  }

  /** At a sealed step: a cry for help, here and now. */
  cries(line: string, ask: Ask): boolean {
    if (!this.sentinel || TELLS_OF_DANGER.has(flowOf(ask))) return false;
    return this.sentinel.isExactDanger(line) || this.sentinel.criesAt(line, ask.kind);
  }

  /** Where a date or a number is asked and this is none: it may tell of danger. */
  mayBeDanger(line: string): boolean {
    const { danger } = this.sentinel ?? {};
    return !!danger && !danger.isNow(line) && (danger.policeAtHand(line) || danger.perhapsNow(line, false));
  }

  /** A day, or how to be reached without a number, may have danger beside it (现在，他正在打我): it is a call for help, or asked about. */
  besideAnswer(line: string, ask: Ask): 'now' | 'perhaps' | null {
    if (flowOf(ask) === 'urgent' || !(ask.kind === 'date' || (ask.kind === 'contact' && !hasAccount(line)))) return null;
    return this.sentinel?.danger.isNow(line) ? 'now' : this.mayBeDanger(line) ? 'perhaps' : null;
  }

  /** A cry at a sealed step may be an answer all the same, but no date and no number is. */
  mayBeContent(ask: Ask | null): boolean {
    return sealedStep(ask) && !NEVER_DOUBTED.has(ask?.kind ?? '');
  }

  /** At a sealed step: what a text reads like that is no answer, perhaps. */
  doubt(line: string, ask: Ask): Doubt | '' {
    // Who asks for help at once is asked nothing else, unless they ask themselves.
    if (!this.sentinel || flowOf(ask) === 'urgent') return ask.id === 'urgent.contact' && asksBack(line) ? 'question' : '';
    const label = asksInstead(line, ask.kind) ? 'question' : this.sentinel.atStep(line, ask.kind);
    if (label === 'danger' && TELLS_OF_DANGER.has(flowOf(ask))) return '';
    return label === 'content' ? '' : label;
  }

  /** Asked whether there is danger now in a call for help: how to be reached. */
  reachedNow(line: string, ask: Ask | null): boolean {
    return ask?.id === 'confirm.now' && hasAccount(line) && reaches(line) && !wavers(line, 'urgent.contact', false);
  }

  /** Where it is asked whether there is danger now, and more than the answer is said. */
  whetherNow(line: string, ask: Ask | null): boolean | null {
    const { danger } = this.sentinel ?? {};
    if (ask?.id === 'confirm.danger' && danger && explained(line, danger.isNow(line) || danger.perhapsNow(line, false))) return false;
    return whetherNow(line, ask, this.sentinel?.danger.isNow(line) ?? false, (clause) => this.sentinel?.danger.isPast(clause) ?? false, danger?.perhapsNow(line, false) ?? false);
  }

  /** In the urgent flow, what is no answer: the words are kept with the call for help (bot/channels/calling.py). */
  inUrgent(line: string, ask: Ask): Help | 'not_now' | 'go_on' | 'urgent' | 'none' | null {
    if (flowOf(ask) !== 'urgent' || !this.sentinel) return null;
    const named = this.sentinel.danger.asideOf(line);
    if (named) return named;
    if (!this.sentinel.danger.isNow(line) && takesBack(line, ask.id === 'urgent.contact' && hasAccount(line))) return 'not_now';
    if (ask.id !== 'urgent.contact') return null;
    if (reaches(line)) return null;
    const { danger } = this.sentinel;
    if (danger.isNow(line) || danger.perhapsNow(line, false) || danger.byPolice(line)) return 'urgent';
    return sends(line) && !wavers(line, ask.id, false) ? 'go_on' : 'none';
  }

  /** Who wishes to die, or is ill where a date or a number is asked, hears whom to call; the same words once more are an answer. `usable`: they can be one. */
  consoles(line: string, ask: Ask, usable: boolean): Help | null {
    const nothing = this.atDesk && NEVER_DOUBTED.has(ask.kind);
    const named = usable && !nothing ? this.doubt(line, ask) === 'help' && this.sentinel?.helpOf(line) : this.sentinel?.danger.asideOf(line);
    if (named !== 'despair' && ((usable && !nothing) || named !== 'illness')) return null;
    this.told = `${ask.id} ${line}`;
    return named;
  }

  consoled(line: string, ask: Ask): boolean {
    return this.told === `${ask.id} ${line}`;
  }

  /** What the page shows of danger: whom to call, and not the police first where it comes from them. */
  alarm(line: string): { danger: true; police?: true } {
    const { danger } = this.sentinel ?? {};
    return { danger: true, ...(danger?.byPolice(line) || danger?.policeAtHand(line) ? { police: true } : {}) };
  }

  /** What words that are sealed call for besides; `urgent`: as a call for help, where the police count in any case. */
  heard(line: string, ask: Ask | null, about: string, urgent = flowOf(ask) === 'urgent' || about === 'urgent'): Heard[] {
    if (!this.sentinel) return [];
    const { danger } = this.sentinel;
    const police = (urgent || about !== '') && (danger.byPolice(line, !urgent) || (urgent && (danger.policeAtHand(line) || policeNamed(line))));
    const inDanger = danger.isNow(line) || danger.perhapsNow(line, false) || danger.byPolice(line);
    const unsure = ask !== null && wavers(line, ask.id, inDanger);
    const begins = about === 'urgent' && flowOf(ask) !== 'urgent';
    const idle = begins && notMeant(line, danger.perhapsNow(line, false));
    const found: [Heard, boolean][] = [
      ['despair', this.sentinel.danger.despairs(line)],
      ['illness', (STORIES.has(about) || (sealedStep(ask) && NEVER_DOUBTED.has(ask?.kind ?? ''))) && this.sentinel.danger.asideOf(line) === 'illness'],
      ['pressed', ((flowOf(ask) === 'withdraw' && sealedStep(ask)) || (STORIES.has(about) && line.includes('撤'))) && pressed(line)],
      ['police', police],
      ['wavers', unsure || idle],
      ['cry', begins && !idle && bareCry(line)],
      ['beside', !unsure && ask !== null && beside(line, ask.id, inDanger)],
      ['vague', !unsure && ask !== null && vague(line, ask.id, inDanger)],
      ['unnamed', flowOf(ask) === 'report' && saidBeside(line, !named.includes(ask?.id ?? ''))],
      ['own_name', ['', 'report', ...BETWEEN].includes(flowOf(ask)) && !named.includes(ask?.id ?? '') && (tellsOwnName(line) || (OF_THEMSELVES.has(ask?.id ?? '') && (namesSomebody(line, ask) || hasAccount(line))))],
      ['undertone', !urgent && (STORIES.has(about) || (about === '' && UNDERTONE.has(ask?.kind ?? ''))) && this.sentinel.undertone(line)],
    ];
    return found.filter(([, said]) => said).map(([kind]) => kind);
  }

  /** The label a story is sealed for, and what it tells of itself. */
  story(line: string, flow: string): { label: string; goal: string; choices: string[] } {
    const { goal, choices } = this.sentinel?.story(line) ?? { goal: 'none', choices: [] };
    const keeps = [flow, goal].find((name) => WITH_STORY.has(name)) ?? 'report';
    return { label: flow === 'urgent' ? 'urgent.words' : `${keeps}.story`, goal, choices };
  }
}
