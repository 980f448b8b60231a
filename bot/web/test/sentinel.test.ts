import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../src/clean';
import { Decider } from '../src/deciding';
import { callersWord, followsUp, loadPassing, noDeathWish, saysWhere, vague as vagueAt } from '../src/passing';
import { Sentinel } from '../src/sentinel';
import { isModel, type Model } from '../src/sentinelModel';
import { isControl } from '../src/steering';
import type { Ask } from '../src/wire';

// Written by the gateway's trainer (bot/channels/sentinel_train.py) together with the model it was measured on.
interface Case {
  text: string;
  kinds: Record<string, number>;
  facts: string;
  help: string | null;
  name: string;
  menu: string;
  choice: string;
  goal: string;
  choices: string[];
  passing: boolean;
  undertone: boolean;
}
const read = (name: string): unknown => JSON.parse(readFileSync(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), 'utf8'));
const parity = read('tests/data/sentinel_parity.json') as { model: Model; cases: Case[] };

const passing = read('tests/data/passing_cases.json') as Record<string, Record<string, boolean>>;
const unnamed = read('tests/data/unnamed_cases.json') as Record<string, Record<string, string>>;

const ownName = read('tests/data/own_name_cases.json') as Record<string, boolean>;
const somebody = read('tests/data/somebody_cases.json') as Record<string, boolean>;
const CHOICE: Ask = { id: 'report.mode', kind: 'choice', sealed: false, optional: false, hint: '', max: 0, invalid: '', step: 0, of: 0 };

const callers = read('tests/data/caller_cases.json') as Record<string, string>;

const calling = read('tests/data/calling_cases.json') as Record<string, Record<string, string>>;

const wavering = read('tests/data/wavering_cases.json') as Record<string, Record<string, boolean>>;

const firstWords = read('tests/data/first_words_cases.json') as Record<string, string>;

const vague = read('tests/data/vague_cases.json') as Record<string, Record<string, boolean>>;

const sending = read('tests/data/sending_cases.json') as Record<string, boolean | null>;

const noDeathWishes = read('tests/data/no_death_wish_cases.json') as Record<string, boolean>;

const afterCall = read('tests/data/after_call_cases.json') as Record<string, Record<string, boolean>>;

const whether = read('tests/data/whether_cases.json') as Record<string, boolean | null>;

const dangers = read('tests/data/danger_cases.json') as Record<string, Record<string, boolean>>;

beforeAll(loadPassing);

