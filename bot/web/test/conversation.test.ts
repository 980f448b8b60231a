import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { Api } from '../src/api';
import { toBase64Url, toHex } from '../src/bytes';
import { Conversation } from '../src/conversation';
import { sha256, SUITE } from '../src/seal';
import type { Model } from '../src/sentinel';
import { MODEL } from './model';
import { unsubmitted } from '../src/state';
import { problems, texts } from '../src/texts';

type Body = Record<string, unknown>;
type Answer = [status: number, body: unknown] | 'down';

const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const pair = await suite.kem.generateKeyPair();
const publicKey = new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey));
const KEY = { suite: SUITE, key: toHex(await sha256(publicKey)).slice(0, 16), public: toBase64Url(publicKey) };
const facts = { text: '请说事实', ask: { id: 'report.facts', kind: 'text', sealed: true, max: 100, invalid: '请写事实' } };
const born = { text: '哪天', ask: { id: 'report.when', kind: 'date', sealed: true, optional: true, invalid: '请写日期' } };
const menu = { text: '您好', choices: [{ id: 'c1', title: '我要举报' }] };

/** The wire, scripted: what was sent is in `sent`, answers come in turn. */
function wire() {
  const sent: Body[] = [];
  const answers: Answer[] = [];
  let key: unknown = KEY;
  const fetch = vi.fn(async (input: string, init: RequestInit): Promise<Response> => {
    const reply = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
    if (input.endsWith('sessions')) return reply(201, { session: 's1', messages: [menu] });
    if (input.endsWith('key')) return reply(200, key);
    if (input.endsWith('sentinel.json')) return reply(200, MODEL);
    sent.push(JSON.parse(String(init.body)) as Body);
    const next = answers.shift() ?? [200, { messages: [{ text: '好的' }] }];
    if (next === 'down') throw new TypeError('network');
    return reply(...next);
  });
  const api = new Api('./chat/', { fetch: fetch as unknown as typeof globalThis.fetch, delays: [0, 0] });
  return { api, sent, answers, lose: () => (key = {}) };
}

/** The model comes by itself. */
const arrived = (): Promise<void> => new Promise((done) => setTimeout(done));
let net: ReturnType<typeof wire>;
let talk: Conversation;

beforeEach(async () => {
  net = wire();
  talk = new Conversation(net.api, () => new Date('2026-11-22T04:00:00Z'), true);
  await talk.open();
  await arrived();
});

