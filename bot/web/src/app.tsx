import { useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from './conversation';
import { Composer } from './parts/composer';
import { DangerBanner, Header } from './parts/header';
import { Log } from './parts/log';
import { texts } from './texts';

interface Props {
  conversation: Conversation;
  exit: () => void;
}

/** The whole page; the conversation tells it when something changed. */
export function App({ conversation, exit }: Props) {
  const [, redraw] = useState(0);
  useEffect(() => conversation.watch(() => redraw((n) => n + 1)), [conversation]);
  const { phase, entries, latest, busy, unsent, danger, noted, uploads } = conversation.state;
  return (
    <>
      <Header conversation={conversation} exit={exit} />
      {danger && <DangerBanner conversation={conversation} />}
      <main>
        {!conversation.seals && <p class="warn">{texts.noCrypto}</p>}
        {phase !== 'ended' && (
          <Log
            conversation={conversation}
            entries={entries}
            latest={latest}
            busy={busy}
            held={busy || unsent || (uploads?.active ?? false)}
            noted={noted}
            danger={danger}
          />
        )}
        {phase === 'open' && <Composer conversation={conversation} />}
        {(phase === 'ended' || phase === 'down') && <Over conversation={conversation} />}
      </main>
      <p class="noprint">{texts.noPrint}</p>
    </>
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
