import { useState } from 'preact/hooks';
import type { Conversation } from '../conversation';
import { texts } from '../texts';
import type { Receipt } from '../wire';

interface Props {
  conversation: Conversation;
  receipt: Receipt;
  noted: boolean;
}

/** Number and password, once. They are in this page's memory only, and can be printed: nothing else of the page can. */
export function ReceiptCard({ conversation, receipt, noted }: Props) {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    const lines = [
      ...(receipt.number ? [`${texts.receiptNumber}：${receipt.number}`] : []),
      `${texts.receiptPassword}：${receipt.password}`,
    ];
    try {
      await navigator.clipboard.writeText(lines.join('\n'));
      setSaid(texts.copied);
    } catch {
      setSaid(texts.copyFailed);
    }
  };
  if (noted) {
    return (
      <div class="receipt">
        <h2>{texts.receipt}</h2>
        <p>{texts.notedBody}</p>
        {receipt.password && (
          <button type="button" onClick={() => conversation.noteReceipt(false)}>
            {texts.showAgain}
          </button>
        )}
      </div>
    );
  }
  if (!receipt.password) return null;
  return (
    <section class="receipt" aria-labelledby="receipt-head">
      <h2 id="receipt-head">{texts.receipt}</h2>
      <dl>
        {receipt.number && (
          <div>
            <dt>{texts.receiptNumber}</dt>
            <dd>{receipt.number}</dd>
          </div>
        )}
        <div>
          <dt>{texts.receiptPassword}</dt>
          <dd>{receipt.password}</dd>
        </div>
      </dl>
      <p class="paper">{texts.receiptPrintNote}</p>
      <div class="row screen">
        <button type="button" onClick={() => void copy()}>
          {texts.copy}
        </button>
        <button type="button" onClick={() => print()}>
          {texts.print}
        </button>
        <button type="button" class="main" onClick={() => conversation.noteReceipt(true)}>
          {texts.noted}
        </button>
      </div>
      <p class="screen" role="status">
        {said}
      </p>
      <p class="screen">{texts.receiptOnce}</p>
    </section>
  );
}
