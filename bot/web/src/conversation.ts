/** One conversation as the page knows it: what is shown, what was asked last, and where an answer goes. All of it in memory; `wipe` forgets it. No DOM here, so that tests drive it as the page does. */
import { type Api, type Input, Refused, type StoryAbout } from './api';
import { randomId } from './bytes';
import { Checks } from './checks';
import { clean, length, plain } from './clean';
import { Boxes, Decider, hides, openFlow, sealedStep, typedChoice } from './deciding';
import { Delivery, since } from './deliver';
import { canSeal, shanghai } from './envelope';
import { Hints } from './hint';
import { Idle } from './idle';
import { Keys } from './keys';
import { Resume } from './resume';
import { loadPassing } from './passing';
import { type Bubble, complaint, dateNote, type Entry, flowOf, fresh, heard, named, type State } from './state';
import { texts } from './texts';
import { Uploads } from './upload';
import type { Problem } from './validate';
import type { Ask, Choice, Message } from './wire';

/** Longest answer where the step names no limit (the server's own). */
const MOST = 20_000;

export class Conversation {
  state: State = fresh();
  session = '';
  private key = 0;
  private readonly decider = new Decider();
  /** Sealed texts by bubble, for the five seconds somebody asks to see one. */
  private readonly plain = new Map<number, string>();
  dangerWaits = false;
  /** What stands in the box at a step that was left: it waits for that step, and appears nowhere else. */
  private readonly boxes = new Boxes();
  /** The flow that is open. */
  private flow = '';
  private readonly idle = new Idle();
  generation = 0;
  /** The code by which the conversation goes on elsewhere. */
  readonly codes: Resume;
  private readonly keys: Keys;
  private readonly checks: Checks;
  private readonly hints = new Hints();
  private readonly delivery: Delivery;
  private readonly watchers = new Set<() => void>();

  constructor(
    private readonly api: Api,
    private readonly now: () => Date = () => new Date(),
    private readonly sealing: boolean = canSeal(),
  ) {
    this.codes = new Resume(api, this);
    this.keys = new Keys(api);
    this.checks = new Checks(api);
    this.delivery = new Delivery(api, this);
  }

