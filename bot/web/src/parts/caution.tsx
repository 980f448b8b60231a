import { useEffect, useRef } from 'preact/hooks';
import type { Conversation } from '../conversation';
import { texts } from '../texts';
import { Lock } from './icons';

/** Once a step: words by which only the one who writes could be found. Nothing is held back: the second button seals as it is. */
export function Caution({ conversation, change }: { conversation: Conversation; change: () => void }) {
  const { telling } = conversation.state;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div class="decide" role="alertdialog" aria-labelledby="telling-head">
      <p id="telling-head">{texts.telling(telling)}</p>
      <p class="small">{texts.tellingHere}</p>
      <div class="row">
        <button ref={first} type="button" onClick={change}>
          {texts.tellingChange}
        </button>
        <button type="button" onClick={() => void conversation.submit()}>
          <Lock />
          {texts.tellingSeal}
        </button>
      </div>
    </div>
  );
}
