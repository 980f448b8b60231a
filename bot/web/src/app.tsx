import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { About } from './about';
import type { Conversation } from './conversation';
import { Composer } from './parts/composer';
import { DangerBanner, Header } from './parts/header';
import { useLate } from './parts/late';
import { Log } from './parts/log';
import type { Which } from './parts/panel';
import { aloud } from './state';
import { texts } from './texts';
import type { View } from './view';

interface Props {
  conversation: Conversation;
  view: View;
  about: () => Promise<About>;
  exit: () => void;
}

/** The whole page; the conversation tells it when something changed. */
export function App({ conversation, view, about, exit }: Props) {
  const [, redraw] = useState(0);
  const [panel, show] = useState<Which>('');
  const [office, setOffice] = useState<About | null>(null);
  const panels = useLate(() => import('./parts/panel'), conversation.state.phase !== 'starting' || panel !== '', panel);
  // Before the first paint: the greeting may be here already.
  useLayoutEffect(() => conversation.watch(() => redraw((n) => n + 1)), [conversation]);
  useEffect(() => view.watch(() => redraw((n) => n + 1)), [view]);
  const { state } = conversation;
  const { phase, entries, latest, busy, unsent, waiting, danger, noted, uploads } = state;
  useEffect(() => {
    // After what the page is for.
    if (phase === 'open' && !office) void about().then(setOffice, () => undefined);
  }, [phase, office, about]);
  const held = busy || unsent || (uploads?.active ?? false);
  // Not drawn anew at every letter that is written.
  const log = useMemo(
    () => <Log {...{ conversation, entries, latest, busy, held, waiting, unsent, noted, danger }} />,
    [conversation, entries, latest, busy, held, waiting, unsent, noted, danger],
  );
  useEffect(() => view.say(aloud(conversation.state)), [latest, view.on.aloud, conversation, view]);
  return (
    <>
      <Header conversation={conversation} exit={exit} menu={panel !== ''} onMenu={() => show(panel ? '' : 'menu')} />
      {danger && <DangerBanner conversation={conversation} />}
      {panels && <panels.Panel which={panel} show={show} conversation={conversation} about={office} view={view} />}
      <main hidden={panels !== null && panel !== ''}>
        {!conversation.seals && <p class="warn">{texts.noCrypto}</p>}
        {phase === 'open' && !entries.some((e) => e.who === 'you') && <Before show={show} />}
        {phase !== 'ended' && log}
        {phase === 'open' && <Composer conversation={conversation} />}
        {(phase === 'ended' || phase === 'down') && <Over conversation={conversation} />}
      </main>
      <footer>{office && panels && <panels.Office about={office} />}</footer>
      <p class="noprint">{texts.noPrint}</p>
    </>
  );
}

/** Before the first answer: look where you are, and the way back into what was begun. */
function Before({ show }: { show: (which: Which) => void }) {
  return (
    <aside class="before" aria-label={texts.safety}>
      <p>{texts.before}</p>
      <div class="row">
        <button type="button" onClick={() => show('safety')}>
          {texts.safety}
        </button>
        <button type="button" onClick={() => show('resume')}>
          {texts.resumeShort}
        </button>
      </div>
    </aside>
  );
}

/** The conversation ended, or never began. What was being written can still be copied out. */
function Over({ conversation }: { conversation: Conversation }) {
  const { phase, draft } = conversation.state;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section class="over">
      <h2 ref={head} tabIndex={-1}>
        {phase === 'ended' ? texts.ended : texts.down}
      </h2>
      {phase === 'ended' && <p>{texts.endedBody}</p>}
      {draft && (
        <>
          <label for="rest">{texts.unsentDraft}</label>
          <textarea id="rest" readOnly rows={4} value={draft} autocomplete="off" spellcheck={false} />
        </>
      )}
      <button type="button" class="main" onClick={() => void conversation.open()}>
        {phase === 'ended' ? texts.restart : texts.again}
      </button>
    </section>
  );
}
