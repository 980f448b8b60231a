import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { clean, plain } from '../src/clean';
import { receipt } from '../src/digits';
import { type Problem, validate } from '../src/validate';
import { GIVEN } from './model';

const TODAY = '2026-11-22';
type Row = [kind: string, text: string, expected: true | Problem];

describe('what a sealed answer must look like', () => {
  it.each<Row>([
    ['id_number', '11010519491231002X', true],
    ['id_number', '１１０１０５ 19491231 002x', true],
    ['id_number', '110105194912310021', 'id_checksum'],
    ['id_number', '1101051949123100', 'id_length'],
    ['id_number', '11010519491331002X', 'id_checksum'],
    ['id_number', '990105194912310027', 'id_checksum'],
    ['id_number', '110105O9491231002X', 'id_checksum'],
    ['id_number', '护照E12345678', true],
    ['id_number', '110105491231002', true],
    ['id_number', '王小明', 'id_length'],
    ['phone', '13800001111', true],
    ['phone', '+86 138-0000-1111', true],
    ['phone', '１３８００００１１１１', true],
    ['phone', '010-66668888', true],
    ['phone', '(0571) 8765 4321', true],
    ['phone', '400-810-8888', true],
    ['phone', '+1 650 253 0000', true],
    ['phone', '1380000111', 'phone'],
    ['phone', '12800001111', 'phone'],
    ['phone', '110', 'phone'],
    ['phone', '没有电话', 'none_given'],
    ['phone', '62345678', 'phone_area'],
    ['phone', '010-62345678-801', true],
    ['contact', '没有联系方式', 'none_given'],
    ['name', '匿名举报', 'none_given'],
    ['name', '谢芳', true],
    ['contact', '13800001111', true],
    ['contact', '1380000111', 'phone'],
    ['contact', 'someone@example.com', true],
    ['contact', '微信 abc_12345', true],
    ['contact', '通过我的律师转交', true],
    ['contact', '找我', 'contact'],
    ['date', '昨天', true],
    ['date', '明天', 'date_future'],
    ['date', '很久以前', true],
    ['date', '不是昨天', 'date'],
    ['date', '八月十五', 'date_lunar'],
    ['text', '他收了钱', true],
    ['text', '  \u200b\n ', 'empty'],
    ['text', '。。。', 'empty'],
    ['name', '王', true],
  ])('%s: %j', (kind, text, expected) => {
    const checked = validate(kind, text, TODAY, undefined, GIVEN);
    expect(checked.ok || checked.problem).toBe(expected);
  });

  it('counts characters as people do', () => {
    expect(validate('text', '字'.repeat(100), TODAY, 100).ok).toBe(true);
    expect(validate('text', '𠮷'.repeat(100), TODAY, 100).ok).toBe(true);
    expect(validate('text', '字'.repeat(101), TODAY, 100)).toEqual({ ok: false, problem: 'too_long' });
  });

  it('says what was understood', () => {
    expect(validate('date', '上个月5号', TODAY)).toEqual({ ok: true, text: '上个月5号', value: '2026-10-05' });
    expect(validate('date', '上个月', TODAY)).toMatchObject({ value: '2026-10-01/2026-10-31' });
    expect(validate('date', '疫情那会儿', TODAY)).toEqual({ ok: true, text: '疫情那会儿' });
    expect(validate('phone', '010-62345678 转 801', TODAY)).toMatchObject({ value: '01062345678转801' });
    expect(validate('phone', '+86 138 0000 1111', TODAY)).toMatchObject({ value: '13800001111' });
    expect(validate('id_number', '11010519491231002x', TODAY)).toMatchObject({ value: '11010519491231002X' });
  });
});

const cases = <T>(name: string): T[] => {
  const file = fileURLToPath(new URL(`../../../tests/data/${name}.yml`, import.meta.url));
  return parse(readFileSync(file, 'utf8'), { schema: 'core' }) as T[];
};

describe('as the gateway judges', () => {
  const judged = (kind: string, text: string): string => {
    const checked = validate(kind, text, TODAY, undefined, GIVEN);
    return checked.ok ? 'ok' : checked.problem;
  };
  it.each(cases<{ id: string; reason: string }>('id_cases'))('document $id', ({ id, reason }) => {
    expect(judged('id_number', id)).toBe(reason);
  });
  it.each(cases<{ text: string } & Record<string, string>>('phone_cases'))('$text', ({ text, ...kinds }) => {
    for (const [kind, reason] of Object.entries(kinds)) expect(judged(kind, text), kind).toBe(reason);
  });
  it.each(cases<{ text: string; number: string | null; password: string | null; bare: boolean }>('receipt_cases'))(
    'receipt $text',
    ({ text, number, password, bare }) => expect(receipt(text)).toMatchObject({ number, password, bare }),
  );
});

describe('cleaning', () => {
  it('takes away what cannot be seen and keeps the words', () => {
    expect(clean(' 张\u200b三\u202e\u0000\r\n第二行\t完 ')).toBe('张三\n第二行\t完');
    expect(clean('①２')).toBe('①２');
  });
  it('makes one line for understanding, without a slash in front', () => {
    expect(plain(' ／restart\n{x}')).toBe('restart {x}');
    expect(plain('//inform')).toBe('inform');
  });
});
