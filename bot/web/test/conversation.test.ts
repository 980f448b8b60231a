import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Conversation } from '../src/conversation';
import type { Model } from '../src/sentinel';
import { problems, texts } from '../src/texts';
import { MODEL } from './model';
import { arrived, born, facts, hands, KEY, opened, type Scene, wire } from './scripted';

let net: Scene['net'];
let talk: Conversation;
const { reach, write } = hands(() => ({ net, talk }));

beforeEach(async () => {
  ({ net, talk } = await opened());
});
const spoken = (): string => JSON.stringify([net.sent, talk.state.entries]);

describe('a sealed step', () => {
  it('sends an envelope and shows the length only', async () => {
    await reach(facts);
    await write('王某在办公室收了两万元');
    expect(net.sent[0]).toMatchObject({ session: 's1', sealed: { v: 1, kind: 'text', key: KEY.key } });
    expect(spoken()).not.toContain('王某');
    const bubble = talk.state.entries.find((e) => 'sealed' in e);
    expect(bubble).toMatchObject({ sealed: 11 });
    expect(talk.reveal(bubble?.key ?? 0)).toBe('王某在办公室收了两万元');
    expect(talk.state.draft).toBe('');
  });

  it('sends nothing without a key, and keeps the words in the box', async () => {
    net = wire();
    net.lose();
    talk = new Conversation(net.api, () => new Date(), true);
    await talk.open();
    await reach(facts);
    await write('王某收了钱');
    expect(net.sent).toEqual([]);
    expect(talk.state).toMatchObject({ invalid: texts.sealFailed, draft: '王某收了钱', busy: false });
  });

  it('without WebCrypto sends the text for the boundary to seal, and does not show it', async () => {
    talk = new Conversation(net.api, () => new Date(), false);
    await talk.open();
    await reach(facts);
    await write('王某收了钱');
    expect(net.sent[0]).toMatchObject({ text: '王某收了钱' });
    expect(JSON.stringify(talk.state.entries)).not.toContain('王某');
  });

  it('says what is wrong before anything is sent', async () => {
    await reach(born);
    await write('不是昨天');
    expect(talk.state.invalid).toBe('请写日期');
    await write('明天');
    expect(talk.state.invalid).toBe(problems.date_future);
    await write('   ');
    expect(talk.state.invalid).toBe(problems.empty);
    expect(net.sent).toEqual([]);
    await write('昨天');
    expect(net.sent[0]).toHaveProperty('sealed');
    expect(talk.state.note).toBe(texts.understood('2026-11-21'));
  });

  it('keeps a date that names no day as it was said, and asks where two calendars are possible', async () => {
    await reach(born);
    await write('八月十五');
    expect(talk.state).toMatchObject({ invalid: problems.date_lunar, draft: '八月十五' });
    await write('农历八月十五');
    expect(talk.state.note).toBe(texts.understood('2026-09-25'));
    await reach(born);
    await write('疫情那会儿');
    expect(net.sent.at(-1)).toHaveProperty('sealed');
    expect(talk.state.note).toBe(texts.keptAsWords);
  });

  it('lets the bot offer the anonymous way to who gives no name', async () => {
    await reach({ text: '姓名', ask: { ...facts.ask, id: 'report.name', kind: 'name' } });
    await write('匿名举报');
    expect(net.sent).toMatchObject([{ text: '匿名举报', meant: 'content' }]);
  });

  it('refuses what is too long and loses nothing of it', async () => {
    await reach(facts);
    await write('长'.repeat(101));
    expect(talk.state).toMatchObject({ invalid: problems.too_long, draft: '长'.repeat(101) });
  });

  it('sends words that steer as text', async () => {
    await reach(born);
    await write('没有');
    expect(net.sent[0]).toMatchObject({ text: '没有' });
    await reach(facts);
    talk.edit('取消');
    expect(talk.state.aim).toBe('send');
    await talk.submit();
    expect(net.sent[0]).toMatchObject({ text: '取消' });
  });

  it('asks when it reads like a question; sealing is what a second press does', async () => {
    await reach(facts);
    await write('奖金最多多少');
    expect(talk.state.doubt).toBe('question');
    expect(net.sent).toEqual([]);
    await talk.submit();
    expect(net.sent[0]).toHaveProperty('sealed');
    expect(spoken()).not.toContain('奖金');
  });

  it('sends a question unsealed on a press that says so, and only then', async () => {
    await reach(facts);
    await write('奖金最多多少');
    net.answers.push([200, { messages: [facts] }]);
    await talk.decide(true);
    expect(net.sent[0]).toMatchObject({ text: '奖金最多多少', meant: 'question' });
    await write('多少钱都敢收');
    await talk.decide(false);
    expect(net.sent[1]).toHaveProperty('sealed');
  });

  it('seals a number where it is asked whether there is danger, as the way to be reached', async () => {
    const now = { text: '您现在有危险吗？', ask: { id: 'confirm.now', kind: 'choice', sealed: false, optional: false, invalid: '' } };
    await reach(now);
    net.answers.push([200, { messages: [now] }], [200, { messages: [now] }]);
    await write('我手机13812345678');
    expect(net.sent[0]).toMatchObject({ sealed: { kind: 'text' }, about: { goal: 'contact', choices: [] } });
    await write('13812345678 等我说送再送');
    expect(net.sent[1]).not.toMatchObject({ about: { goal: 'contact' } });
    expect(JSON.stringify(net.sent)).not.toContain('13812345678');
  });

  it('seals another date for the one just given, in its place', async () => {
    const date = { text: '哪天', ask: { id: 'report.date', kind: 'date', sealed: true, optional: true, invalid: '请写日期' } };
    await reach(date);
    net.answers.push([200, { messages: [facts] }], [200, { messages: [facts] }], [200, { messages: [facts] }]);
    await write('去年三月');
    await write('不对 是四五年前');
    expect(net.sent[1]).toMatchObject({ sealed: { kind: 'text' }, about: { goal: 'date', choices: [] } });
    expect(talk.state.note).toBe(texts.understood('2021-01-01/2022-12-31'));
    expect(spoken()).not.toContain('四五年前');
    await write('不对，他没收钱');
    expect(net.sent[2]).toHaveProperty('sealed');
    expect(net.sent[2]).not.toHaveProperty('about');
  });
  it('without a date before it seals such words as content', async () => {
    await reach(facts);
    await write('不对 是四五年前');
    expect(net.sent[0]).not.toHaveProperty('about');
  });
  it('sends words that steer as they are, and no others', async () => {
    for (const [text, sent] of [['不交', true], ['我不想写身份证', true], ['你烦不烦', true], ['他不交税', false]] as const) {
      await reach(facts);
      await write(text);
      expect('text' in (net.sent[0] ?? {}), text).toBe(sent);
    }
  });
  it('asks when it reads like something else to do, and sends nothing before', async () => {
    await reach(facts);
    await write('我真不想弄');
    expect(talk.state.doubt).toBe('control');
    expect(net.sent).toEqual([]);
    await talk.decide(false);
    expect(net.sent[0]).toHaveProperty('sealed');
  });
  it('offers help where content is asked, by fixed words; what was written stays in the box', async () => {
    await reach(facts);
    await write('我妈突然晕倒了');
    expect(talk.state.doubt).toBe('help');
    expect(net.sent).toEqual([]);
    net.answers.push([200, { messages: [facts] }]);
    await talk.decide(true);
    expect(net.sent[0]).toMatchObject({ text: '要叫救护车', meant: 'question' });
    expect(talk.state.draft).toBe('我妈突然晕倒了');
    await talk.submit();
    await talk.decide(false);
    expect(net.sent[1]).toHaveProperty('sealed');
  });

  it('who wishes to die is asked nothing: the numbers come, the words stay; said again they are sealed', async () => {
    for (const id of ['report.facts', 'report.party']) {
      const step = { text: '请说', ask: { id, kind: 'text', sealed: true, max: 100 } };
      await reach(step);
      net.answers.push([200, { messages: [step] }]);
      await write('我真的不想活了');
      expect(talk.state).toMatchObject({ doubt: '', draft: '我真的不想活了' });
      expect(net.sent).toMatchObject([{ text: texts.help.despair, meant: 'question' }]);
      expect(spoken()).not.toContain('真的');
      await talk.submit();
      expect(net.sent[1]).toMatchObject({ sealed: { kind: 'text' }, heard: ['despair'] });
    }
  });

  it('said where a name or a date is asked it is neither, and heard in both; beside a name it is sealed and heard', async () => {
    for (const step of [{ text: '姓名', ask: { id: 'report.name', kind: 'name', sealed: true } }, born]) {
      await reach(step);
      net.answers.push([200, { messages: [step] }]);
      await write('我不想活了');
      expect(net.sent[0]).toMatchObject({ text: texts.help.despair, meant: 'question' });
      expect(talk.state).toMatchObject({ invalid: '', draft: '我不想活了' });
    }
    await reach({ text: '姓名', ask: { id: 'report.name', kind: 'name', sealed: true } });
    await write('王建国，我不想活了');
    expect(net.sent[0]).toMatchObject({ sealed: { kind: 'text' }, heard: ['despair'] });
  });

  it('an account that says so beside what it tells is sealed, and says what it calls for', async () => {
    await reach(facts);
    await write('镇长收了人家的钱，占了我的地，告了六年没人管，我真的不想活了，这些年收条都在我手里，一共二十七张');
    expect(net.sent).toMatchObject([{ sealed: { kind: 'text' }, heard: ['despair'] }]);
    expect(net.sent[0]).not.toHaveProperty('about');
  });

  it('danger that comes from the police names another number first', async () => {
    await reach(facts);
    const urgent = { text: '您在哪里', ask: { id: 'urgent.facts', kind: 'text', sealed: true } };
    net.answers.push([200, { messages: [urgent] }]);
    await write('民警正在打我');
    expect(net.sent).toMatchObject([{ about: { goal: 'urgent' }, heard: ['police'] }]);
    expect(talk.state).toMatchObject({ danger: true, police: true });
    await reach(urgent);
    await write('公安局的人围着我家');
    expect(net.sent[0]).toMatchObject({ heard: ['police'] });
    expect(net.sent[0]).not.toHaveProperty('about');
    await reach(facts);
    await write('民警打过我，2019年的事');
    expect(net.sent[0]).not.toHaveProperty('heard');
  });

  it('another errand, plainly said where help is called for, goes as it is', async () => {
    await reach({ text: '在哪里', ask: { id: 'urgent.facts', kind: 'text', sealed: true } });
    await write('我要补充材料');
    expect(net.sent[0]).toMatchObject({ text: '我要补充材料' });
    expect(net.sent[0]).not.toHaveProperty('sealed');
  });

  it('in danger it asks nothing: what is said of it is kept, and the numbers are told', async () => {
    const urgent = { text: '在哪里', ask: { id: 'urgent.facts', kind: 'text', sealed: true, max: 100 } };
    await reach(urgent);
    net.answers.push([200, { messages: [urgent] }]);
    await write('110一直打不通');
    expect(net.sent[0]).toMatchObject({ about: { goal: 'police_unreachable' }, sealed: { kind: 'text' } });
  });

  it('doubts no name, address or contact, however often Enter is pressed', async () => {
    const places = ['多少不想砸门', '我不想多少13800001111', '谢多少上海路1号'];
    for (const [kind, given] of [['name', ['谢多少', '王多少，怎么念都行', '多少·不想']], ['address', places], ['contact', ['多少路不想小区', ...places.slice(1)]]] as const) {
      await reach({ text: '请说', ask: { id: `report.${kind}`, kind, sealed: true } });
      for (const text of given) {
        net.answers.push([200, { messages: [{ text: '请说', ask: { id: `report.${kind}`, kind, sealed: true } }] }]);
        await write(text);
        expect(talk.state.doubt).toBe('');
        await talk.submit();
      }
      expect(net.sent.map((body) => 'sealed' in body)).toEqual([true, true, true]);
    }
  });
  it('sends how to report as words, at a step for a name, too', async () => {
    await reach({ text: '姓名', ask: { id: 'report.name', kind: 'name', sealed: true } });
    await write('还是匿名吧');
    expect(net.sent[0]).toMatchObject({ text: '还是匿名吧' });
  });

  it('shows 110 and asks where danger is told and perhaps not now', async () => {
    await reach(facts);
    await write('邻居说砸门砸门');
    expect(talk.state).toMatchObject({ doubt: '', danger: false });
    await reach(facts);
    await write('那种砸门的样子');
    expect(talk.state).toMatchObject({ doubt: 'danger', danger: true });
    expect(net.sent).toEqual([]);
    await talk.submit();
    expect(net.sent[0]).toHaveProperty('sealed');
    expect(net.sent[0]).not.toHaveProperty('about');
  });

  it('takes any words for an answer when help is asked for', async () => {
    await reach({ text: '在哪里', ask: { id: 'urgent.facts', kind: 'text', sealed: true } });
    await write('跳楼');
    expect(net.sent[0]).toHaveProperty('sealed');
  });

  it('calls for help on danger now: 110, the words sealed, and kept for the step they were written at', async () => {
    await reach(facts);
    const urgent = { text: '您在哪里', ask: { id: 'urgent.facts', kind: 'text', sealed: true } };
    net.answers.push([200, { messages: [urgent] }]);
    await write('有人在砸门');
    expect(talk.state).toMatchObject({ danger: true, draft: '' });
    expect(net.sent).toMatchObject([{ about: { goal: 'urgent' } }]);
    expect(spoken()).not.toContain('砸门');
    net.answers.push([200, { messages: [facts] }]);
    await talk.speak('返回上一步');
    expect(talk.state.draft).toBe('有人在砸门');
  });
  it('calls for help without a key, too', async () => {
    net = wire();
    net.lose();
    talk = new Conversation(net.api, () => new Date(), true);
    await talk.open();
    await reach(facts);
    net.answers.push([200, { messages: [facts] }]);
    await write('有人在砸门');
    expect(net.sent).toMatchObject([{ text: texts.danger }]);
    expect(talk.state).toMatchObject({ danger: true, draft: '有人在砸门' });
  });
});

