import { useEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../conversation';
import { desk } from '../page';
import { texts } from '../texts';
import { Phone } from './icons';

interface Props {
  conversation: Conversation;
  exit: () => void;
  menu: boolean;
  onMenu: () => void;
}

/** Always on the screen: advice and settings, call for help, and leave. */
export function Header({ conversation, exit, menu, onMenu }: Props) {
  return (
    <header class="top">
      <h1>{desk() ? <a href={desk()}>{texts.desk}</a> : texts.title}</h1>
      <button type="button" class="menu" aria-expanded={menu} title={texts.menuLong} onClick={onMenu}>
        {texts.menuShort}
      </button>
      <button type="button" class="danger" aria-expanded={conversation.state.danger} onClick={() => void conversation.danger()}>
        {texts.danger}
      </button>
      <button type="button" class="exit" title={texts.exitLong} onClick={exit}>
        {texts.exit}
      </button>
    </header>
  );
}

export function DangerBanner({ conversation }: { conversation: Conversation }) {
  const call = useRef<HTMLAnchorElement>(null);
  // Under a keyboard there is room for the number only; the rest is there on request.
  const [open, setOpen] = useState(false);
  useEffect(() => call.current?.focus(), []);
  const { police } = conversation.state;
  return (
    <section class={`banner${open ? ' open' : ''}${police ? ' police' : ''}`} role="alert" aria-labelledby="danger-head">
      <h2 id="danger-head">{police ? texts.policeHead : texts.dangerHead}</h2>
      <a ref={call} class="call" href={police ? 'tel:12309' : 'tel:110'}>
        <Phone />
        {police ? texts.policeCall : texts.dangerCall}
        {police && <span class="long">{texts.policeLine}</span>}
      </a>
      {police && <a class="call" href="tel:110">{texts.dangerCall}</a>}
      <p>{police ? texts.policeBody : texts.dangerBody}</p>
      <button type="button" class="more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {texts.dangerMore}
      </button>
      <button type="button" class="quiet" onClick={() => conversation.closeDanger()}>
        {texts.dangerClose}
      </button>
    </section>
  );
}
