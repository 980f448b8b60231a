import { useRef, useState } from 'preact/hooks';
import type { Conversation } from '../conversation';
import { texts } from '../texts';
import type { Item, Uploads } from '../upload';

/** Choosing and sending files, each sealed before it leaves. */
export function Files({ conversation, uploads }: { conversation: Conversation; uploads: Uploads }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(0);
  if (!conversation.seals) return <p class="explain">{texts.noCryptoFiles}</p>;
  const add = (): void => {
    const box = input.current;
    if (!box?.files) return;
    setOver(uploads.add(Array.from(box.files)));
    // The box must not keep the names.
    box.value = '';
  };
  return (
    <div class="files">
      <p id="files-limit">{texts.filesLimit}</p>
      <label class="choose">
        <input ref={input} type="file" multiple aria-describedby="files-limit" onChange={add} />
        <span>{texts.choose}</span>
      </label>
      {uploads.items.length > 0 && (
        <ul aria-label={texts.filesLabel}>
          {uploads.items.map((item) => (
            <FileLine key={item.key} item={item} uploads={uploads} />
          ))}
        </ul>
      )}
      <p role="status">
        {over > 0 && texts.filesOver(over)} {!uploads.active && uploads.done > 0 && texts.filesDone(uploads.done)}
      </p>
    </div>
  );
}

function FileLine({ item, uploads }: { item: Item; uploads: Uploads }) {
  const running = item.state === 'waiting' || item.state === 'sending';
  return (
    <li class={item.state}>
      <span class="name">{item.name}</span>
      <span class="state">{texts.fileStates[item.state]}</span>
      {running && <progress max={item.parts + 1} value={item.sent} aria-label={texts.progress(item.name)} />}
      {running && (
        <button type="button" class="inline" aria-label={texts.cancelFile(item.name)} onClick={() => uploads.cancel(item.key)}>
          {texts.cancel}
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
