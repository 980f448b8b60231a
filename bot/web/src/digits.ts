/** Digits as people write and read them out, and receipts in them: twin of store/digits.py, with its table. */
import table from '../../../store/digits.json';

const digitOf = new Map<string, string>();
const letterOf = new Map<string, string>();
for (const [digit, chars] of Object.entries(table.digits)) for (const c of chars) digitOf.set(c, digit);
for (const [digit, chars] of Object.entries(table.letters)) {
  for (const c of [...chars, ...chars.toUpperCase()]) letterOf.set(c, digit);
}

const one = (chars: Iterable<string>): string =>
  `[${Array.from(chars, (c) => c.replace(/[\^\-\]\\[(){}*+?.|/$]/, '\\$&')).join('')}]`;
const REAL = one(digitOf.keys());
const ANY = one([...digitOf.keys(), ...letterOf.keys()]);
const RUN = new RegExp(`${ANY}(?:${one(table.between)}{0,4}${ANY})*`, 'gu');
const BESIDE = new RegExp(`^(?:${ANY}${one(table.between)}{0,4}){0,3}${REAL}`, 'u');
const WORD = /[A-Za-z\u0400-\u04ff]/;
const PARTS = /[\n,，;；、/／。|]+/;
const LABELS = new RegExp(table.labels, 'gu');
const AREA_CODE = /^\(?0(?:10|2[0-9]|[3-9][0-9]{2})\)?[\s-]{1,2}[2-9][0-9]{6,7}$/;

/** `text` with Chinese and spoken digits as Arabic ones; letters stay letters. */
export const inArabic = (text: string): string =>
  Array.from(text.normalize('NFKC'), (c) => digitOf.get(c) ?? c).join('');

const value = (run: string): string =>
  Array.from(run, (c) => digitOf.get(c) ?? letterOf.get(c) ?? '').join('');

/** Runs of digits. A letter is a digit only beside digits, and not within a word. */
function runs(plain: string): string[] {
  const found: string[] = [];
  for (const match of plain.matchAll(RUN)) {
    let first = match.index;
    let last = first + match[0].length;
    const inWord = (at: number): boolean => WORD.test(plain.charAt(at));
    while (
      first < last && !digitOf.has(plain.charAt(first)) &&
      (inWord(first - 1) || !BESIDE.test(plain.slice(first, last)))
    ) {
      first++;
    }
    while (
      last > first && !digitOf.has(plain.charAt(last - 1)) && (inWord(last) || !letterOf.has(plain.charAt(last - 1)))
    ) {
      last--;
    }
    const run = plain.slice(first, last);
    if (Array.from(run).some((c) => digitOf.has(c))) found.push(run);
  }
  return found;
}

/** Whether these are the digits of a receipt number of ours (ISO 7064 mod 11,10). */
export function isNumber(digits: string): boolean {
  if (!/^[0-9]{12}$/.test(digits)) return false;
  let check = 10;
  for (const digit of digits.slice(0, -1)) check = (((check + Number(digit)) % 10 || 10) * 2) % 11;
  return String((11 - check) % 10) === digits.at(-1);
}

function split(run: string): string[] {
  const all = value(run);
  if (all.length === 12 || all.length === 20) return [all];
  for (const between of [PARTS, /\s+/]) {
    const parts = run.split(between).map(value).filter(Boolean);
    if (parts.some((part) => part.length === 20 || isNumber(part))) return parts;
  }
  if (all.length !== 32) return [all];
  const cut = isNumber(all.slice(0, 12)) ? 12 : 20;
  return [all.slice(0, cut), all.slice(cut)];
}

interface Receipt {
  number: string | null;
  password: string | null;
  /** What stands beside the digits. */
  rest: string;
  /** Whether that is nothing but their labels and polite words. */
  bare: boolean;
}

/** Number and password in what somebody typed or pasted, in either order. A landline with area code is no receipt. */
export function receipt(text: string): Receipt {
  const whole = text.normalize('NFKC');
  const given = runs(whole).filter((run) => !AREA_CODE.test(run.trim()));
  const values = given.flatMap(split);
  const numbers = new Set(values.filter((v) => v.length === 12 && isNumber(v)));
  const passwords = new Set(values.filter((v) => v.length === 20));
  const only = (set: Set<string>): string | null => (set.size === 1 ? ([...set][0] ?? null) : null);
  const rest = given.reduce((left, run) => left.replace(run, ' '), whole);
  const bare = !/[\p{L}\p{N}]/u.test(rest.toLowerCase().replace(LABELS, ''));
  return { number: only(numbers), password: only(passwords), rest, bare };
}
