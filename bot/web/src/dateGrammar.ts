/** The shared grammar of dates (bot/channels/date_grammar.json), read; days as numbers; numerals; the lunar calendar. */
import data from '../../channels/date_grammar.json';
import moons from '../../channels/lunar.json';

/** Why a text is no date. `words`: tells of a time and names no day; kept as it was said. */
export type DateProblem = 'empty' | 'date' | 'date_future' | 'date_lunar' | 'words';

/** Not a date we can use. */
export class Invalid extends Error {
  constructor(readonly reason: DateProblem) {
    super(reason);
  }
}

/** A day that does not exist (30 February): perhaps it does in another year. */
export class NoSuchDay extends Error {}

/** First and last day (days since 1970); `free`: year, month or week was not named; the lunar month they are in. */
export interface Found {
  first: number;
  last: number;
  free?: boolean;
  lunar?: [year: number, month: number, leap: boolean];
}

/** What a date may lean on: today; for a range's end its beginning; how many possible beginnings were too late. */
export interface Context {
  today: number;
  start?: Found;
  skip?: number;
}

export { data };

// -- days

export const ymd = (n: number): [y: number, m: number, d: number] => {
  const t = new Date(n * 86_400_000);
  return [t.getUTCFullYear(), t.getUTCMonth() + 1, t.getUTCDate()];
};
export const daysIn = (y: number, m: number): number => new Date(Date.UTC(y, m, 0)).getUTCDate();
/** Throws NoSuchDay. */
export function dayOf(y: number, m: number, d: number): number {
  if (!(y >= 100 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m))) throw new NoSuchDay();
  return Date.UTC(y, m - 1, d) / 86_400_000;
}
export const iso = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10);

// -- patterns

const macros: Record<string, string> = { ...data.macros };
const longestFirst = (words: string[]): string =>
  words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');
macros.FESTIVALS = longestFirst(
  [data.festivals, data.lunar_festivals, data.month_of_term].flatMap((table) => Object.keys(table)),
);
macros.DAYS = longestFirst(Object.keys(data.days));

const filled = (pattern: string): string => {
  let left = pattern;
  while (left.includes('@')) left = left.replace(/@(\w+)@/g, (_, name: string) => macros[name] ?? '');
  return left;
};
type Patterns = {
  [K in keyof typeof data as (typeof data)[K] extends string ? K : never]: RegExp;
};
export const re = Object.fromEntries(
  Object.entries(data)
    .filter(([name, value]) => typeof value === 'string' && name !== 'about')
    .map(([name, value]) => [name, new RegExp(filled(value as string), 'u')]),
) as Patterns;
export const forms = data.forms.map(([kind, pattern, raw]) => ({
  kind: kind ?? '',
  form: new RegExp(`^(?:${filled(pattern ?? '')})$`, 'u'),
  raw: raw !== undefined,
}));
const cleaning = data.clean.map(([pattern, by]) => [new RegExp(filled(pattern ?? ''), 'gu'), by ?? ''] as const);
const from = Array.from(data.fold.from);
const to = Array.from(data.fold.to);
const folds = new Map(from.map((c, i) => [c, to[i] ?? c]));

export function cleaned(text: string): string {
  let words = Array.from(text.normalize('NFKC').toLowerCase(), (c) => folds.get(c) ?? c).join('');
  for (const [pattern, by] of cleaning) words = words.replace(pattern, by);
  return words;
}

// -- numerals

const digit = (c: string): number => (c === '两' ? 2 : '零一二三四五六七八九'.indexOf(c));

/** 31, 三十一, 两 as a number; 三四 and the like are none. */
export function count(text: string): number | null {
  if (/^[0-9]+$/.test(text)) return Number(text);
  if (text.length === 1 && text !== '十') return digit(text) < 0 ? null : digit(text);
  const tens = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(text);
  return tens ? (tens[1] ? digit(tens[1]) : 1) * 10 + (tens[2] ? digit(tens[2]) : 0) : null;
}

const runs = new RegExp(re.numerals.source, 'gu');

/** Chinese numerals as Arabic ones: digit by digit before 年, else numbers to 99. 三四年 stays: some years, or 1934. */
export function numbers(words: string): string {
  return words.replace(runs, (numeral: string, at: number) => {
    const following = words.slice(at + numeral.length);
    if (/^[^十两]+$/.test(numeral) && (numeral.length === 2 || numeral.length === 4) && following.startsWith('年')) {
      const number = Array.from(numeral, digit).join('');
      const doubtful = re.pair_year.test(numeral) && Number(number) > 30 && !re.year_goes_on.test(following);
      return doubtful ? numeral : number;
    }
    const value = count(numeral);
    return value === null ? numeral : String(value);
  });
}

// -- the lunar calendar

const begins: number[] = [Date.parse(moons.begins) / 86_400_000];
for (const months of moons.years) {
  const days = Array.from(months.slice(1), (m) => 29 + Number(m)).reduce((a, b) => a + b);
  begins.push((begins.at(-1) ?? 0) + days);
}

/** The lunar year that a day is in. Throws NoSuchDay outside the table. */
export function lunarYear(day: number): number {
  const after = begins.findIndex((start) => start > day);
  if (after < 1) throw new NoSuchDay();
  return moons.first + after - 1;
}

/** First and last day of a lunar month. Throws NoSuchDay when that year has none. */
export function lunarMonth(year: number, number: number, leap = false): [number, number] {
  const months = moons.years[year - moons.first];
  const start = begins[year - moons.first];
  if (months === undefined || start === undefined || number < 1 || number > 12) throw new NoSuchDay();
  const leapMonth = Number.parseInt(months.charAt(0), 16);
  if (leap && leapMonth !== number) throw new NoSuchDay();
  const place = number - 1 + (leap || (leapMonth && number > leapMonth) ? 1 : 0);
  const first = Array.from(months.slice(1, 1 + place), (m) => 29 + Number(m)).reduce((a, b) => a + b, start);
  return [first, first + 28 + Number(months[1 + place])];
}

/** A lunar day; the thirtieth of the year's last month is its last day. */
export function lunarDay(year: number, number: number, ofMonth: number, leap = false): number {
  const [first, last] = lunarMonth(year, number, leap);
  if (ofMonth === 30 && number === 12) return last;
  const found = first + ofMonth - 1;
  if (found < first || found > last) throw new NoSuchDay();
  return found;
}

/** The day of a solar term (清明, 冬至) in a year. */
export function term(name: string, year: number, ofMonth: number): number {
  const found = (moons.terms as Record<string, string>)[name]?.[year - moons.first];
  if (found === undefined) throw new NoSuchDay();
  return dayOf(year, ofMonth, ofMonth === 4 ? Number(found) : 20 + Number(found));
}
