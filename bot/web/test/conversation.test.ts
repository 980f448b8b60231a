import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { Api } from '../src/api';
import { toBase64Url, toHex } from '../src/bytes';
import { Conversation } from '../src/conversation';
import { sha256, SUITE } from '../src/seal';
import { unsubmitted } from '../src/state';
import { problems, texts } from '../src/texts';

type Body = Record<string, unknown>;
type Answer = [status: number, body: unknown] | 'down';

const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const pair = await suite.kem.generateKeyPair();
const publicKey = new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey));
const KEY = { suite: SUITE, key: toHex(await sha256(publicKey)).slice(0, 16), public: toBase64Url(publicKey) };
const MODEL = {
  version: 1, ngram: [1, 3], max_chars: 60, labels: ['content', 'danger', 'control', 'question'], bias: [1, 0, 0, 0],
  weights: { 砸门: [0, 14, 0, 0], 不想: [0, 0, 14, 0], 多少: [0, 0, 0, 14] }, threshold: { danger: 0.6, control: 0.6, question: 0.6 }, exact: [],
};
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

let net: ReturnType<typeof wire>;
let talk: Conversation;

beforeEach(async () => {
  net = wire();
  talk = new Conversation(net.api, () => new Date('2026-11-22T04:00:00Z'), true);
  await talk.open();
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
    await write('很久以前');
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
    await write('取消');
    expect(net.sent[0]).toMatchObject({ text: '取消' });
  });

  it('asks when it reads like a question', async () => {
    await reach(facts);
    await write('奖金最多多少');
    expect(talk.state.doubt).toBe('question');
    expect(net.sent).toEqual([]);
    net.answers.push([200, { messages: [facts] }]);
    await talk.decide(true);
    expect(net.sent[0]).toMatchObject({ text: '奖金最多多少' });
    await write('多少钱都敢收');
    expect(talk.state.doubt).toBe('question');
    await talk.decide(false);
    expect(net.sent[1]).toHaveProperty('sealed');
  });

  it('asks when it reads like something else to do, and sends nothing before', async () => {
    await reach(facts);
    await write('我不想');
    expect(talk.state.doubt).toBe('control');
    expect(net.sent).toEqual([]);
    await talk.decide(false);
    expect(net.sent[0]).toHaveProperty('sealed');
    await reach(facts);
    await write('真不想');
    await talk.decide(true);
    expect(net.sent[0]).toMatchObject({ text: '真不想', meant: 'question' });
  });

  it('shows 110 and asks where answers tell of danger by their nature', async () => {
    const threat = { text: '受到了什么威胁', ask: { id: 'protect_witness.facts', kind: 'text', sealed: true } };
    await reach(threat);
    await write('昨晚砸门');
    expect(talk.state).toMatchObject({ doubt: 'danger', danger: true });
    expect(net.sent).toEqual([]);
    await talk.decide(false);
    expect(net.sent[0]).toHaveProperty('sealed');
    await reach(threat);
    net.answers.push([200, { messages: [threat] }]);
    await write('又砸门');
    await talk.decide(true);
    expect(net.sent).toMatchObject([{ text: texts.danger }]);
    expect(talk.state.draft).toBe('又砸门');
  });

  it('takes any words for an answer when help is asked for', async () => {
    await reach({ text: '在哪里', ask: { id: 'urgent.facts', kind: 'text', sealed: true } });
    await write('有人砸门');
    expect(net.sent[0]).toHaveProperty('sealed');
  });

  it('shows 110 on danger, says only the fixed words, and keeps what was written', async () => {
    await reach(facts);
    net.answers.push([200, { messages: [facts] }]);
    await write('砸门');
    expect(talk.state).toMatchObject({ danger: true, draft: '砸门' });
    expect(net.sent).toMatchObject([{ text: texts.danger }]);
    await talk.submit();
    expect(net.sent[1]).toHaveProperty('sealed');
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
