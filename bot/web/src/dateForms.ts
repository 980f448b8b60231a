/**
 * The forms of a date in speech: what one of them means (去年腊月二十三, 上周三, 三四年前). Twin of
 * bot/channels/date_forms.py; the forms themselves are in bot/channels/date_grammar.json.
 */
import {
  type Context, count, data, dayOf, daysIn, type Found, forms, Invalid, lunarDay, lunarMonth, lunarYear, NoSuchDay,
  numbers, re, term, ymd,
} from './dateGrammar';

type Groups = Record<string, string | undefined>;
type Reader = (g: Groups, context: Context) => Found | null;

/** Of a range's end that names no year: how far it may lie beyond the beginning (11月到1月, not 5月到3月). */
const FARTHEST_TURN = 183;

/** One date or period: as it stands, else with a hedge or the time of day taken away, again and again. */
export function one(given: string, context: Context): Found | null {
  let words = given;
  while (words) {
    const found = read(words, context);
    if (found) return found;
    const shorter = shortened(words);
    if (shorter === words) return null;
    words = shorter;
  }
  return null;
}

const STRIPPED = [[re.near_day, '$1天'], [re.before, ''], [re.time, ''], [re.after, '']] as const;

function shortened(words: string): string {
  for (const [pattern, by] of STRIPPED) {
    const match = pattern.exec(words);
    if (!match || (pattern === re.time && match.index === 0)) continue;
    const shorter = words.replace(pattern, by);
    if (shorter !== words) return shorter;
  }
  return words;
}

function read(words: string, context: Context): Found | null {
  const numeric = numbers(words);
  for (const { kind, form, raw } of forms) {
    const match = form.exec(raw ? words : numeric);
    const found = match && READERS[kind]?.(match.groups ?? {}, context);
    if (found) return found;
  }
  return null;
}

// -- what the forms mean

/** Whole months; a month below 1 or above 12 is one of another year. */
function months(year: number, month: number, last = month): Found {
  const at = (m: number): [number, number] => [year + Math.floor((m - 1) / 12), ((((m - 1) % 12) + 12) % 12) + 1];
  const [endYear, endMonth] = at(last);
  return { first: dayOf(...at(month), 1), last: dayOf(endYear, endMonth, daysIn(endYear, endMonth)) };
}

function tenth({ first, last }: Found, word: string): Found {
  const part = (data.tenths as Record<string, number>)[word] ?? 0;
  return { first: first + 10 * part, last: part === 2 ? last : first + 10 * part + 9 };
}

const single = (day: number): Found => ({ first: day, last: day });
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday

/** The latest that exists and has begun; in a range the first that does not end before the beginning does. */
function choose(context: Context, make: (candidate: number) => Found, candidates: number[]): Found {
  let skip = context.skip ?? 0;
  for (const candidate of candidates) {
    let found: Found;
    try {
      found = { ...make(candidate), free: true };
    } catch (error) {
      if (error instanceof NoSuchDay) continue;
      throw error;
    }
    if (context.start) {
      if (found.last < context.start.last) continue;
      const turned = ymd(found.first)[0] !== ymd(context.start.first)[0];
      if (found.first - context.start.last > FARTHEST_TURN && turned) throw new Invalid('date');
      return found;
    }
    if (found.first <= context.today && !skip--) return found;
  }
  throw new Invalid('date');
}

const down = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, i) => from - i);

function inSomeYear(context: Context, make: (year: number) => Found, thisYear: number): Found {
  if (!context.start) return choose(context, make, down(thisYear + 1, thisYear - 8));
  const [year] = ymd(context.start.first);
  return choose(context, make, [year, year + 1]);
}