describe('words where nothing sealed is asked', () => {
  const story = '我要匿名举报我们镇长张三去年三月收了包工头20万';

  it('a story is sealed before it leaves, with its goal and choices', async () => {
    talk.edit(story);
    expect(talk.state.aim).toBe('seal');
    await talk.submit();
    expect(net.sent[0]).toMatchObject({ sealed: { kind: 'text' }, about: { goal: 'report', choices: ['crime_kind.corruption', 'report_mode.anonymous'] } });
    expect(spoken()).not.toContain('张三');
    expect(talk.state.draft).toBe('');
  });

  it('a request goes as it is', async () => {
    talk.edit('再问一个');
    expect(talk.state.aim).toBe('send');
    await talk.submit();
    expect(net.sent[0]).toMatchObject({ text: '再问一个' });
    expect(net.sent[0]).not.toHaveProperty('meant');
  });

  it('what may be either is sealed, unless the second button is pressed', async () => {
    const uncertain: Model = { ...MODEL, zones: { ...MODEL.zones, story: 0.999 } };
    vi.spyOn(net.api, 'sentinel').mockResolvedValue(uncertain);
    talk = new Conversation(net.api, () => new Date('2026-11-22T04:00:00Z'), true);
    await talk.open();
    await arrived();
    talk.edit('就是那样的一件事情');
    expect(talk.state.aim).toBe('unsure');
    await talk.sendUnsealed();
    expect(net.sent[0]).toMatchObject({ text: '就是那样的一件事情', meant: 'question' });
    await write('就是这样的一件事情');
    expect(net.sent[1]).toMatchObject({ about: { goal: 'none', choices: [] } });
  });

  it('without the model everything but the commonest words is sealed', async () => {
    vi.spyOn(net.api, 'sentinel').mockRejectedValue(new Error());
    talk = new Conversation(net.api, () => new Date(), true);
    await talk.open();
    await write('镇长收了钱');
    expect(net.sent[0]).toMatchObject({ about: { goal: 'none' } });
    await write('帮助');
    expect(net.sent[1]).toMatchObject({ text: '帮助' });
  });

  it('without WebCrypto the boundary seals it', async () => {
    talk = new Conversation(net.api, () => new Date(), false);
    await talk.open();
    await arrived();
    await write(story);
    expect(net.sent[0]).toMatchObject({ text: story, meant: 'content' });
    expect(JSON.stringify(talk.state.entries)).not.toContain('张三');
  });

  it('answers of a few words go to a question with options; a story there is sealed for its flow', async () => {
    await reach({ text: '实名还是匿名', ask: { id: 'protect_reporter.mode', kind: 'choice', sealed: false } });
    net.answers.push([200, { messages: [{ text: '再选', ask: { id: 'protect_reporter.mode', kind: 'choice', sealed: false } }] }]);
    await write('前一个吧');
    expect(net.sent[0]).toMatchObject({ text: '前一个吧' });
    await write('镇长收了包工头二十万还打了人');
    expect(net.sent[1]).toMatchObject({ about: { goal: 'report' } });
  });
});

