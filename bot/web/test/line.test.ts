import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Conversation } from '../src/conversation';
import { unsubmitted } from '../src/state';
import { texts } from '../src/texts';
import { born, facts, hands, opened, type Scene } from './scripted';

let net: Scene['net'];
let talk: Conversation;
const { reach, write } = hands(() => ({ net, talk }));

beforeEach(async () => {
  ({ net, talk } = await opened());
});

describe('other answers', () => {
  it('a choice typed by its title is that choice', async () => {
    await write('我要举报。');
    expect(net.sent[0]).toMatchObject({ choice: 'c1' });
  });

  it.each(['我要举报？', '“我要举报”', '我要举报……'])('%s is no button', async (text) => {
    await write(text);
    expect(net.sent).toHaveLength(1);
    expect(net.sent[0]).not.toHaveProperty('choice');
  });

  it('a password is not shown', async () => {
    await reach({ text: '密码', ask: { id: 'query.password', kind: 'query_password', sealed: false } });
    await write('4829 1057 3361 2240 9913');
    expect(net.sent[0]).toMatchObject({ text: '4829 1057 3361 2240 9913' });
    expect(JSON.stringify(talk.state.entries)).not.toContain('4829');
  });

  it('a password pasted together with its number is not shown', async () => {
    await reach({ text: '编号', ask: { id: 'status.number', kind: 'receipt_number', sealed: false } });
    await write('编号 123456789015 密码 4829 1057 3361 2240 9913');
    expect(net.sent).toHaveLength(1);
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

  it('keeps what was typed meanwhile behind what is taken back', async () => {
    net.answers.push('down', 'down', 'down');
    await write('你们管什么');
    talk.edit('还有一件');
    talk.takeBack();
    expect(talk.state.draft).toBe('你们管什么\n还有一件');
  });

  it('keeps what was typed while an answer was sealed', async () => {
    await reach(facts);
    talk.edit('王某收了钱');
    const sent = talk.submit();
    talk.edit('王某收了钱，还有房子');
    await sent;
    await reach(facts); // it waits where it was typed
    expect(talk.state.draft).toBe('，还有房子');
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

describe('where a day or a contact is asked', () => {
  it.each([born, { text: '怎么联系', ask: { ...facts.ask, id: 'report.contact', kind: 'contact' } }])('hears danger now beside a day, or where a contact is asked', async (step) => {
    await reach(step);
    net.answers.push([200, { messages: [facts] }]);
    await write('现在，有人在砸我家的门');
    expect(talk.state).toMatchObject({ danger: true });
    expect(net.sent).toMatchObject([{ about: { goal: 'urgent' } }]);
  });
});
