import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { length } from '../clean';
import type { Conversation } from '../conversation';
import { touches } from '../page';
import { texts } from '../texts';
import type { Ask } from '../wire';
import { Caution } from './caution';
import { Choices } from './choices';
import { Lock } from './icons';
import { useLate } from './late';

/** Where the keyboard of a phone shows digits. */
const NUMERIC = new Set(['receipt_number', 'query_password', 'typeback']);
const ONE_LINE = new Set(['name', 'id_number', 'phone', 'contact', 'date', ...NUMERIC]);

const mode = (kind: string): 'numeric' | 'tel' | 'text' =>
  NUMERIC.has(kind) ? 'numeric' : kind === 'phone' ? 'tel' : 'text';

/** The box to write in, in the colour of what happens to the words. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { ask, draft, invalid, busy, unsent, doubt, telling, note, choices, uploads, latest, aim } = conversation.state;
  const files = useLate(() => import('./files'), true, ask?.id ?? '');
  const box = useRef<HTMLTextAreaElement>(null);
  const asked = useRef<HTMLButtonElement>(null);
  const sealed = ask?.sealed === true && ask.kind !== 'files';
  const story = !sealed && aim !== 'send' && draft.trim() !== '';
  const seals = sealed ? aim !== 'send' : story;
  const tall = sealed && ask?.kind === 'text';
  const breaks = touches() || tall;

  useLayoutEffect(() => {
    // Grows with what is written, where the browser can't do it by itself.
    const area = box.current;
    if (!area || CSS.supports('field-sizing', 'content')) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [draft, ask?.kind]);

  useEffect(() => {
    if (invalid) box.current?.focus();
  }, [invalid]);

  useEffect(() => {
    // Where there is danger, the number to call comes first.
    if (doubt) asked.current?.focus();
  }, [doubt]);

  const turns = useRef(0);
  useEffect(() => {
    // After a turn the keyboard is where the answer goes. Not by touch: there the keyboard would cover the question.
    if (touches() && !turns.current++) return;
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (!busy && (lost || !touches()) && !document.querySelector('.banner')) {
      if (!touches()) box.current?.focus({ preventScroll: true });
      else document.querySelector<HTMLElement>('.log')?.focus({ preventScroll: true });
    }
  }, [latest, busy]);

  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || event.shiftKey) return;
    if (breaks && !event.ctrlKey && !event.metaKey && !ONE_LINE.has(ask?.kind ?? '')) return;
    event.preventDefault();
    void conversation.submit();
  };

  return (
    <form
      class={`composer${sealed || story ? ' sealed' : ''}${ask?.kind === 'files' ? ' filing' : ''}${doubt || telling ? ' deciding' : ''}`}
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void conversation.submit();
      }}
    >
      {sealed && (
        <p class="mark" id="sealed-note">
          <Lock />
          <span>{conversation.seals ? texts.sealedStep : texts.boundaryStep}</span>
        </p>
      )}
      {story && (
        <p class="mark" id="sealed-note">
          <Lock />
          <span>{conversation.seals ? texts.storyStep : texts.storyBoundary}</span>
        </p>
      )}
      {ask?.hint && (
        <p class="hint" id="hint">
          {ask.hint}
        </p>
      )}
      {ask?.kind === 'files' && uploads && (
        <>
          {files && <files.Files conversation={conversation} uploads={uploads} />}
          <Choices conversation={conversation} choices={choices} held={busy || unsent || uploads.active} />
        </>
      )}
      {doubt && (
        <div class="decide" role="alertdialog" aria-labelledby="doubt-head">
          <p id="doubt-head">{texts.doubtHead[doubt]}</p>
          <button ref={asked} type="button" class="seal main" onClick={() => void conversation.decide(false)}>
            <Lock />
            {texts.doubtSeal}
          </button>
          <button type="button" onClick={() => void conversation.decide(true)}>
            {texts.doubtAside[doubt]}
          </button>
        </div>
      )}
      {telling && <Caution key={telling} conversation={conversation} change={() => box.current?.focus()} />}
      <div role="alert">
        {invalid && (
          <p class="problem" id="problem">
            {invalid}
          </p>
        )}
        {unsent && <Unsent conversation={conversation} />}
      </div>
      <div role="status">{note && <p class="note">{note}</p>}</div>
      <div class={tall ? 'write tall' : 'write'}>
        <label class="hidden" for="answer">
          {texts.answer}
        </label>
        <textarea
          id="answer"
          ref={box}
          rows={tall ? 3 : 1}
          value={draft}
          placeholder={choices.length && ask?.kind !== 'files' ? texts.say : texts.write}
          inputMode={mode(ask?.kind ?? '')}
          autocomplete="off"
          autocorrect="off"
          autocapitalize="off"
          spellcheck={false}
          data-1p-ignore
          data-lpignore="true"
          aria-invalid={invalid !== ''}
          aria-describedby={describedBy(ask, sealed || story, invalid)}
          onInput={(event) => conversation.edit(event.currentTarget.value)}
          onKeyDown={pressed}
        />
        <button
          type="submit"
          class="main"
          aria-disabled={busy || unsent}
        >
          {seals && <Lock />}
          {seals ? texts.sealAndSend : texts.send}
        </button>
      </div>
      {story && aim === 'unsure' && !doubt && (
        <button type="button" class="inline" aria-disabled={busy || unsent} onClick={() => void conversation.sendUnsealed()}>
          {texts.sendUnsealed}
        </button>
      )}
      <Below conversation={conversation} ask={ask} count={sealed ? length(draft) : 0} breaks={breaks} />
    </form>
  );
}

function describedBy(ask: Ask | null, sealed: boolean, invalid: string): string | undefined {
  const ids = [invalid && 'problem', ask?.hint && 'hint', sealed && 'sealed-note'].filter(Boolean);
  return ids.length ? ids.join(' ') : undefined;
}

function Unsent({ conversation }: { conversation: Conversation }) {
  return (
    <div class="problem">
      <p>{texts.unsent}</p>
      <div class="row">
        <button type="button" class="main" onClick={() => void conversation.retry()}>
          {texts.again}
        </button>
        <button type="button" onClick={() => conversation.takeBack()}>
          {texts.takeBack}
        </button>
      </div>
    </div>
  );
}

interface BelowProps {
  conversation: Conversation;
  ask: Ask | null;
  count: number;
  breaks: boolean;
}

/** Under the box: how much room is left, and the ways out of this step. */
function Below({ conversation, ask, count, breaks }: BelowProps) {
  if (!ask) return null;
  const { step, of } = ask;
  const skippable = ask.optional && !conversation.state.choices.some((c) => /跳过|没有文件/.test(c.title));
  const near = ask.max > 0 && count > ask.max * 0.8;
  return (
    <div class="below">
      {step > 0 && <p class="where">{texts.where(step, of)}</p>}
      {near && <p class="count">{texts.left(ask.max - count)}</p>}
      {ask.kind === 'text' && !touches() && <p class="keys">{breaks ? texts.enterBreaks : texts.enterSends}</p>}
      {skippable && (
        <button type="button" class="inline" onClick={() => void conversation.speak('跳过')}>
          {texts.skipStep}
        </button>
      )}
      <details
        key={conversation.state.latest}
        onToggle={({ currentTarget }) => currentTarget.open && currentTarget.scrollIntoView({ block: 'end' })}
      >
        <summary>{texts.more}</summary>
        <div class="row">
          {texts.moreItems.map(([title, text]) => (
            <button key={text} type="button" onClick={() => void conversation.speak(text)}>
              {title}
            </button>
          ))}
        </div>
      </details>
    </div>
  );
}