describe('the same as in Python', () => {
  const sentinel = new Sentinel(parity.model);
  const { danger } = sentinel;
  const readings: Record<string, (text: string) => boolean> = {
    now: (text) => danger.isNow(text), past: (text) => danger.tellsPast(text), police: (text) => danger.byPolice(text),
    goes_on: (text) => danger.byPolice(text, true), despairs: (text) => danger.despairs(text), coming: (text) => danger.isComing(text), alone: (text) => danger.alone(text), perhaps: (text) => danger.perhapsNow(text, false), perhaps_told: (text) => danger.perhapsNow(text, true),
    police_at_hand: (text) => danger.policeAtHand(text),
    body: (text) => ['despair', 'illness'].includes(danger.asideOf(text) ?? ''), unreachable: (text) => danger.asideOf(text) === 'police_unreachable',
  };
  it.each(Object.entries(dangers))('what is said of danger: %s', (reading, texts) => {
    const said = Object.fromEntries(Object.keys(texts).map((text) => [text, readings[reading]?.(text)]));
    expect(said).toEqual(texts);
  });
  it.each(Object.entries(calling))('what is heard in a call for help at %s', (step, texts) => {
    const decider = new Decider();
    decider.sentinel = sentinel;
    const ask: Ask = { ...CHOICE, id: step, kind: step === 'urgent.contact' ? 'contact' : 'text', sealed: true };
    const said = Object.fromEntries(Object.keys(texts).map((text) => [text, decider.doubt(plain(text), ask) || decider.inUrgent(plain(text), ask) || '']));
    expect(said).toEqual(texts);
  });
  it.each(Object.entries(wavering))('what leaves in doubt that a call for help shall go, at %s', (step, texts) => {
    const decider = new Decider(false);
    decider.sentinel = sentinel;
    const ask: Ask = { ...CHOICE, id: step, kind: step.endsWith('contact') ? 'contact' : 'text', sealed: true };
    const said = Object.fromEntries(Object.keys(texts).map((text) => [text, decider.heard(plain(text), ask, '').includes('wavers')]));
    expect(said).toEqual(texts);
  });
  it('whether there is danger now', () => {
    const decider = new Decider(false);
    decider.sentinel = sentinel;
    const ask: Ask = { ...CHOICE, id: 'confirm.danger' };
    expect(Object.fromEntries(Object.keys(whether).map((text) => [text, decider.whetherNow(plain(text), ask)]))).toEqual(whether);
  });
  it('what only sounds like a wish to die', () => {
    expect(Object.fromEntries(Object.keys(noDeathWishes).map((text) => [text, noDeathWish(text)]))).toEqual(noDeathWishes);
  });
  it('where somebody is after a call went', () => {
    const { where = {} } = afterCall;
    expect(Object.fromEntries(Object.keys(where).map((text) => [text, saysWhere(plain(text))]))).toEqual(where);
  });
  it.each(Object.entries(afterCall).filter(([kind]) => kind !== 'where'))('what is said of a call that went: %s', (_, texts) => {
    const { danger } = sentinel;
    const inDanger = (line: string): boolean => danger.isNow(line) || danger.perhapsNow(line, false);
    expect(Object.fromEntries(Object.keys(texts).map((text) => [text, followsUp(plain(text), inDanger(plain(text)))]))).toEqual(texts);
  });
  it('whether a call for help shall go', () => {
    const decider = new Decider(false);
    decider.sentinel = sentinel;
    const ask: Ask = { ...CHOICE, id: 'confirm.now' };
    expect(Object.fromEntries(Object.keys(sending).map((text) => [text, decider.whetherNow(plain(text), ask)]))).toEqual(sending);
    // What holds back a yes leaves as it is: the gateway asks again.
    for (const text of Object.keys(sending).filter((one) => sending[one] === null)) expect(decider.zone(plain(text), ask)).toBe('clear');
  });
  it('what the first words of a call for help leave open', () => {
    const decider = new Decider(false);
    decider.sentinel = sentinel;
    const open = (text: string): string => decider.heard(plain(text), null, 'urgent').filter((kind) => kind === 'cry' || kind === 'wavers').join();
    expect(Object.fromEntries(Object.keys(firstWords).map((text) => [text, open(text)]))).toEqual(firstWords);
  });
  it.each(Object.entries(vague))('what says neither where nor what happens, at %s', (step, texts) => {
    const { danger } = sentinel;
    const told = (line: string): boolean => danger.isNow(line) || danger.perhapsNow(line, false) || danger.byPolice(line);
    const said = Object.fromEntries(Object.keys(texts).map((text) => [text, vagueAt(plain(text), step, told(plain(text)))]));
    expect(said).toEqual(texts);
  });
  it.each(Object.entries(passing))('what is said in passing at %s', (step, texts) => {
    const name = step.split('.')[1] ?? '';
    const kind =
      { number: 'receipt_number', password: 'query_password', typeback: 'typeback', item: 'choice', retaliation: 'choice', mode: 'choice', danger: 'choice', now: 'choice' }[name] ?? name;
    const sealed = !['receipt_number', 'query_password', 'typeback', 'choice', 'review'].includes(kind);
    const at = { id: step, kind, optional: false, sealed };
    const said = Object.fromEntries(Object.keys(texts).map((text) => [text, sentinel.isPassing(text, at)]));
    expect(said).toEqual(texts);
  });
  it.each([['report.name', 'name'], ['report.contact', 'contact'], ['report.facts', 'text']])('no name shall be given, said at %s', (step, kind) => {
    const decider = new Decider(false);
    decider.sentinel = sentinel;
    const ask: Ask = { ...CHOICE, id: step, kind, sealed: true };
    const said = (text: string): string => (sentinel.isPassing(text, ask) ? 'said' : decider.heard(plain(text), ask, '').includes('unnamed') ? 'beside' : 'as it is');
    const texts = Object.entries(unnamed[step] ?? {});
    expect(Object.fromEntries(texts.map(([text]) => [text, said(text)]))).toEqual(
      Object.fromEntries(texts.map(([text, heard]) => [text, ['beside', 'as it is'].includes(heard) ? heard : 'said'])),
    );
  });
  it.each(Object.entries(ownName))('the own name in an account: %s', (text, own) => {
    const decider = new Decider(false);
    decider.sentinel = sentinel;
    expect(decider.heard(plain(text), CHOICE, 'none').includes('own_name')).toBe(own);
    expect(decider.heard(plain(text), { ...CHOICE, id: 'report.facts', kind: 'text', sealed: true }, '').includes('own_name')).toBe(own);
    expect(decider.heard(plain(text), { ...CHOICE, id: 'report.name', kind: 'name', sealed: true }, '')).not.toContain('own_name');
  });
  it.each(Object.entries(somebody))('somebody named at a choice: %s', (text, named) => {
    for (const kind of ['choice', 'review'] as const) expect(new Decider().zone(text, { ...CHOICE, kind }) === 'story').toBe(named);
    expect(new Decider().zone(text, null)).not.toBe('story');
  });
  it.each(['receipt_number', 'query_password', 'typeback'] as const)('a name where digits are asked for: %s', (kind) => {
    for (const text of ['我叫王小花', '李科长', '派出所老孙', '王大明']) expect(new Decider().zone(text, { ...CHOICE, kind })).toBe('story');
    for (const text of ['找不到了', '五三九二', '忘记了']) expect(new Decider().zone(text, { ...CHOICE, kind })).toBe('clear');
  });
  it.each(parity.cases)('$text', (c) => {
    const line = plain(c.text);
    const kinds = sentinel.kinds(line);
    for (const [kind, p] of Object.entries(c.kinds)) expect(kinds[kind]).toBeCloseTo(p, 5);
    expect({
      facts: sentinel.atStep(line, 'text'), help: sentinel.helpOf(line), name: sentinel.atStep(line, 'name'), menu: sentinel.zone(line, ''),
      choice: sentinel.zone(line, 'choice'), ...sentinel.story(line), passing: sentinel.isPassing(line, { id: 'report.name', kind: 'name', optional: false }), undertone: sentinel.undertone(line),
    }).toEqual({ facts: c.facts, help: c.help, name: c.name, menu: c.menu, choice: c.choice, goal: c.goal, choices: c.choices, passing: c.passing, undertone: c.undertone });
  });
});

