/**
 * Dates as people say them (昨天, 上个月5号, 去年国庆到现在). The grammar is data that the gateway reads too
 * (bot/channels/date_grammar.json); tests/data/date_cases.yml are the cases both pass. Nothing is guessed: what may mean
 * two things is asked about, and what names no day stays the person's own words.
 */
import { one } from './dateForms';
import { cleaned, type Context, type DateProblem, type Found, Invalid, iso, NoSuchDay, numbers, re } from './dateGrammar';

export type { DateProblem } from './dateGrammar';

/** First and last day, ISO, both inclusive; the same day when it is one day. */
export type DateResult = { from: string; to: string } | { invalid: DateProblem };

/** A longer text is a story: no date is looked for in it. */
const MOST = 200;

/** What day or period a text means, seen from `today` (ISO date, Asia/Shanghai). */
export function parseDate(input: string, today: string): DateResult {
  const words = cleaned(input);
  if (words === '') return { invalid: 'empty' };
  const now = Date.parse(today) / 86_400_000;
  try {
    const found = sentence(words, now);
    if (iso(found.first) < '1900' || found.last < found.first) return { invalid: 'date' };
    if (found.first > now) return { invalid: 'date_future' };
    return { from: iso(found.first), to: iso(Math.min(found.last, now)) };
  } catch (error) {
    if (error instanceof Invalid) return { invalid: error.reason };
    if (error instanceof NoSuchDay) return { invalid: 'date' };
    throw error;
  }
}

/** A date, or one date among clauses that name none. */
function sentence(words: string, today: number): Found {
  if (re.lunar_alone.test(words)) throw new Invalid('date_lunar');
  const long = Array.from(words).length;
  if (long <= MOST) {
    const found = read(words, today);
    if (found) return found;
    const clauses = words.split(',').filter(Boolean);
    if (clauses.length > 1) {
      const readings = clauses.map((clause) => read(clause, today));
      const days = new Map(readings.flatMap((f) => (f ? [[`${f.first}/${f.last}`, f] as const] : [])));
      const others = clauses.filter((_, i) => !readings[i]).join('');
      const [only] = days.values();
      if (only && days.size === 1 && !re.dateish.test(others)) return only;
    }
  }
  const tells = long >= 8 && re.tells_of_time.test(words);
  throw new Invalid(tells || re.own_words.test(words) || re.time_only.test(words) ? 'words' : 'date');
}

/** One date, a period that goes on (起, 至今), a range, or days side by side. */
function read(words: string, today: number): Found | null {
  if (re.now.test(words)) return { first: today, last: today };
  const tail = re.open_end.exec(words);
  if (tail && re.open_sure.test(tail[0])) {
    const begun = one(words.slice(0, tail.index).replace(re.part_head, ''), { today });
    if (begun) return open(begun, today);
  }
  const found = one(words, { today }) ?? range(words, today) ?? list(words, today);
  if (found || !re.open_from.test(words)) return found;
  const begun = one(words.replace(re.open_from, ''), { today });
  return begun && open(begun, today);
}

const open = (begun: Found, today: number): Found => ({ first: begun.first, last: Math.max(begun.first, today) });

const cuts = new RegExp(re.range.source, 'gu');

function range(words: string, today: number): Found | null {
  for (const cut of words.matchAll(cuts)) {
    const left = words.slice(0, cut.index).replace(re.part_head, '').replace(re.part_tail, '');
    const right = words.slice(cut.index + cut[0].length).replace(re.part_head, '');
    const both = ends(left, right, today);
    if (!both) continue;
    const [first, last] = both;
    if (last.last < first.last) throw new Invalid('date');
    if (last.first > today) throw new Invalid('date_future');
    return { first: first.first, last: last.last };
  }
  return null;
}

/** Days or months side by side (5、6月; 周三和周四): one period. Apart, they are no range: kept as words. */
function list(words: string, today: number): Found | null {
  const parts = words.split(re.list).filter(Boolean);
  if (parts.length < 2) return null;
  for (let i = parts.length - 2; i >= 0; i--) parts[i] = lend(parts[i] ?? '', parts[i + 1] ?? '');
  let period = one(parts[0] ?? '', { today });
  for (let i = 1; period && i < parts.length; i++) {
    const found = one(withUnitOf(parts[i] ?? '', parts[i - 1] ?? ''), { today, start: period });
    if (!found) return null;
    if (found.first > today) throw new Invalid('date_future');
    if (found.first < period.first || found.first > period.last + 1) throw new Invalid('words');
    period = { ...period, last: Math.max(period.last, found.last) };
  }
  return period;
}

/**
 * Beginning and end; the one lends the other its unit, year, month or week. A beginning whose year is not named is the
 * latest whose end has begun, too.
 */
function ends(left: string, right: string, today: number): [Found, Found] | null {
  if (!left || !right) return null;
  const begin = lend(left, right);
  let found: [Found, Found] | null = null;
  for (let skip = 0; skip < 4; skip++) {
    const context: Context = { today, skip };
    const start = one(begin, context);
    if (!start) return found;
    if (re.now.test(right)) return [start, { first: today, last: today }];
    if (re.time_only.test(right)) {
      const day = start.last + (re.next_day.test(right) ? 1 : 0);
      return [start, { first: day, last: day }];
    }
    const end = one(withUnitOf(right, left), { today, start });
    if (!end) return null;
    found = [start, end];
    // Turned into another year (11月到1月): the winter meant is the one that is over.
    if (end.first <= today || !start.free || iso(end.first).slice(0, 4) === iso(start.first).slice(0, 4)) return found;
  }
  return found;
}

/** `left`, with the unit that only `right` names: 3到5月, 2019-2021年, 2021年3-5月. */
function lend(left: string, right: string): string {
  const number = /(?:^|[年月])(?:[0-9]{1,4}|[零一二三四五六七八九十两]{1,4})$/.test(left);
  const unit = re.unit_ahead.exec(numbers(right));
  return number && unit && !/^[0-9]{4}$/.test(left) ? left + (unit[1] ?? '').replace(/^个/, '') : left;
}

/** `right`, with the unit that only `left` names: 5月3日-8, 2021.3.5-8. */
function withUnitOf(right: string, left: string): string {
  if (!/^[0-9]{1,2}$/.test(right)) return right;
  const yearMonth = /^[0-9]{4}[-/._][0-9]{1,2}$/.test(left);
  if (!yearMonth && /[月号日./_-][0-9]{1,2}$|[号日]$/.test(left)) return `${right}日`;
  return yearMonth || left.endsWith('月') ? `${right}月` : right;
}
