import { describe, expect, it } from 'vitest';
import { Hints, telling } from '../src/hint';
import type { Ask } from '../src/wire';

const ask = (id: string, kind = 'text'): Ask => ({ id, kind, sealed: true, optional: false, hint: '', max: 0, invalid: '', step: 0, of: 0 });

describe('what only the writer could know', () => {
  it.each([
    '我是他秘书，每天看得到', '我是局长的司机', '我当时是他的会计', '我做过王某的助理', '当时就我们两个在办公室', '就我和他两个人在车里',
    '只有我知道保险柜在哪', '这件事只有我和他知道', '别人都不知道这笔钱', '没有第三个人在场', '账是我经手的', '那笔钱是我经办的',
    '我亲手把钱交给他', '我亲眼看见的', '他私下找我谈的', '局长单独叫我去', '他亲口告诉我的', '我在财务科当出纳', '我在三车间上班',
    '我的工号是 3321', '我是他前妻', '字是我签的字', '我保管钥匙',
  ])('%s', (text) => expect(telling(text)).not.toBe(''));

  it.each([
    '他在去年把公家的地卖给了亲戚，收了三十万', '局里的人都知道他收钱', '他是局长的秘书', '王某担任财务科长', '有人看见他收钱',
    '听说他在外面有公司', '我想举报工程招标的问题', '我们村的低保被冒领了', '他让施工队送钱', '项目经理给他送了两万元', '我觉得这不公平',
    '材料在档案室里', '单位里很多人在场', '我不知道具体金额',
  ])('not: %s', (text) => expect(telling(text)).toBe(''));

  it('is said once a step, at anonymous stories only, and never again', () => {
    const hints = new Hints();
    const facts = ask('report.facts');
    expect(hints.before(facts, '我是他秘书', true)).toBe('');
    expect(hints.before(ask('report.contact', 'contact'), '我是他秘书', false)).toBe('');
    expect(hints.before(facts, '他收了钱', false)).toBe('');
    expect(hints.before(facts, '我是他秘书', false)).toBe('我是他秘书');
    expect(hints.before(facts, '我是他司机', false)).toBe('');
    expect(hints.before(ask('report.evidence'), '只有我知道', false)).not.toBe('');
    hints.forget();
    expect(hints.before(facts, '我是他秘书', false)).not.toBe('');
  });
});
