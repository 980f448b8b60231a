/**
 * The coarse sentinel: before sealing, is this content, a control word, danger, or a question about the rules?
 * A linear model over character n-grams, trained with the gateway's; both give the same label (tests/data/sentinel_parity.json).
 */
import { bare, length, plain } from './clean';

export type Label = 'content' | 'danger' | 'control' | 'question';

/** `GET /chat/sentinel.json` */
export interface Model {
  version: 1;
  ngram: [number, number];
  max_chars: number;
  labels: Label[];
  bias: number[];
  weights: Record<string, number[]>;
  threshold: Partial<Record<Label, number>>;
  /** Control words, as `bare` writes them. */
  exact?: string[];
}

/** Words that steer, said alone; here for while the model (whose `exact` has all of them) has not arrived. */
const CONTROL = new Set(
  ('取消 算了 放弃 退出 不写了 返回 上一步 返回上一步 跳过 下一步 为什么 为什么要问这个 暂停 等一下 等等 继续 帮助 再说一遍 修改 ' +
    '修改前面的 人工 转人工 提交').split(' '),
);
/** Said alone at a step that may be left out: skip it. */
const NONE = new Set(
  '没有 没有了 没 无 暂无 没了 都没有 没有其他的 没有别的 不知道 不清楚 不记得 不记得了 记不清 记不清了 不晓得 不了解 没有补充'.split(' '),
);
/** Said alone at any step: the bot explains what may be written instead. */
const UNSURE = new Set('不确定 我不确定 不太确定 说不好 说不清 拿不准'.split(' '));

/** The text steers and is no answer. */
export function isControl(text: string, model: Model | null, optional: boolean): boolean {
  const word = bare(text);
  return CONTROL.has(word) || UNSURE.has(word) || (optional && NONE.has(word)) || (model?.exact ?? []).includes(word);
}

export function isModel(data: unknown): data is Model {
  const m = data as Model;
  return (
    typeof m === 'object' && m !== null && m.version === 1 && Array.isArray(m.ngram) && Array.isArray(m.labels) &&
    Array.isArray(m.bias) && typeof m.weights === 'object' && typeof m.threshold === 'object'
  );
}

/** The text as the model sees it. */
const fold = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

/** Each label's probability. */
export function probabilities(model: Model, text: string): number[] {
  const chars = Array.from(fold(text));
  const grams = new Set<string>();
  for (let n = model.ngram[0]; n <= model.ngram[1]; n++)
    for (let i = 0; i + n <= chars.length; i++) grams.add(chars.slice(i, i + n).join(''));
  const scores = [...model.bias];
  const value = grams.size ? 1 / Math.sqrt(grams.size) : 0;
  for (const gram of grams) {
    if (!Object.prototype.hasOwnProperty.call(model.weights, gram)) continue;
    model.weights[gram]?.forEach((w, i) => (scores[i] = (scores[i] ?? 0) + w * value));
  }
  const top = Math.max(...scores);
  const powers = scores.map((s) => Math.exp(s - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => p / sum);
}

/** The likeliest label, when it is likely enough; otherwise, and for a long text, content. */
export function classify(model: Model, text: string): Label {
  const line = plain(text);
  if (length(fold(line)) > model.max_chars) return 'content';
  const found = probabilities(model, line);
  const best = found.indexOf(Math.max(...found));
  const label = model.labels[best] ?? 'content';
  return (found[best] ?? 0) >= (model.threshold[label] ?? 1.1) ? label : 'content';
}