const reach = async (message: unknown): Promise<void> => {
  net.answers.push([200, { messages: [message] }]);
  await talk.choose({ id: 'c1', title: '我要举报' });
  net.sent.length = 0;
};
const write = async (text: string): Promise<void> => {
  talk.edit(text);
  await talk.submit();
};
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

  it('asks when it reads like something else to do, and sends nothing before', async () => {
    await reach(facts);
    await write('我真不想弄');
    expect(talk.state.doubt).toBe('control');
    expect(net.sent).toEqual([]);
    await talk.decide(false);
    expect(net.sent[0]).toHaveProperty('sealed');
  });
  it('doubts no name, address or contact, however often Enter is pressed', async () => {
    for (const kind of ['name', 'address', 'contact']) {
      await reach({ text: '请说', ask: { id: `report.${kind}`, kind, sealed: true } });
      for (const text of ['多少不想砸门', '我不想多少13800001111', '谢多少上海路1号']) {
        net.answers.push([200, { messages: [{ text: '请说', ask: { id: `report.${kind}`, kind, sealed: true } }] }]);
        await write(text);
        expect(talk.state.doubt).toBe('');
        await talk.submit();
      }
      expect(net.sent.length).toBe(3);
      for (const body of net.sent) expect(body).toHaveProperty('sealed');
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
    expect(net.sent[0]).toMatchObject({ sealed: { kind: 'text' }, about: { goal: 'report', choices: ['report_mode.anonymous'] } });
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

describe('other answers', () => {
  it('a choice typed by its title is that choice', async () => {
    await write('我要举报。');
    expect(net.sent[0]).toMatchObject({ choice: 'c1' });
  });

  it('a password is not shown', async () => {
    await reach({ text: '密码', ask: { id: 'query.password', kind: 'query_password', sealed: false } });
    await write('4829 1057 3361 2240 9913');
    expect(net.sent[0]).toMatchObject({ text: '4829 1057 3361 2240 9913' });
    expect(JSON.stringify(talk.state.entries)).not.toContain('4829');
  });

  it('a password that was written down and typed back leaves the memory', async () => {
    const receipt = { number: '4829 1057 3361', password: '1111 2222 3333 4444 5555' };
    await reach({ text: '密码 1111 2222 3333 4444 5555', receipt, ask: { id: 'report.typeback', kind: 'typeback' } });
    talk.noteReceipt(true);
    net.answers.push([200, { messages: [{ text: '对不上', ask: { id: 'report.typeback', kind: 'typeback' } }] }]);
    await write('1111');
    expect(JSON.stringify(talk.state)).toContain('3333');
    await write('5555');
    expect(JSON.stringify(talk.state)).not.toContain('3333');
    expect(JSON.stringify(talk.state)).toContain('4829 1057 3361');
  });
});

describe('when the line is bad', () => {
  it('repeats under the same id, then offers to try again', async () => {
    net.answers.push('down', 'down', 'down');
    await write('你们管什么');
    expect(talk.state).toMatchObject({ unsent: true, busy: false });
    await talk.retry();
    expect(talk.state.unsent).toBe(false);
    expect(new Set(net.sent.map((b) => b.message_id)).size).toBe(1);
    expect(net.sent.length).toBe(4);
    await write('再问一个');
    expect(net.sent[4]?.message_id).not.toBe(net.sent[0]?.message_id);
  });

  it('takes back what was not sent', async () => {
    net.answers.push('down', 'down', 'down');
    await write('你们管什么');
    talk.takeBack();
    expect(talk.state).toMatchObject({ unsent: false, draft: '你们管什么' });
    expect(talk.state.entries.some((e) => e.who === 'you')).toBe(false);
  });

  it('shows the sentence that comes with a refusal, and gives the words back', async () => {
    net.answers.push([429, { messages: [{ text: '太快了，请稍等' }] }]);
    await write('你们管什么');
    expect(JSON.stringify(talk.state.entries)).toContain('太快了');
    expect(talk.state).toMatchObject({ draft: '你们管什么', unsent: false });
  });

  it('calls for help also while something waits', async () => {
    net.answers.push('down', 'down', 'down');
    await write('你们管什么');
    await talk.danger();
    expect(talk.state.danger).toBe(true);
    expect(net.sent.at(-1)).toMatchObject({ text: texts.danger });
    expect(talk.state.draft).toBe('你们管什么');
  });

  it('says that the conversation ended, and begins anew', async () => {
    await reach(facts);
    net.answers.push([401, { messages: [{ text: '结束了' }] }]);
    await write('王某收了钱');
    expect(talk.state).toMatchObject({ phase: 'ended', draft: '王某收了钱', entries: [] });
    await talk.open();
    expect(talk.state).toMatchObject({ phase: 'open', draft: '' });
  });
});

describe('forgetting', () => {
  it('wipes all of it', async () => {
    await reach(facts);
    await write('王某收了钱');
    const key = talk.state.entries.find((e) => 'sealed' in e)?.key ?? 0;
    talk.wipe();
    expect(talk.state.entries).toEqual([]);
    expect(talk.reveal(key)).toBe('');
  });

  it('ends by itself after half an hour', async () => {
    vi.useFakeTimers({ now: Date.now() });
    try {
      talk.edit('写到一半');
      vi.setSystemTime(Date.now() + 26 * 60_000);
      talk.tick();
      expect(talk.state.note).toBe(texts.idleSoon);
      vi.setSystemTime(Date.now() + 4 * 60_000);
      talk.tick();
      expect(talk.state).toMatchObject({ phase: 'ended', draft: '' });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('one place at a time', () => {
  it('goes on by a code, with a new session and nothing of before', async () => {
    await reach(facts);
    net.answers.push([200, { session: 's9', messages: [{ text: '接上了' }, born] }]);
    await write('王某收了钱');
    net.answers.length = 0;
    net.answers.push([200, { session: 's9', messages: [{ text: '接上了' }, born] }]);
    expect(await talk.codes.open('4829 1057 3361 9044')).toBe(true);
    expect(talk.state).toMatchObject({ phase: 'open', draft: '' });
    expect(talk.state.ask?.id).toBe('report.when');
    expect(talk.state.entries.some((e) => e.who === 'you')).toBe(false);
    await write('昨天');
    expect(net.sent.at(-1)).toMatchObject({ session: 's9' });
  });

  it('a code that opens nothing leaves everything as it is, and is tried again under the same id', async () => {
    await reach(facts);
    talk.edit('写到一半');
    net.answers.push([404, { messages: [{ text: '接不上' }] }]);
    expect(await talk.codes.open('1111')).toBe(false);
    expect(talk.state).toMatchObject({ codeProblem: '接不上', draft: '写到一半', phase: 'open' });
    net.answers.push('down', 'down', 'down');
    expect(await talk.codes.open('2222')).toBe(false);
    expect(talk.state.codeProblem).toBe(texts.resumeFailed);
    await talk.codes.open('2222');
    const ids = net.sent.filter((b) => b.code === '2222').map((b) => b.message_id);
    expect(ids.length).toBeGreaterThan(3);
    expect(new Set(ids).size).toBe(1);
  });

  it('warns of what would be lost, and of nothing else', async () => {
    expect(unsubmitted(talk.state)).toBe(false);
    talk.edit('写');
    expect(unsubmitted(talk.state)).toBe(true);
    talk.edit('');
    await reach(facts);
    expect(unsubmitted(talk.state)).toBe(false);
    net.answers.push([200, { messages: [born] }]);
    await write('王某收了钱');
    expect(unsubmitted(talk.state)).toBe(true);
    const receipt = { number: '4829 1057 3361', password: '1111 2222 3333 4444 5555' };
    net.answers.push([200, { messages: [{ text: '密码', receipt, ask: { id: 'report.typeback', kind: 'typeback' } }] }]);
    await write('昨天');
    expect(unsubmitted(talk.state)).toBe(true);
    talk.noteReceipt(true);
    expect(unsubmitted(talk.state)).toBe(false);
    talk.wipe();
    expect(unsubmitted(talk.state)).toBe(false);
  });

  it('sends again by itself when the net is back, under the same id', async () => {
    vi.useFakeTimers({ now: Date.now() });
    try {
      net.answers.push('down', 'down', 'down');
      const sending = write('你们管什么');
      await vi.runOnlyPendingTimersAsync();
      await vi.runOnlyPendingTimersAsync();
      await sending;
      expect(talk.state).toMatchObject({ unsent: true });
      expect(talk.state.waiting).toBe(talk.state.entries.find((e) => e.who === 'you')?.key);
      await talk.online();
      expect(talk.state).toMatchObject({ unsent: false, waiting: 0 });
      expect(new Set(net.sent.map((b) => b.message_id)).size).toBe(1);
      // And without being told, after a while.
      net.answers.push('down', 'down', 'down');
      const again = write('再问一个');
      await vi.advanceTimersByTimeAsync(100);
      await again;
      expect(talk.state.unsent).toBe(true);
      await vi.advanceTimersByTimeAsync(6_000);
      expect(talk.state.unsent).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('points once at words that give one away, then seals them as they are', async () => {
    await reach(facts);
    await write('我是他秘书，钱我经手');
    expect(talk.state).toMatchObject({ telling: '我是他秘书', draft: '我是他秘书，钱我经手' });
    expect(net.sent).toEqual([]);
    await talk.submit();
    expect(net.sent[0]).toHaveProperty('sealed');
    expect(talk.state.telling).toBe('');
  });
});
