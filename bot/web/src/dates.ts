/**
 * Dates as people say them (昨天, 上个月5号, 去年国庆). The grammar is written out in tests/data/date_cases.yml, which this
 * module and the gateway's parser must both pass. What is not understood is asked again, never guessed.
 */
import festivals from '../../channels/festivals.json';

/** Why a text is no date: nothing there, not understood or no such day, begins after today. */
export type DateProblem = 'empty' | 'date' | 'date_future';

/** First and last day, ISO, both inclusive; the same day when it is one day. */
export type DateResult = { from: string; to: string } | { invalid: DateProblem };

type Day = { y: number; m: number; d: number };
type Span = { from: Day; to: Day };

const DIGITS = '零〇一二三四五六七八九';
const N = '(\\d{1,4}|[零〇一二两三四五六七八九十]{1,4})';
const FIXED = festivals.fixed as Record<string, string[]>;
const MOVING = festivals.moving as Record<string, Record<string, string>>;

const re = (source: string): RegExp => new RegExp(`^${source.replaceAll('N', N)}$`);

const num = (a: Day): number => Date.UTC(a.y, a.m - 1, a.d) / 86_400_000;
const day = (n: number): Day => {
  const t = new Date(n * 86_400_000);
  return { y: t.getUTCFullYear(), m: t.getUTCMonth() + 1, d: t.getUTCDate() };
};
const daysIn = (y: number, m: number): number => new Date(Date.UTC(y, m, 0)).getUTCDate();
const plus = (a: Day, n: number): Day => day(num(a) + n);
const one = (a: Day): Span => ({ from: a, to: a });
const exists = (y: number, m: number, d: number): boolean => m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m);
const single = (y: number, m: number, d: number): Span | null => (exists(y, m, d) ? one({ y, m, d }) : null);
const months = (y: number, m: number, count: number): Span => {
  const last = m + count - 1;
  const [ty, tm] = [y + Math.floor((last - 1) / 12), ((last - 1) % 12) + 1];
  return { from: { y, m, d: 1 }, to: { y: ty, m: tm, d: daysIn(ty, tm) } };
};
const monthBack = (a: Day, n: number): { y: number; m: number } => {
  const index = a.y * 12 + a.m - 1 - n;
  return { y: Math.floor(index / 12), m: (index % 12) + 1 };
};
const iso = (a: Day): string =>
  `${String(a.y).padStart(4, '0')}-${String(a.m).padStart(2, '0')}-${String(a.d).padStart(2, '0')}`;

/** 31, 三十一, 两 → a number; 三四 and the like → NaN. */
function count(text: string | undefined): number {
  if (!text) return NaN;
  if (/^\d+$/.test(text)) return Number(text);
  if (text === '两') return 2;
  const digit = (c: string): number => Math.max(0, DIGITS.indexOf(c) - 1);
  if (text.length === 1 && text !== '十') return digit(text);
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(text);
  return tens ? (tens[1] ? digit(tens[1]) : 1) * 10 + (tens[2] ? digit(tens[2]) : 0) : NaN;
}

/** 2024, 24, 二〇二四, 今年 … → a year. */
function year(text: string, today: Day): number {
  const back = { 今: 0, 本: 0, 去: 1, 上: 1, 前: 2, 大前: 3, 明: -1, 后: -2 }[text];
  if (back !== undefined) return today.y - back;
  const digits = text.replace(/[零〇一二三四五六七八九]/g, (c) => String(Math.max(0, DIGITS.indexOf(c) - 1)));
  if (/^\d{4}$/.test(digits)) return Number(digits);
  if (!/^\d{2}$/.test(digits)) return NaN;
  const near = 2000 + Number(digits);
  return near <= today.y ? near : near - 100;
}

const PARTS: Record<string, [number, number]> = {
  年初: [1, 2], 年中: [6, 2], 年底: [11, 2], 年末: [11, 2], 上半年: [1, 6], 下半年: [7, 6],
  春: [3, 3], 夏: [6, 3], 秋: [9, 3], 冬: [12, 3],
};

/** A third of a month: 初, 中, 底. */
function third(y: number, m: number, word: string): Span {
  const [from, to] = /^[初上]/.test(word) ? [1, 10] : word.startsWith('中') ? [11, 20] : [21, daysIn(y, m)];
  return { from: { y, m, d: from }, to: { y, m, d: to } };
}