/** 今年, 2024年, 24年, 二零二四年, 3年前 as a year, seen from `thisYear`. */
function yearOf(text: string, thisYear: number): number {
  const word = numbers(text).replace(/度$/, '');
  const near = (data.years as Record<string, number>)[word];
  if (near !== undefined) return thisYear + near;
  const number = /^[0-9]+/.exec(word)?.[0];
  if (number === undefined) throw new Invalid('date');
  const value = Number(number);
  if (word.includes('前')) return thisYear - value;
  if (number.length !== 2) return value;
  return 2000 + value <= thisYear ? 2000 + value : 1900 + value;
}

const thisYear = (context: Context): number => ymd(context.today)[0];

/** A month, day, half, quarter or season of a year, or the whole year. */
const inYear: Reader = (g, context) => {
  const make = (year: number): Found => {
    if (g.m) {
      const month = Number(g.m);
      if (month < 1 || month > 12) throw new Invalid('date');
      if (g.d) return single(dayOf(year, month, Number(g.d)));
      return g.t ? tenth(months(year, month), g.t) : months(year, month);
    }
    if (g.q) return months(year, 3 * Number(g.q) - 2, 3 * Number(g.q));
    const table: Record<string, number[]> = g.p ? data.parts : data.seasons;
    const [first, last] = table[g.p ?? g.s ?? ''] ?? [1, 12];
    return months(year, first ?? 1, last);
  };
  return g.y ? make(yearOf(g.y, thisYear(context))) : inSomeYear(context, make, thisYear(context));
};

const full: Reader = (g, context) => inYear({ ...g, y: `${yearOf(`${g.y}年`, thisYear(context))}年` }, context);

/** 202103; 201112 may be a month of 2011 or a day of 2020: asked again. */
const six: Reader = (g, context) => {
  const text = g.six ?? '';
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(4))];
  let other = false;
  try {
    other = dayOf(2000 + Number(text.slice(0, 2)), Number(text.slice(2, 4)), month) <= context.today;
  } catch (error) {
    if (!(error instanceof NoSuchDay)) throw error;
  }
  if (other || year < 1900 || year > thisYear(context) || month < 1 || month > 12) throw new Invalid('date');
  return months(year, month);
};

const nearDay: Reader = (g, { today }) => single(today + ((data.days as Record<string, number>)[g.k ?? ''] ?? 0));

const sameDay: Reader = (g, context) => {
  const [year, m, d] = ymd(context.today);
  return single(dayOf(yearOf(g.y ?? '', year), m, d));
};

const dayOfMonth: Reader = (g, context) => {
  const [year, month] = ymd(context.start?.first ?? context.today);
  const make = (shift: number): Found => {
    const [y, m] = ymd(months(year, month + shift).first);
    return single(dayOf(y, m, Number(g.d)));
  };
  return choose(context, make, context.start ? [0, 1] : down(0, -13));
};

/** 这个 → 0, 上上个 → -2, 大上 → -2, 下 → 1. */
const shiftOf = (word: string): number => {
  const times = (c: string): number => word.split(c).length - 1;
  return times('下') - times('上') - (word.includes('大') ? 1 : 0);
};

const month: Reader = (g, context) => {
  const [year, now] = ymd(context.today);
  const make = (shift: number): Found => {
    const whole = months(year, now + shift);
    if (!g.d) return g.t ? tenth(whole, g.t) : whole;
    const [y, m] = ymd(whole.first);
    return single(dayOf(y, m, Number(g.d)));
  };
  if (g.r) return make(shiftOf(g.r));
  if (!context.start) return choose(context, make, [0, -1, -2]);
  const [y, m] = ymd(context.start.first);
  return tenth(months(y, m), g.t ?? '');
};

const quarter: Reader = (g, context) => {
  const [year, now] = ymd(context.today);
  const first = 3 * (Math.floor((now - 1) / 3) + shiftOf(g.r ?? '')) + 1;
  return months(year, first, first + 2);
};

