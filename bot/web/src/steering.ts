/** Words that steer and are no answer: from the model, or the commonest ones while it has not arrived. */
import { bare } from './clean';
import { NOWHERE, Passing, type Step } from './passing';
import type { Model } from './sentinelModel';

/** Words that steer, said alone; here for while the model (which has all of them) has not arrived. */
const CONTROL = new Set(
  ('取消 算了 放弃 退出 不写了 返回 上一步 返回上一步 跳过 下一步 为什么 为什么要问这个 暂停 等一下 等等 继续 帮助 再说一遍 修改 ' +
    '修改前面的 人工 转人工 提交 你好 您好 谢谢 略过 不填 不想填 先不填 唔使 唔填 甭填 不提供').split(' '),
);
/** Said alone at a step that may be left out: skip it. */
const NONE = new Set(
  '没有 没有了 没 无 暂无 没了 都没有 没有其他的 没有别的 不知道 不清楚 不记得 不记得了 记不清 记不清了 不晓得 不了解 没有补充 冇 唔知 莫得'.split(' '),
);
const UNSURE = new Set('不确定 我不确定 不太确定 说不好 说不清 拿不准'.split(' '));

/** What is said in passing, before the model has come. */
const PASSING = new Passing([...NONE, ...UNSURE], [...CONTROL]);
export const isControlYet = (text: string, step: Step | null): boolean =>
  isControl(text, null, step?.optional ?? false) || PASSING.reads(text, step ?? NOWHERE);

/** The text steers and is no answer. `model` null: only the commonest words. */
export function isControl(text: string, model: Model | null, optional: boolean): boolean {
  const word = bare(text);
  if (!model) return CONTROL.has(word) || UNSURE.has(word) || (optional && NONE.has(word));
  const { exact, exact_danger, exact_unsure, exact_none } = model;
  return [exact, exact_danger].some((ws) => ws.includes(word)) || (optional ? exact_none : exact_unsure).includes(word);
}
