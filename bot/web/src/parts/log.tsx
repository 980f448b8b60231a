import { useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../conversation';
import type { Entry } from '../state';
import { texts } from '../texts';
import type { Message } from '../wire';
import { Choices } from './choices';
import { Lock } from './icons';
import { ReceiptCard } from './receipt';

interface Props {
  conversation: Conversation;
  entries: readonly Entry[];
  latest: number;
  busy: boolean;
  /** Choices can't be pressed: something is under way or waits to be sent again. */
  held: boolean;
  /** The bubble that is not through yet; 0: none. */
  waiting: number;
  unsent: boolean;
  noted: boolean;
  /** The number to call stands above: little room is left. */
  danger: boolean;
}

/** What is to be pressed stands over what is read, at the log's lower end, as long as it takes no more than this part of it. */
const OFFERED = 0.6;

/** Where files are chosen, what ends the step stands beside them (composer.tsx). */
const offers = ({ message }: BotEntry): boolean => message.choices.length > 0 && message.ask?.kind !== 'files';

/** The last question of a text. */
const question = (text: string): string => (text.match(/[^。！？\n]*？/gu) ?? []).at(-1) ?? '';

/** Scrolls to the last of these elements: to its end, or to its beginning when it is higher than the log. */
function bring(log: HTMLElement, selector: string): void {
  const target = [...log.querySelectorAll(selector)].at(-1);
  if (!target) return;
  const [seen, box] = [log.getBoundingClientRect(), target.getBoundingClientRect()];
  const fits = box.height + 16 <= log.clientHeight;
  log.scrollTop += fits ? box.bottom - seen.bottom + 8 : box.top - seen.top - 8;
}

/** Everything said so far. A live region: what is added is read out. */
export function Log({ conversation, entries, latest, busy, held, waiting, unsent, noted, danger }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const current = entries.filter((e): e is BotEntry => e.who === 'bot' && e.key >= latest);
  // The question's own, at the log's end: in sight wherever one is reading. What an answer offers stands under it.
  const asked = current.filter(offers).at(-1);
  const last = entries.at(-1)?.key ?? 0;
  const own = entries.at(-1)?.who === 'you';
  const show = useRef(() => {});
  show.current = () => {
    const log = box.current;
    if (!log) return;
    // A long answer is read from its beginning, not from its end; in danger the question itself has to be in sight.
    const card = entries.some((e) => e.who === 'bot' && e.key >= latest && e.message.receipt);
    const first = latest && !own && (!danger || card) ? log.querySelector<HTMLElement>(`[data-key="${latest}"]`) : null;
    log.scrollTop = first ? first.offsetTop - 8 : log.scrollHeight;
    const offered = log.querySelector<HTMLElement>('.offered');
    if (offered) {
      offered.classList.remove('tall');
      // A number and a password are copied first: nothing stands over them.
      const tall = card || offered.offsetHeight > log.clientHeight * OFFERED;
      offered.classList.toggle('tall', tall);
      // Too high to stand over what is read: its end comes into sight instead.
      if (tall && !own && !card) bring(log, '.offered');
    }
    if (!own && card) bring(log, '.receipt dl');
    if (offered) {
      offered.classList.remove('far');
      const [bubble, above] = [log.querySelector(`[data-key="${offered.dataset.asks}"] .bubble`)?.getBoundingClientRect(), offered.getBoundingClientRect()];
      // Read from its beginning, a long answer may hide the question under it.
      offered.classList.toggle('far', !!bubble && !card && bubble.bottom > above.top + 4);
    }
  };
  useEffect(() => show.current(), [last, busy, latest, danger]);
  useEffect(() => {
    // The box under it grows and shrinks: the question stays in sight.
    if (!box.current || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => show.current());
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} class="log" role="log" aria-label={texts.log} tabIndex={0}>
      {entries.map((entry) =>
        entry.who === 'bot' ? (
          <BotSays
            key={entry.key}
            entry={entry}
            conversation={conversation}
            current={entry.key >= latest && entry !== asked}
            held={held}
            noted={noted}
          />
        ) : (
          <YouSaid key={entry.key} entry={entry} conversation={conversation} stuck={entry.key === waiting ? (unsent ? 'unsent' : 'going') : ''} />
        ),
      )}
      {busy && <p class="working">{texts.working}</p>}
      {asked && (
        <div class="offered" key={asked.key} data-asks={asked.key}>
          <p class="named" aria-hidden="true">
            {question(asked.message.text)}
          </p>
          <Choices conversation={conversation} choices={asked.message.choices} held={held} />
        </div>
      )}
    </div>
  );
}

type BotEntry = Extract<Entry, { who: 'bot' }>;
type YourEntry = Extract<Entry, { who: 'you' }>;

interface BotProps {
  conversation: Conversation;
  entry: BotEntry;
  current: boolean;
  held: boolean;
  noted: boolean;
}

function BotSays({ conversation, entry, current, held, noted }: BotProps) {
  const { message } = entry;
  const choices = current && offers(entry) ? message.choices : [];
  const [before, after] = aroundReceipt(message);
  return (
    <div class={entry.sealedStep ? 'bot sealed' : 'bot'} data-key={entry.key}>
      <div class="bubble">
        <span class="hidden">{texts.bot}：</span>
        {entry.sealedStep && (
          <span class="mark">
            <Lock />
            {texts.sealedShort}
          </span>
        )}
        {before && <p class="said">{before}</p>}
        {message.receipt && <ReceiptCard conversation={conversation} receipt={message.receipt} noted={noted} />}
        {after && message.receipt && !noted && <Next text={after} />}
        {message.links.length > 0 && (
          <ul class="links">
            {message.links.map((link) => (
              <li key={link.href}>
                <a class={link.href.startsWith('tel:') ? 'call' : ''} href={link.href} {...elsewhere(link.href)}>
                  {link.title}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
      {choices.length > 0 && <Choices conversation={conversation} choices={choices} held={held} />}
    </div>
  );
}

const elsewhere = (href: string): { target?: string; rel?: string } =>
  /^(tel:|#)/.test(href) ? {} : { target: '_blank', rel: 'noopener noreferrer' };

/** What is said before and after number and password: the lines that carry them are the card's, and go with it. */
function aroundReceipt({ text, receipt }: Message): [before: string, after: string] {
  if (!receipt?.password) return [text, ''];
  const digits = (line: string): string => line.replace(/\D/g, '');
  const held = [digits(receipt.number), digits(receipt.password)].filter(Boolean);
  const carries = (line: string): boolean => held.some((secret) => digits(line).includes(secret));
  const lines = text.split('\n');
  const first = lines.findIndex(carries);
  const said = (part: string[]): string => part.filter((line) => !carries(line)).join('\n');
  return first < 0 ? [text, ''] : [said(lines.slice(0, first)), said(lines.slice(first))];
}

/** What happens now, and by when. */
function Next({ text }: { text: string }) {
  return (
    <section class="next" aria-labelledby="next-head">
      <h2 id="next-head">{texts.next}</h2>
      <p class="said">{text}</p>
    </section>
  );
}

interface YouProps {
  conversation: Conversation;
  entry: YourEntry;
  stuck: '' | 'going' | 'unsent';
}

function YouSaid({ conversation, entry, stuck }: YouProps) {
  return (
    <div class={`you${'sealed' in entry ? ' sealed' : ''}${stuck ? ` ${stuck}` : ''}`} data-key={entry.key}>
      <div class="bubble">
        <span class="hidden">{texts.you}：</span>
        {'sealed' in entry ? (
          <Sealed count={entry.sealed} unsent={stuck !== ''} read={() => conversation.reveal(entry.key)} />
        ) : (
          <p class="said">{'text' in entry ? entry.text : stuck ? texts.secretUnsent : texts.secret}</p>
        )}
        {stuck === 'unsent' && <p class="state">{texts.notSent}</p>}
      </div>
    </div>
  );
}

/** Somebody may look over the shoulder: the words show for five seconds, on request. */
function Sealed({ count, unsent, read }: { count: number; unsent: boolean; read: () => string }) {
  const [shown, setShown] = useState('');
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => setShown(''), 5000);
    return () => clearTimeout(timer);
  }, [shown]);
  if (shown) return <p class="said">{shown}</p>;
  return (
    <p class="said">
      <Lock />
      {(unsent ? texts.sealedHere : texts.sealed)(count)}{' '}
      <button type="button" class="inline" aria-label={texts.showLong} onClick={() => setShown(read())}>
        {texts.show}
      </button>
    </p>
  );
}