const week: Reader = (g, context) => {
  const anchor = context.start && !g.r ? context.start.first : context.today;
  const monday = anchor - weekday(anchor);
  if (!g.w) {
    if (!g.r) return null;
    const first = monday + 7 * shiftOf(g.r);
    return { first, last: first + 6 };
  }
  const offset = g.w === '末' ? 5 : /[日天]/.test(g.w) ? 6 : Number(g.w) - 1;
  const make = (weeks: number): Found => {
    const first = monday + 7 * weeks + offset;
    return { first, last: g.w === '末' ? first + 1 : first };
  };
  if (g.r) return make(shiftOf(g.r));
  return choose(context, make, context.start ? [0, 1] : down(0, -5));
};

const MONTHS: Record<string, number> = { 月: 1, 季度: 3, 年: 12 };
const DAYS: Record<string, number> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7 };

/** The day, month or year so many units before today. */
function back(today: number, number: number, unit: string): Found {
  const [year, now] = ymd(today);
  if (unit === '年') return months(year - number, 1, 12);
  const each = MONTHS[unit];
  return each ? months(year, now - number * each) : single(today - number * (DAYS[unit] ?? 1));
}

/** The same day so many units before, or the last day of a shorter month. */
function backDays(today: number, number: number, unit: string): number {
  if (DAYS[unit] === 1) return today - (number - 1);
  if (DAYS[unit]) return today - 7 * number;
  const [year, now, d] = ymd(today);
  const [y, m] = ymd(months(year, now - number * (MONTHS[unit] ?? 1)).first);
  return dayOf(y, m, Math.min(d, daysIn(y, m)));
}

const ago: Reader = (g, { today }) => {
  const [year, now] = ymd(today);
  const unit = g.u ?? '';
  const half = g.h !== undefined || !('h' in g);
  if (g.n === '半') {
    if (half || (unit !== '年' && unit !== '月')) throw new Invalid('date');
    return unit === '年' ? months(year, now - 6) : single(today - 15);
  }
  const near = Number(g.n);
  const far = Number(g.n2 ?? g.n);
  if (near === 0 || far < near || (half && g.n2)) throw new Invalid('date');
  if (!half) return { first: back(today, far, unit).first, last: back(today, near, unit).last };
  if (unit === '年') return months(year, now - near * 12 - 6);
  if (unit !== '月') throw new Invalid('date');
  return single(backDays(today, near, '月') - 15);
};

/** 两年多前: between two and three years ago. */
const agoAndMore: Reader = (g, { today }) => {
  const [year, now] = ymd(today);
  if (g.n === '半') return months(year, now - 11, now - 6);
  const number = Number(g.n);
  if (number === 0) throw new Invalid('date');
  const unit = g.u ?? '年';
  return { first: back(today, number + 1, unit).first, last: back(today, number, unit).last };
};

/** 近三个月 (to today); 前两个月 (the two before this one); 今年前三个月 (its first). */
const last: Reader = (g, context) => {
  const { today } = context;
  const unit = g.u ?? '';
  if (g.n === '半') {
    if (unit !== '年' && unit !== '月') return null;
    return { first: unit === '年' ? backDays(today, 6, '月') : backDays(today, 15, '天'), last: today };
  }
  const number = Number(g.n);
  if (number === 0 || (g.near === '这' && DAYS[unit] === 1)) return null;
  if (g.y) {
    const each = unit === '年' ? 0 : (MONTHS[unit] ?? 0);
    const year = yearOf(g.y, thisYear(context));
    return !each || each * number > 12 ? null : months(year, 1, each * number);
  }
  if (g.near) return { first: backDays(today, number, unit), last: today };
  if (unit === '季度') return null;
  if (DAYS[unit] === 1) return number === 2 ? null : { first: today - number, last: today - 1 };
  if (DAYS[unit]) {
    const monday = today - weekday(today);
    return { first: monday - 7 * number, last: monday - 1 };
  }
  return { first: back(today, number, unit).first, last: back(today, 1, unit).last };
};

const decade: Reader = (g) => months(1900 + Number(g.dec), 1, 120);

// -- festivals and the lunar calendar

