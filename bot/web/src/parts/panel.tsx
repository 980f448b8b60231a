import { type ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { About } from '../about';
import type { Conversation } from '../conversation';
import { desk } from '../page';
import { texts } from '../texts';
import type { Setting, View } from '../view';

export type Which = '' | 'menu' | 'safety' | 'leave' | 'resume';

interface Props {
  which: Which;
  show: (which: Which) => void;
  conversation: Conversation;
  about: About | null;
  view: View;
}

/** What stands in place of the talk for a while; the talk waits behind it as it is. */
export function Panel(props: Props) {
  switch (props.which) {
    case 'menu':
      return <Menu {...props} />;
    case 'safety':
      return <Safety {...props} />;
    case 'leave':
      return <Leave {...props} />;
    case 'resume':
      return <Resume {...props} />;
    default:
      return null;
  }
}

function Sheet({ title, show, children }: { title: string; show: Props['show']; children: ComponentChildren }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <main class="sheet" aria-labelledby="sheet-head">
      <div class="sheet-top">
        <h2 id="sheet-head" ref={head} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" onClick={() => show('')}>
          {texts.backToTalk}
        </button>
      </div>
      {children}
    </main>
  );
}

function Menu({ show, view, conversation, about }: Props) {
  const open = conversation.state.phase === 'open';
  const settings: Setting[] = view.reads ? ['large', 'contrast', 'aloud'] : ['large', 'contrast'];
  return (
    <Sheet title={texts.menu} show={show}>
      <div class="grid">
        <button type="button" onClick={() => show('safety')}>
          {texts.safety}
        </button>
        {open && (
          <button type="button" onClick={() => show('leave')}>
            {texts.leaveForNow}
          </button>
        )}
        <button type="button" onClick={() => show('resume')}>
          {texts.resume}
        </button>
      </div>
      <div class="grid" role="group" aria-label={texts.viewLabel}>
        {settings.map((one) => (
          <button key={one} type="button" aria-pressed={view.on[one]} onClick={() => view.toggle(one)}>
            {texts.views[one]}
          </button>
        ))}
      </div>
      <p class="hint">{texts.viewNote}</p>
      {about && <Office about={about} />}
    </Sheet>
  );
}

export function Office({ about }: { about: About }) {
  const numbers = [...new Set([about.phone, about.hotline])].filter(Boolean);
  return (
    <p class="office">
      {about.name} {about.address}{' '}
      {numbers.map((number) => (
        <a key={number} href={`tel:${number}`}>
          {number}
        </a>
      ))}
    </p>
  );
}

function Safety({ show, conversation, about }: Props) {
  const [own, setOwn] = useState('');
  useEffect(() => {
    if (conversation.seals) void conversation.fingerprint().then(setOwn, () => undefined);
  }, [conversation]);
  const differs = own !== '' && about !== null && about.fingerprint !== '' && about.fingerprint !== own;
  const shown = own || (about?.fingerprint ?? '');
  return (
    <Sheet title={texts.safety} show={show}>
      {!about && (
        <p>
          {texts.safetyMissing} {!desk() && <a href="./safety">{texts.safety}</a>}
        </p>
      )}
      {about?.safety.map((advice) => (
        <div key={advice.head}>
          <h3>{advice.head}</h3>
          <p>{advice.text}</p>
        </div>
      ))}
      <h3>{texts.fingerprint}</h3>
      <p class="digits">{shown || texts.fingerprintMissing}</p>
      {own && <p class="hint">{texts.fingerprintOwn}</p>}
      {differs && (
        <p class="problem" role="alert">
          {texts.fingerprintDiffers}
        </p>
      )}
      {about && <Office about={about} />}
    </Sheet>
  );
}

function Leave({ show, conversation }: Props) {
  const { code, codeProblem } = conversation.state;
  useEffect(() => {
    void conversation.codes.show();
    return () => conversation.codes.hide();
  }, [conversation]);
  return (
    <Sheet title={texts.leaveForNow} show={show}>
      <p>{texts.leaveBody}</p>
      <p class="digits" role="status">
        {code}
      </p>
      {codeProblem && (
        <p class="problem" role="alert">
          {codeProblem}
        </p>
      )}
      <p>{texts.leaveAfter}</p>
    </Sheet>
  );
}

function Resume({ show, conversation }: Props) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const { codeProblem } = conversation.state;
  useEffect(() => () => conversation.codes.hide(), [conversation]);
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const opened = await conversation.codes.open(typed);
    setBusy(false);
    if (opened) show('');
  };
  return (
    <Sheet title={texts.resume} show={show}>
      <form autocomplete="off" onSubmit={(event) => void go(event)}>
        <label for="code">{texts.resumeLabel}</label>
        <input
          id="code"
          class="digits"
          inputMode="numeric"
          maxLength={60}
          autocomplete="off"
          data-1p-ignore
          data-lpignore="true"
          value={typed}
          aria-invalid={codeProblem !== ''}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {codeProblem && (
          <p class="problem" role="alert">
            {codeProblem}
          </p>
        )}
        <button type="submit" class="main" aria-disabled={busy}>
          {texts.resumeGo}
        </button>
      </form>
      <p class="hint">{texts.resumeNote}</p>
    </Sheet>
  );
}
