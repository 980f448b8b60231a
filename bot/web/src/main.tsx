import './compat';
import { render } from 'preact';
import { Api } from './api';
import { App } from './app';
import { Conversation } from './conversation';
import { apiBase, leave, onDoubleEscape } from './page';
import { unsubmitted } from './state';
import './style.css';
import { View } from './view';

const root = document.getElementById('app');
if (root) {
  const api = new Api(apiBase());
  const conversation = new Conversation(api);
  const view = new View();
  const exit = (): void => leave(() => conversation.wipe());

  root.replaceChildren();
  render(<App conversation={conversation} view={view} about={() => api.about()} exit={exit} />, root);
  // It runs: what fails from now on is no reason to lead anybody elsewhere (public/old.js).
  root.setAttribute('data-runs', '');
  onDoubleEscape(exit);
  void conversation.open();
  setInterval(() => conversation.tick(), 15_000);

  // Nothing readable in the list of open apps, and nothing to come back to in the history.
  document.addEventListener('visibilitychange', () => {
    root.classList.toggle('covered', document.hidden);
    if (document.hidden) view.hush();
  });
  addEventListener('online', () => void conversation.online());
  addEventListener('beforeunload', (event) => {
    if (!unsubmitted(conversation.state)) return;
    event.preventDefault();
    event.returnValue = '';
  });
  addEventListener('pagehide', () => {
    view.hush();
    conversation.wipe();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