const festival: Reader = (g, context) => {
  const name = g.f ?? '';
  const span = g.span ?? '';
  const fixed = (data.festivals as Record<string, string[]>)[name];
  const ofMonth = (data.month_of_term as Record<string, number>)[name];
  const make = (year: number): Found => {
    let base: number;
    let found: Found;
    if (fixed) {
      const [first, end] = fixed.map((md) => dayOf(year, Number(md.slice(0, 2)), Number(md.slice(3))));
      base = first ?? 0;
      found = { first: base, last: end ?? base };
    } else if (ofMonth) {
      base = term(name, year, ofMonth);
      found = single(base);
    } else {
      const [m = 1, d = 1, before = 0, after = 0] = (data.lunar_festivals as Record<string, number[]>)[name] ?? [];
      base = lunarDay(year, m, d);
      // 除夕 of 2026 is the one in February 2026
      if (m === 12 && ymd(base)[0] > year) base = lunarDay(year - 1, m, d);
      // 2023 has no 腊八
      if (ymd(base)[0] !== year) throw new Invalid('date_lunar');
      found = { first: base + before, last: base + after };
    }
    if (/^(?:当|那天)/.test(span)) return single(base);
    const wide = /^(?:期间|前后|假|长假|小长假|放假|那几天)/.test(span) && found.first === found.last ? 2 : 0;
    return { first: found.first - wide, last: found.last + wide };
  };
  return g.y ? make(yearOf(g.y, thisYear(context))) : inSomeYear(context, make, thisYear(context));
};

const SPECIAL: Record<string, number> = { 正: 1, 冬: 11, 腊: 12 };

/** A lunar month or day. A month and a day in Chinese numerals, without 日 or 号, may be either calendar's. */
const lunar: Reader = (g, context) => {
  const name = g.lm ?? '';
  const said = g.ld ?? '';
  const number = said.replace(/^初/, '');
  const part = /^[初中底末]$/.test(said);
  const m = SPECIAL[name] ?? count(name);
  const d = part || !number ? null : count(number);
  if (m === null || (number && !part && d === null)) return null;
  if (!(g.mark || g.leap || name in SPECIAL || (said.startsWith('初') && !part))) {
    const doubtful = d !== null && !/^[0-9]+$/.test(number) && !g.sun && ((d >= 10 && d <= 30) || d === m);
    if (doubtful) throw new Invalid('date_lunar');
    return null;
  }
  return lunarDays(g, context, m, d, part ? said : '');
};

function lunarDays(g: Groups, context: Context, m: number, d: number | null, part: string): Found {
  const leap = Boolean(g.leap);
  const make = (year: number): Found => {
    if (d !== null) return { ...single(lunarDay(year, m, d, leap)), lunar: [year, m, leap] };
    const [first, end] = lunarMonth(year, m, leap);
    return { ...(part ? tenth({ first, last: end }, part) : { first, last: end }), lunar: [year, m, leap] };
  };
  // The year's last month lies mostly in the next: there, the year that is spoken of is the lunar one.
  const now = m === 12 ? lunarYear(context.today) : thisYear(context);
  return g.y ? make(yearOf(g.y, now)) : inSomeYear(context, make, now);
}

/** 正月初五, 大年初二. */
const newYear: Reader = (g, context) => {
  const d = count((g.ld ?? '').replace(/^初/, ''));
  return d === null ? null : lunarDays(g, context, 1, d, '');
};

/** 初七, 二十: a day of the lunar month that a range began in. */
const lunarDayOnly: Reader = (g, { start }) => {
  const d = count((g.ld ?? '').replace(/^初/, ''));
  if (!start?.lunar || d === null) return null;
  const [y, m, leap] = start.lunar;
  return single(lunarDay(y, m, d, leap));
};

const READERS: Record<string, Reader> = {
  festival, lunar, newyear: newYear, first: lunarDayOnly, day: nearDay, sameday: sameDay, ymd: full, six,
  inyear: inYear, dom: dayOfMonth, month, quarter, week, ago, agomore: agoAndMore, last, decade,
};
