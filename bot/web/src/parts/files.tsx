import { useRef, useState } from 'preact/hooks';
import type { Conversation } from '../conversation';
import { touches } from '../page';
import { texts } from '../texts';
import type { Item, Uploads } from '../upload';

interface Props {
  conversation: Conversation;
  uploads: Uploads;
}

/** Choosing and sending files, each sealed before it leaves. */
export function Files({ conversation, uploads }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState<readonly string[]>([]);
  if (!conversation.seals) return <p class="explain">{texts.noCryptoFiles}</p>;
  const add = (): void => {
    const box = input.current;
    if (!box?.files) return;
    setOver(uploads.add(Array.from(box.files)));
    // The box must not keep the names.
    box.value = '';
  };
  const record = (kind: 'image' | 'audio'): void => {
    const box = input.current;
    if (!box) return;
    // One box for everything: it asks the camera or the microphone this once.
    box.accept = `${kind}/*`;
    box.setAttribute('capture', kind === 'image' ? 'environment' : 'user');
    box.multiple = false;
    box.click();
    box.removeAttribute('accept');
    box.removeAttribute('capture');
    box.multiple = true;
  };
  return (
    <div class="files">
      <p id="files-limit" class={uploads.items.length ? 'hidden' : ''}>
        {texts.filesLimit}
      </p>
      <div class="row">
        <label class="choose">
          <input ref={input} type="file" multiple aria-describedby="files-limit" onChange={add} />
          <span>{texts.choose}</span>
        </label>
        {touches() && (
          <>
            <button type="button" onClick={() => record('image')}>
              {texts.takePhoto}
            </button>
            <button type="button" onClick={() => record('audio')}>
              {texts.takeVoice}
            </button>
          </>
        )}
      </div>
      <p role="status">
        {over.length > 0 && texts.filesOver(over)} {!uploads.active && uploads.done > 0 && texts.filesDone(uploads.done)}
      </p>
      {uploads.items.length > 0 && (
        <ul aria-label={texts.filesLabel}>
          {uploads.items.map((item) => (
            <FileLine key={item.key} item={item} uploads={uploads} />
          ))}
        </ul>
      )}
      <details>
        <summary>{texts.photoHead}</summary>
        <p>{texts.photoBody}</p>
        <label class="check">
          <input
            type="checkbox"
            checked={uploads.asTheyAre}
            onChange={(event) => (uploads.asTheyAre = event.currentTarget.checked)}
          />
          {texts.photoAsIs}
        </label>
      </details>
    </div>
  );
}

function FileLine({ item, uploads }: { item: Item; uploads: Uploads }) {
  const running = item.state === 'waiting' || item.state === 'sending';
  return (
    <li class={item.state}>
      <span class="name">{item.name}</span>
      <span class="state">
        {texts.fileStates[item.state]}
        {item.state === 'done' && item.metadata && `，${texts.metadata[item.metadata]}`}
      </span>
      {running && <progress max={item.parts + 1} value={item.sent} aria-label={texts.progress(item.name)} />}
      {running ? (
        <button type="button" class="inline" aria-label={texts.cancelFile(item.name)} onClick={() => uploads.cancel(item.key)}>
          {texts.cancel}
        </button>
      ) : (
        <button
          type="button"
          class="inline"
          aria-label={texts.removeFile(item.name)}
          aria-disabled={item.state === 'removing'}
          onClick={() => void uploads.remove(item.key)}
        >
          {texts.remove}
        </button>
      )}
      {item.state === 'failed' && (
        <button type="button" class="inline" aria-label={texts.retryFile(item.name)} onClick={() => uploads.retry(item.key)}>
          {texts.retry}
        </button>
      )}
    </li>
  );
}