/** What may follow a year: month, day, festival, season …; null: no such day in that year; undefined: no such form. */
function inYear(text: string, y: number): Span | null | undefined {
  let hit = re('N月份?(?:(初|中|底|末|上旬|中旬|下旬)|N[日号]?)?').exec(text);
  if (hit) {
    const m = count(hit[1]);
    if (!exists(y, m, 1)) return null;
    if (hit[2]) return third(y, m, hit[2]);
    return hit[3] ? single(y, m, count(hit[3])) : months(y, m, 1);
  }
  hit = re('第?N季度?').exec(text);
  if (hit) {
    const q = count(hit[1]);
    return q >= 1 && q <= 4 ? months(y, q * 3 - 2, 3) : null;
  }
  const part = PARTS[text] ?? PARTS[text.replace(/[天季]$/, '')];
  if (part) return months(y, ...part);
  for (const name of [text, text.replace(/节$/, '')]) {
    const fixed = FIXED[name];
    if (fixed) {
      const [from, to] = fixed.map((md) => ({ y, m: Number(md.slice(0, 2)), d: Number(md.slice(3)) }));
      if (from && to) return { from, to };
    }
    const moving = MOVING[name];
    if (moving) {
      const md = moving[String(y)];
      return md ? single(y, Number(md.slice(0, 2)), Number(md.slice(3))) : null;
    }
  }
  return undefined;
}

const AGO = '(?:前|以前|之前)';
const NEAR_DAYS: Record<string, number> = { 今: 0, 昨: 1, 前: 2, 大前: 3, 明: -1, 后: -2, 大后: -3 };
const WHICH: Record<string, number> = { 这: 0, 本: 0, 上: 1, 上上: 2, 下: -1 };
const which = (word: string | undefined): number => WHICH[(word ?? '').replace('个', '')] ?? 0;

function relative(text: string, today: Day): Span | null {
  let hit = re('(今|昨|大?前|明|大?后)[天日]').exec(text);
  if (hit) return one(plus(today, -(NEAR_DAYS[hit[1] ?? ''] ?? 0)));
  if (re(`半个月${AGO}`).test(text)) return one(plus(today, -15));
  if (re(`半年${AGO}`).test(text)) return monthsAgo(today, 6);
  hit = re(`N年半${AGO}`).exec(text);
  if (hit) return monthsAgo(today, count(hit[1]) * 12 + 6);
  hit = re(`N(天|日|周|个?星期|个?礼拜|个月|年)${AGO}`).exec(text);
  if (!hit) return null;
  const n = count(hit[1]);
  if (!(n >= 1)) return null;
  switch (hit[2]) {
    case '天':
    case '日':
      return one(plus(today, -n));
    case '个月':
      return monthsAgo(today, n);
    case '年':
      return months(today.y - n, 1, 12);
    default:
      return one(plus(today, -7 * n));
  }
}

function monthsAgo(today: Day, n: number): Span | null {
  if (!(n >= 1)) return null;
  const { y, m } = monthBack(today, n);
  return months(y, m, 1);
}

function week(text: string, today: Day): Span | null {
  const hit = /^(这个?|本|上上个?|上个?|下个?)?(?:周|星期|礼拜)([一二三四五六日天末1-7])?$/.exec(text);
  if (!hit || (!hit[1] && !hit[2])) return null;
  const monday = plus(today, -((num(today) + 3) % 7) - 7 * which(hit[1])); // 1970-01-01 was a Thursday
  if (!hit[2]) return { from: monday, to: plus(monday, 6) };
  const index = hit[2] === '末' ? 5 : '一二三四五六日'.indexOf(hit[2].replace('天', '日').replace('7', '日'));
  const offset = index >= 0 ? index : Number(hit[2]) - 1;
  let from = plus(monday, offset);
  if (!hit[1] && num(from) > num(today)) from = plus(from, -7);
  return { from, to: hit[2] === '末' ? plus(from, 1) : from };
}

function month(text: string, today: Day): Span | null {
  const hit = re('(这个?|本|上上个?|上个?|下个?)月份?(?:(初|中|底|末|上旬|中旬|下旬)|N[日号]?)?').exec(text);
  if (!hit) return null;
  const { y, m } = monthBack(today, which(hit[1]));
  if (hit[2]) return third(y, m, hit[2]);
  return hit[3] ? single(y, m, count(hit[3])) : months(y, m, 1);
}