describe('where a name or a choice is asked', () => {
  it('takes a question for one', () => {
    for (const text of ['谁批？几天办完', '问一下谁批，几天']) {
      expect(new Decider().doubt(plain(text), { ...CHOICE, id: 'rights.phone', kind: 'phone', sealed: true })).toBe('');
      const decider = new Decider();
      decider.sentinel = new Sentinel(parity.model);
      for (const kind of ['name', 'phone', 'address']) expect(decider.doubt(plain(text), { ...CHOICE, id: `rights.${kind}`, kind, sealed: true })).toBe('question');
    }
  });
  it('takes a part of one title for an answer', () => {
    const shown = ['没有', '担心会有', '已经发生'].map((title, id) => ({ id: String(id), title }));
    expect(new Decider().zone('担心', { ...CHOICE, id: 'report.retaliation' }, shown)).toBe('clear');
  });
});

describe('at the desk', () => {
  it('reads what the caller said, not who said it', () => {
    const decider = new Decider(true);
    decider.sentinel = new Sentinel(parity.model);
    for (const [text, word] of Object.entries(callers)) expect(callersWord(text), text).toBe(word);
    expect(decider.zone(decider.word('她说匿名', CHOICE), CHOICE)).toBe('clear');
    const asks = (kind: string, id = `report.${kind}`): Ask => ({ ...CHOICE, id, kind: kind as Ask['kind'], sealed: true });
    expect(decider.word('她说不想活了', asks('date'))).toBe('不想活了');
    expect(decider.word('她说不登记了', asks('text', 'urgent.facts'))).toBe('不登记了');
    expect(decider.word('她说他打人', asks('text', 'report.facts'))).toBe('她说他打人');
    expect(new Decider(false).word('她说匿名', CHOICE)).toBe('她说匿名');
  });
  it('at the hotline, what a caller says in passing is no account', () => {
    const decider = new Decider(true);
    decider.sentinel = new Sentinel(parity.model);
    const party: Ask = { ...CHOICE, id: 'report.party', kind: 'text', sealed: true };
    const read = (text: string): string => decider.word(plain(text), party);
    expect(['她说等一下', '她不肯讲', '她说好', '她说村长收了钱', '她说他让她等一下再交'].map(read)).toEqual(['等一下', '不肯讲', '好', '她说村长收了钱', '她说他让她等一下再交']);
  });
  it('hears that who called has rung off, or the next one calls', () => {
    for (const text of ['他挂了', '下一个来电人', '换人了']) {
      expect(new Decider(true).isControl(text, CHOICE), text).toBe(true);
      expect(new Decider(false).isControl(text, CHOICE), text).toBe(false);
    }
    expect(new Decider(true).isControl('他挂名当董事', CHOICE)).toBe(false);
  });
});