  get seals(): boolean {
    return this.sealing;
  }

  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }

  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const changed of this.watchers) changed();
  }

  /** The fingerprint of the key that this page seals to; throws without one. */
  async fingerprint(): Promise<string> {
    return (await this.keys.get()).fingerprint();
  }

  /** A new conversation; the bot's greeting comes with it, or is asked for. */
  async open(): Promise<void> {
    this.forget();
    this.set(fresh());
    const mine = this.generation;
    try {
      const { session, messages } = await this.api.start();
      if (mine !== this.generation) return;
      this.session = session;
      this.touch();
      const first = messages.length ? messages : (await this.api.say(session, { text: texts.hello }, randomId())).messages;
      if (mine !== this.generation) return;
      this.set({ phase: 'open', busy: false });
      this.hear(first);
      this.fetchRest();
      this.afterTurn();
    } catch (error) {
      if (mine !== this.generation) return;
      this.set({ phase: 'down', busy: false });
      if (error instanceof Refused) this.hear(error.messages);
    }
  }

  /** What is large comes after what is on the screen. */
  private fetchRest(): void {
    if (this.sealing) void this.keys.get().catch(() => undefined);
    void this.checks.load();
    void import('./strip').catch(() => undefined);
    if (this.decider.sentinel) return;
    const read = Promise.all([this.api.sentinel(), import('./sentinel'), loadPassing()]).then(([model, { Sentinel }]) => (this.decider.sentinel = new Sentinel(model)));
    void read.then(() => this.edited(this.state.draft)).catch(() => undefined);
  }

  /** Goes on with another session than before. */
  adopt(session: string, messages: Message[]): void {
    const { danger } = this.state;
    this.forget();
    this.set({ ...fresh(), phase: 'open', busy: false, danger });
    this.session = session;
    this.hear(messages);
    this.fetchRest();
  }

  edit(draft: string): void {
    this.touch();
    this.set({ invalid: '', doubt: '', telling: '' });
    this.edited(draft);
  }

  private edited(draft: string): void {
    this.set({ draft, aim: this.decider.aim(draft, this.state.ask, this.state.choices) });
  }

  /** The person sends what they wrote. */
  async submit(): Promise<void> {
    const { ask, draft, phase, busy, unsent } = this.state;
    if (phase !== 'open' || busy || unsent) return;
    this.touch();
    const text = clean(draft);
    if (text === '') return this.reject('empty');
    const choice = typedChoice(text, this.state.choices);
    if (choice) return this.choose(choice);
    const line = this.decider.word(plain(draft), ask);
    if (!ask || !sealedStep(ask)) return this.freely(line, text, draft);
    if (!this.checks.ready(ask.kind) && !(await this.checks.load(ask.kind))) return this.set({ invalid: texts.sealFailed }); // unchecked it stays in the box
    if (this.state.busy || this.state.ask !== ask || this.state.draft !== draft) return;
    const asked = this.state.doubt !== '' || this.state.telling !== '' || this.decider.consoled(line, ask); // to press again is to seal, never to send
    const today = shanghai(this.now()).slice(0, 10);
    const checked = this.checks.validate(ask.kind, text, today, ask.max || MOST);
    if (!checked.ok && checked.problem === 'empty') return this.reject('empty');
    // The engine offers the anonymous way; words that say only "none" hold no content.
    if (!checked.ok && checked.problem === 'none_given') return this.say({ text, meant: 'content' }, { text }, draft);
    const certain = checked.ok && checked.value !== undefined; // a document, a number, a day: nothing else can be meant
    const beside = checked.ok && !asked ? this.decider.besideAnswer(line, ask) : null;
    if (beside) return beside === 'now' ? this.callForHelp(text, draft) : this.set({ doubt: 'danger', ...this.decider.alarm(line) });
    if (!certain && !asked) {
      const other = this.decider.redated(line, ask, (days) => this.checks.validate('date', days, today));
      if (other) return this.seal(other.ask, text, draft, other.value, { goal: 'date', choices: [] });
      if (this.decider.cries(line, ask)) return this.callForHelp(text, draft);
      if (this.decider.isControl(line, ask)) return this.say({ text }, { text }, draft); // they say nothing of their own
      const doubt = this.decider.doubt(line, ask);
      // The numbers come at once, by fixed words; draft and question stay.
      const body = this.decider.consoles(line, ask, checked.ok);
      if (body) return this.say({ text: texts.help[body], meant: 'question' }, { text: texts.keptHere }, '', draft);
      if (!checked.ok && this.decider.mayBeDanger(line)) return this.set({ doubt: 'danger', ...this.decider.alarm(line) });
      if (doubt) return this.set({ doubt, ...(doubt === 'danger' ? this.decider.alarm(line) : {}) });
    }
    this.set({ doubt: '' });
    const urgent = certain ? null : this.decider.inUrgent(line, ask);
    if (urgent) return this.seal({ id: 'urgent.words', kind: 'text' }, text, draft, undefined, { goal: urgent, choices: [] });
    if (!checked.ok) return this.decider.sentinel?.danger.isNow(line) ? this.callForHelp(text, draft) : this.reject(checked.problem); // no date, a cry
    return this.seal(ask, checked.text, draft, checked.value);
  }

  /** What is said where nothing sealed is asked: words for the bot, or a story, which is sealed before it leaves. */
  private async freely(line: string, text: string, draft: string): Promise<void> {
    const { ask, doubt } = this.state;
    if (this.decider.reachedNow(line, ask)) return this.seal({ id: 'urgent.contact', kind: 'contact' }, text, draft, undefined, { goal: 'contact', choices: [] });
    const now = this.decider.isControl(line, ask) ? null : this.decider.whetherNow(line, ask);
    if (now === false) return this.seal({ id: 'urgent.words', kind: 'text' }, text, draft, undefined, { goal: 'not_now', choices: [] });
    const after = doubt ? null : this.decider.afterCall(line, ask);
    if (after) return after === 'say' ? this.say({ text }, { text }, draft) : this.seal({ id: 'report.story', kind: 'text' }, text, draft, undefined, { goal: 'none', choices: [] });
    const zone = this.decider.zone(line, ask, this.state.choices);
    if (zone === 'danger' || now) return this.callForHelp(text, draft);
    if (zone === 'maybe_danger' && !doubt) return this.set({ doubt: 'danger', ...this.decider.alarm(line) });
    if (zone === 'clear') return this.say({ text }, hides(ask, text) ? { secret: true } : { text }, draft);
    if (length(text) > MOST) return this.reject('too_long');
    const { label, ...about } = this.decider.story(line, this.flow);
    return this.seal({ id: label, kind: 'text' }, text, draft, undefined, about);
  }

  /** The second button: words that are a question or something to do go to the bot as they are. */
  async sendUnsealed(): Promise<void> {
    const { phase, busy, unsent, draft } = this.state;
    const text = clean(draft);
    if (phase !== 'open' || busy || unsent || text === '') return;
    this.touch();
    return this.say({ text, meant: 'question' }, { text }, draft);
  }

  /** The answer to a doubt: an aside (a question, an operation, a cry for help), or content after all. */
  async decide(aside: boolean): Promise<void> {
    const { doubt, draft } = this.state;
    if (!aside) return this.submit();
    this.set({ doubt: '' });
    const help = doubt === 'help' ? (this.decider.sentinel?.helpOf(plain(draft)) ?? 'illness') : null; // by fixed words: the draft stays
    if (help) return this.say({ text: texts.help[help], meant: 'question' }, { text: texts.doubtAside.help }, '', draft);
    return doubt === 'danger' ? this.callForHelp(clean(draft), draft) : this.sendUnsealed();
  }

  async choose(choice: Choice): Promise<void> {
    const { phase, busy, unsent, uploads, draft } = this.state;
    if (phase !== 'open' || busy || unsent) return;
    this.touch();
    if (uploads?.active) return this.set({ note: texts.filesActive });
    const kept = clean(draft) === choice.title || typedChoice(clean(draft), this.state.choices) === choice ? '' : draft;
    return this.say({ choice: choice.id }, { text: choice.title }, '', kept);
  }

  /** A fixed sentence: skip, back, why … */
  async speak(text: string): Promise<void> {
    const { phase, busy, unsent, draft } = this.state;
    if (phase !== 'open' || busy || unsent) return;
    this.touch();
    return this.say({ text }, { text }, '', draft);
  }

  /** The button that is always there: 110 on the screen at once, then the bot is told. */
  async danger(): Promise<void> {
    this.touch();
    this.set({ danger: true });
    if (this.state.phase !== 'open') return;
    if (this.state.unsent) this.takeBack();
    if (this.state.busy) {
      this.dangerWaits = true;
      return;
    }
    return this.say({ text: texts.danger }, { text: texts.danger }, '', this.state.draft);
  }

  closeDanger(): void { this.set({ danger: false, police: false }); }

  /** Sends again what did not get through, under the same id. */
  async retry(): Promise<void> {
    this.touch();
    return this.delivery.again();
  }

  /** The net is back. */
  online = (): Promise<void> => (this.state.phase === 'down' ? this.open() : this.delivery.online());

  /** Gives up sending: the bubble goes, the words go back into the box. */
  takeBack(): void { this.delivery.takeBack(); }

  dropped = (bubble: number): boolean => this.plain.delete(bubble);

  sealRefused = (): void => this.keys.drop();

  /** The sealed text of a bubble, while it is in memory. */
  reveal(key: number): string {
    this.touch();
    return this.plain.get(key) ?? '';
  }

  noteReceipt(noted: boolean): void { this.touch(); this.set({ noted }); }

  /** Called now and then: ends what lies idle, as the server does. */
  tick(): void {
    if (this.state.phase !== 'open') return;
    if (this.state.uploads?.active) return this.touch();
    if (this.idle.state === 'ended') this.end();
    else if (this.idle.state === 'warned' && this.state.note !== texts.idleSoon) this.set({ note: texts.idleSoon });
  }

  /** Forgets everything and shows nothing. */
  wipe(): void {
    this.forget();
    this.set(fresh());
  }

  private touch(): void {
    this.idle.touch();
    if (this.state.note === texts.idleSoon) this.set({ note: '' });
  }

  private forget(): void {
    this.generation++;
    this.session = '';
    this.plain.clear();
    this.delivery.forget();
    this.dangerWaits = false;
    this.boxes.clear();
    this.flow = '';
    this.decider.forget();
    this.keys.drop();
    this.hints.forget();
    this.state.uploads?.drop();
  }

  end(draft = ''): void {
    const { danger } = this.state;
    this.forget();
    this.set({ ...fresh(), phase: 'ended', busy: false, draft, danger });
  }

  private reject(problem: Problem): void {
    this.set(complaint(this.state, problem, texts.dangerKept));
  }

  /** Danger now: 110 on the screen at once; what was said is sealed as the first words of the call. */
  private async callForHelp(text: string, draft: string): Promise<void> {
    // At a step for content it may be content all the same: it waits there, should the person come back.
    const kept = this.decider.mayBeContent(this.state.ask) ? draft : '';
    this.set(this.decider.alarm(plain(text)));
    if (!this.sealing) return this.say({ text }, { sealed: length(text) }, draft, kept, text);
    return this.seal({ id: 'urgent.words', kind: 'text' }, text, draft, undefined, { goal: 'urgent', choices: [] }, kept);
  }

  private async seal(ask: Pick<Ask, 'id' | 'kind'>, text: string, draft: string, value?: string, about?: StoryAbout, kept = ''): Promise<void> {
    const telling = about?.goal === 'urgent' ? '' : this.hints.before(ask, text, named(this.state, flowOf(ask)));
    if (telling) return this.set({ telling });
    const bubble = { sealed: length(text) };
    // The page has looked at it already: the boundary need not guess again.
    if (!this.sealing) return this.say({ text, meant: 'content' }, bubble, draft, '', text);
    const mine = this.generation;
    this.set({ busy: true, invalid: '' });
    try {
      const sealed = await (await this.keys.get()).answer(ask, text, this.now(), value);
      if (mine !== this.generation) return;
      const note = ask.kind === 'date' ? dateNote(text, value) : '';
      if (ask.kind === 'date') this.decider.dated = ask;
      const heard = this.decider.heard(plain(text), this.state.ask, about?.goal ?? '');
      if (heard.includes('police')) this.set({ danger: true, police: true });
      await this.say({ sealed, ...(about ? { about } : {}), ...(heard.length ? { heard } : {}) }, bubble, draft, kept || since(draft, this.state.draft), text, note);
    } catch (error) {
      if (mine !== this.generation) return;
      this.set({ busy: false });
      // Help comes first: the fixed words go without what was written, which stays.
      if (about?.goal === 'urgent') return this.say({ text: texts.danger }, { text: texts.danger }, '', draft, '', texts.dangerKept);
      // Fail closed: no key, nothing leaves the page.
      this.set({ invalid: texts.sealFailed });
      this.afterTurn();
    }
  }

  /** `kept`: what stays in the box; `plain`: the sealed text, to show on request. */
  private async say(input: Input, bubble: Bubble, draft: string, kept = '', plain = '', note = ''): Promise<void> {
    const key = ++this.key;
    if (plain) this.plain.set(key, plain);
    this.delivery.hold(input, key, draft);
    this.set({
      entries: [...this.state.entries, { key, who: 'you', ...bubble }],
      draft: kept,
      aim: this.decider.aim(kept, this.state.ask, this.state.choices),
      invalid: '',
      doubt: '',
      telling: '',
      note: note || (this.state.note === texts.dangerKept ? texts.dangerKept : ''),
    });
    return this.delivery.send();
  }

  answered(messages: Message[], bubble: number): void {
    this.hear(messages);
    if (this.plain.has(bubble) && this.hints.mayLeave(this.state)) this.set({ note: texts.mayLeave });
  }

  afterTurn(): void {
    if (!this.dangerWaits || this.state.busy) return;
    this.dangerWaits = false;
    void this.danger();
  }

  /** A refusal may come without the question that stays open: then that one still stands. */
  hearAside(messages: Message[]): void {
    if (messages.some((m) => m.ask || m.choices.length)) return this.hear(messages);
    const entries = messages.map((message): Entry => ({ key: ++this.key, who: 'bot', message, sealedStep: false }));
    this.set({ entries: [...this.state.entries, ...entries] });
  }

  private hear(messages: Message[]): void {
    if (!messages.length) return;
    this.touch();
    const news = heard(this.state, messages, this.key + 1);
    this.key += messages.length;
    const draft = this.boxes.swap(this.state.ask, news.ask, this.state.draft);
    this.decider.follow(this.flow, messages.some((m) => m.receipt), news.ask);
    this.flow = openFlow(this.flow, news.ask);
    this.set({ ...news, uploads: this.uploadsFor(news.ask) });
    this.edited(draft);
    if (sealedStep(news.ask)) void this.checks.load(news.ask?.kind);
  }

  /** The same files step keeps its list; another step begins anew. */
  private uploadsFor(ask: Ask | null): Uploads | null {
    const held = this.state.uploads;
    if (ask?.kind !== 'files') {
      held?.drop();
      return null;
    }
    if (held && this.state.ask?.id === ask.id) return held;
    held?.drop();
    return new Uploads(this.api, this.session, () => this.keys.get(), () => this.set({}), () => this.end());
  }
}
