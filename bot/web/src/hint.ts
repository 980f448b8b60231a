/**
 * 「只有您知道」: words by which the one who writes could be found, though no name is in them. Looked for here, in the page,
 * before anonymous words are sealed; what was found leaves no trace and goes nowhere.
 */
import type { State } from './state';
import type { Ask } from './wire';

const WHO = '(?:我|本人|俺|咱)';
const ROLE =
  '(?:秘书|司机|会计|出纳|助理|下属|副手|文员|科员|科长|主任|经理|老婆|妻子|丈夫|老公|前妻|前夫|情人|弟弟|哥哥|姐姐|妹妹|侄子|外甥|' +
  '亲戚|徒弟|学生|同桌|搭档|邻居|房东|保姆|法人代表?|股东|合伙人)';

const TELLING: readonly RegExp[] = [
  // Only one could know it.
  new RegExp(`(?:只有|就|仅有?|唯独)${WHO}(?:们俩|们两个|们两人|一个人|自己|一人|和他|跟他|和她|跟她)?(?:一个人)?(?:知道|在场|看见|看到|听见|听到|经手|清楚|有钥匙|能看|见过)`, 'u'),
  /(?:别人|其他人|旁人|没有第三个?人|没人)(?:都)?(?:不知道|不晓得|没看见|没看到|不在场|在场|知道)/u,
  // A meeting of two.
  /(?:就|只有|当时就?|在场的?(?:就|只有)?)(?:是)?(?:我们|我和他|我跟他|我和她|我跟她|咱们|我俩|我们俩)(?:俩|两个人?|二人|两人|三个人?|在场|在)/u,
  /(?:他|她|局长|院长|领导|书记|老板|主任|科长|经理|校长|所长|队长)(?:单独|私下|亲口|当面|悄悄|偷偷|专门|亲自)(?:把我|叫我|找我|跟我|和我|对我|给我|约我|告诉我|交代我|让我|塞给我)/u,
  // What one did or saw oneself.
  new RegExp(`${WHO}(?:亲手|亲眼|亲耳)`, 'u'),
  new RegExp(`${WHO}(?:亲手|亲自|亲眼|亲耳|本人)?(?:经手|经办|签的?字|做的账|做账|记的账|转的账|开的车|送的钱|送去的|取的钱|保管|陪他|陪她|替他|替她|帮他(?:存|转|送|取|开)|帮她(?:存|转|送|取|开))`, 'u'),
  // An exact role.
  new RegExp(`${WHO}(?:当时|以前|曾经?|一直)?(?:就)?(?:是|当过?|做过?|任|担任)(?:他|她|局长|院长|书记|老板|领导|[\\p{L}]{1,6}的)?(?:的)?(?:专职|贴身|私人)?${ROLE}`, 'u'),
  new RegExp(`${WHO}(?:在|于)[\\p{L}\\p{N}]{1,16}(?:科|处|室|部|组|队|所|窗口|车间)(?:当|任|做|担任|工作|上班)`, 'u'),
  new RegExp(`${WHO}(?:的|家的?)?(?:工号|警号|工位|办公室|宿舍|车牌|手机号|学号|岗位)(?:是|为|在|：|:)`, 'u'),
];

const LEAVE = 'leave';

/** The first such words of a text; empty when there are none. */
export function telling(text: string): string {
  let found = '';
  let place = Infinity;
  for (const one of TELLING) {
    const hit = one.exec(text);
    if (hit && hit.index < place) [found, place] = [hit[0], hit.index];
  }
  return found;
}

/** Remembers at which steps it was said: once a step, and never again. */
export class Hints {
  private readonly said = new Set<string>();

  /** The words to point at before this answer is sealed; empty: nothing to say. `named`: the person gave their name already. */
  before(ask: Pick<Ask, 'id' | 'kind'>, text: string, named: boolean): string {
    if (named || ask.kind !== 'text' || this.said.has(ask.id)) return '';
    const found = telling(text);
    if (found) this.said.add(ask.id);
    return found;
  }

  /** After the first sealed answer, once: time to say how one leaves without losing it. */
  mayLeave({ note, ask }: State): boolean {
    if (note || !ask || this.said.has(LEAVE)) return false;
    this.said.add(LEAVE);
    return true;
  }

  forget(): void {
    this.said.clear();
  }
}
