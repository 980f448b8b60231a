import { render } from 'preact';
import { Api } from './api';
import { App } from './app';
import { Conversation } from './conversation';
import { apiBase, leave, onDoubleEscape } from './page';
import './style.css';

const root = document.getElementById('app');
if (root) {
  const conversation = new Conversation(new Api(apiBase()));
  const exit = (): void => leave(() => conversation.wipe());

  root.replaceChildren();
  render(<App conversation={conversation} exit={exit} />, root);
  onDoubleEscape(exit);
  void conversation.open();
  setInterval(() => conversation.tick(), 15_000);

  // Nothing readable in the list of open apps, and nothing to come back to in the history.
  document.addEventListener('visibilitychange', () => root.classList.toggle('covered', document.hidden));
  addEventListener('pagehide', () => conversation.wipe());
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