function absolute(text: string): Span | null {
  const hit = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})[日号]?)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!hit) return null;
  const [y, m] = [Number(hit[1]), Number(hit[2])];
  if (hit[3]) return single(y, m, Number(hit[3]));
  return exists(y, m, 1) ? months(y, m, 1) : null;
}

/** One date or period, without a range. `start`: the first half of a range, whose year and month the second half takes. */
function point(text: string, today: Day, start?: Day): Span | null {
  const found = relative(text, today) ?? absolute(text) ?? week(text, today) ?? month(text, today);
  if (found) return found;
  const dated = /^(今|本|去|上|大前|前|明|后|\d{4}|\d{2}|[零〇一二三四五六七八九]{4}|[零〇一二三四五六七八九]{2})年(.*)$/.exec(text);
  if (dated) {
    const [y, rest] = [year(dated[1] ?? '', today), dated[2] ?? ''];
    if (rest === '') return months(y, 1, 12);
    return inYear(/^[初中底末]$/.test(rest) ? `年${rest}` : rest, y) ?? null;
  }
  const dayOnly = re('N[日号]').exec(text);
  if (dayOnly) {
    const d = count(dayOnly[1]);
    if (start) return single(start.y, start.m, d);
    for (let back = 0; back < 12; back++) {
      const { y, m } = monthBack(today, back);
      const found = single(y, m, d);
      if (found && num(found.from) <= num(today)) return found;
    }
    return null;
  }
  if (start) return inYear(text, start.y) ?? null;
  for (let y = today.y; y > today.y - 9; y--) {
    const found = inYear(text, y);
    if (found === undefined) return null;
    if (found && num(found.from) <= num(today)) return found;
  }
  return null;
}

const TIME =
  /(?:凌晨|清晨|早晨|早上|上午|中午|午后|下午|傍晚|晚上|夜里|夜晚|半夜|深夜|早|晚|夜)?(?:(?:\d{1,2}|[零一二两三四五六七八九十]{1,3})[点时](?:(?:\d{1,2}|[零一二三四五六七八九十]{1,3})分?|半|钟|整|多)*|\d{1,2}:\d{2}(?::\d{2})?)?$/;
const BEFORE = /^(?:大概|大约|约|好像|可能|应该|估计|差不多|就是|就在|是|在|从|自|于)+/;
const AFTER = /(?:左右|前后|附近|期间|那天|那会儿|时候|时|当天|吧|呢|了|开始|起)+$/;
const WEEKDAY = /([日号\d])(?:周|星期|礼拜)[一二三四五六日天]$/;

/** Hedges and the time of day away; what is left is the date. */
function bare(text: string): string {
  let left = text;
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(BEFORE, '').replace(AFTER, '').replace(/^([今昨])[早晚夜]/, '$1天').replace(/^前晚/, '前天');
    left = left.replace(TIME, '') || left;
  }
  return left;
}

/**
 * What day or period a text means, seen from `today` (ISO date, Asia/Shanghai).
 * A period that has begun and is not over ends today.
 */
export function parseDate(input: string, today: string): DateResult {
  const text = input
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+(\d{1,2}:\d{2}(:\d{2})?)$/, '')
    .replace(/[\s。,!;、"'“”‘’()的]|\.$/g, '');
  if (text === '') return { invalid: 'empty' };
  const [y, m, d] = today.split('-').map(Number) as [number, number, number];
  const now: Day = { y, m, d };
  const found = span(text, now);
  if (!found || found.from.y < 1900 || num(found.to) < num(found.from)) return { invalid: 'date' };
  if (num(found.from) > num(now)) return { invalid: 'date_future' };
  return { from: iso(found.from), to: iso(num(found.to) > num(now) ? now : found.to) };
}

function span(text: string, today: Day): Span | null {
  const whole = point(fold(text), today);
  if (whole) return whole;
  const cut = /^(.+?)(?:到|至|~|—+|–)(.+)$/.exec(text) ?? /^(.+[年月日号])-(.+)$/.exec(text);
  if (!cut) return null;
  const from = point(fold(cut[1] ?? ''), today);
  if (!from) return null;
  const end = fold(cut[2] ?? '');
  const to = /^(今|现在|目前|如今)$/.test(end) ? one(today) : point(end, today, from.from);
  return to && { from: from.from, to: to.to };
}

const fold = (text: string): string => bare(text).replace(WEEKDAY, '$1');