describe('where a day is asked for', () => {
  it('what tells of danger is asked about, what does not is no date', () => {
    const decider = new Decider();
    decider.sentinel = new Sentinel(parity.model);
    for (const text of ['警察来抓我了', '他们又回来了', '我小孩不见了']) expect(decider.mayBeDanger(text), text).toBe(true);
    for (const text of ['去年警察打过我', '记不清了', '上个月']) expect(decider.mayBeDanger(text), text).toBe(false);
    expect(decider.alarm('警察来抓我了')).toEqual({ danger: true, police: true });
  });
});

describe('control words', () => {
  it('are known without the model, the commonest', () => {
    expect(isControl('取消。', null, false)).toBe(true);
    expect(isControl('不举报了！', null, false)).toBe(false);
    expect(isControl('不举报了！', parity.model, false)).toBe(true);
    expect(isControl('没有', null, true)).toBe(true);
    expect(isControl('没有', null, false)).toBe(false);
    expect(isControl('取消他的资格', parity.model, true)).toBe(false);
  });
  it('in traditional characters and dialects, before the model has come', () => {
    for (const word of ['跳過', '唔使', '略過', '甭填', '放棄']) expect(isControl(word, null, true), word).toBe(true);
    expect(isControl('沒有', null, true)).toBe(true);
  });
  it('at a step for a name: how to report, or that there is none', () => {
    const sentinel = new Sentinel(parity.model);
    const name = { id: 'report.name', kind: 'name', optional: false };
    for (const word of ['匿名举报', '还是匿名吧', '没有联系方式', '不想留名字']) expect(sentinel.isControl(word, name), word).toBe(true);
    for (const word of ['张刚', '谢芳', '何匿名', '欧阳娜娜']) expect(sentinel.isControl(word, name), word).toBe(false);
  });
});

it('refuses what is no model', () => {
  expect(isModel({ version: 1 })).toBe(false);
  expect(isModel(null)).toBe(false);
  expect(isModel(parity.model)).toBe(true);
});

// The trained model, where it is (models/ is not committed).
describe.runIf(existsSync(fileURLToPath(new URL('../../../models/sentinel.json', import.meta.url))))('the trained model', () => {
  it('is one', () => expect(isModel(read('models/sentinel.json'))).toBe(true));
});
