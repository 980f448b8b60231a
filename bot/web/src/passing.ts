/**
 * Said in passing at a sealed step of a report, a whole short sentence of known words and nothing else: a change of mind
 * about the way of reporting (还是匿名吧), or that there is no name or contact to give. Goes to the bot instead of being
 * sealed as an answer. `bot/channels/passing.py` reads the same, and more; what is missed here is sealed, which is safe.
 */
import { bare, length } from './clean';

const BEFORE =
  '(?:那|算了|算啦|我|咱|想了想|决定|还是|要不然?|不如|干脆|帮我|给我|请|把|刚才|举报方式|想|要|就|改成|改为|改|换成|换为|换|变成|变更为|转为|选择?|用|以|按|来|先|重新)*';
const WORDS = '匿名举报|匿名|不署名|不留名|实名举报|实名|署名|真名|单位名义|单位举报|公司名义|个人名义|本人举报|联名举报|联名';
const AFTER = '(?:举报|方式|名义|身份|的|来|处理|办|吧|好了|好|啊|呀|得了|可以|行)*';
const CHANGE = new RegExp(`^(${BEFORE})(?:${WORDS})(${AFTER})$`);
const CHANGES = /还是|改|换|变|转|要不|不如|干脆|那就|决定|重新/;
const PLAINLY = new Set(['匿名', '匿名举报', '实名', '实名举报']);
const NOTHING =
  /^我?(?:没|没有|无|暂无)(?:名字|姓名|联系方式|联系电话|电话|手机|手机号|号码|微信|邮箱)*(?:了|的)?$|^(?:不|不能|不敢|不方便|不太方便|没法|没办法)(?:想|愿|愿意|要|敢)?(?:实名|留名|署名|留名字|留姓名|留电话|留联系方式|给电话|透露姓名|透露身份)了?$/;
const NOT_BY_NAME = /^不(?:想|要|愿意?|敢|能)(?:实名|署名|留名)(?:举报)?了?$/;
const NAMED = new Set(['report.name', 'report.contact']);

/** Whether `text` is such a sentence at the step `ask`. */
export function inPassing(ask: string, text: string): boolean {
  const word = bare(text);
  if (!ask.startsWith('report.') || length(word) > 20 || /[?？]/.test(text)) return false;
  if (NOT_BY_NAME.test(word) || (NAMED.has(ask) && NOTHING.test(word))) return true;
  const found = CHANGE.exec(word);
  if (!found) return false;
  const after = found[2] ?? '';
  return PLAINLY.has(word) || CHANGES.test(found[1] ?? '') || /(?:吧|好了|得了)$/.test(after);
}