describe('a receipt where nothing is asked', () => {
  const number = '3619 0571 3365';
  it.each([`编号 ${number} 密码 4829 1057 3361 1234 5678`, `${number}，帮我看看到哪了`, `进度查询 ${number}`])('%s goes as it is', async (text) => {
    await write(text);
    expect(net.sent[0]).toMatchObject({ text });
  });

  it('with a story beside it, it is sealed', async () => {
    await write(`编号 ${number} 这件里镇长去年在茶楼又收了包工头二十万现金，装在茶叶盒里`);
    expect(net.sent[0]).toMatchObject({ sealed: {} });
    expect(spoken()).not.toContain('茶叶盒');
  });
});

describe('words are in their own box', () => {
  it('what was not taken comes back', async () => {
    await reach({ text: '编号', ask: { id: 'status.number', kind: 'receipt_number', sealed: false } });
    net.answers.push([200, { messages: [{ text: '不对', ask: { id: 'status.number', kind: 'receipt_number' } }], taken: false }]);
    await write('再问12345');
    expect(talk.state.draft).toBe('再问12345');
  });

  it('what was written at one sealed step does not stand in the next', async () => {
    await reach(facts);
    talk.edit('写到一半的事实');
    net.answers.push([200, { messages: [born] }]);
    await talk.speak('跳过');
    expect(talk.state.draft).toBe('');
    net.answers.push([200, { messages: [facts] }]);
    await talk.speak('返回上一步');
    expect(talk.state.draft).toBe('写到一半的事实');
  });
});
