/** What a sealed answer must look like, by `ask.kind`; checked before it is sealed, because afterwards nobody on the way can. */
import { clean, length, plain } from './clean';
import { parseDate } from './dates';

export type Problem =
  'empty' | 'too_long' | 'id_length' | 'id_checksum' | 'phone' | 'contact' | 'date' | 'date_future';

/** `value`: the canonical form, where the kind has one. */
export type Checked = { ok: true; text: string; value?: string } | { ok: false; problem: Problem };

const bad = (problem: Problem): Checked => ({ ok: false, problem });

/** First two digits of an 居民身份证 number: provinces, 台湾 71, 81–83 residence permits for 港澳台, 91 abroad. */
const PROVINCES =
  /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 居民身份证 number, 18 characters or the old 15; GB 11643 check character. */
export function idNumber(text: string, today: string): Checked {
  const id = plain(text).replace(/[\s\-.·]/g, '').toUpperCase();
  if (id.length !== 18 && id.length !== 15) return bad('id_length');
  const born = id.length === 18 ? id.slice(6, 14) : `19${id.slice(6, 12)}`;
  if (!/^\d+$/.test(id.slice(0, -1)) || !/[\dX]$/.test(id) || !PROVINCES.test(id)) return bad('id_checksum');
  if ('invalid' in parseDate(born, today)) return bad('id_checksum');
  if (id.length === 15) return /\d$/.test(id) ? { ok: true, text, value: id } : bad('id_checksum');
  const sum = WEIGHTS.reduce((total, w, i) => total + w * Number(id[i]), 0);
  return '10X98765432'[sum % 11] === id[17] ? { ok: true, text, value: id } : bad('id_checksum');
}

/** Mobile or landline of mainland China, 400/800, or an international number with +. */
export function phone(text: string): Checked {
  const raw = plain(text).replace(/[\s()\-.]/g, '').replace(/^(\+86|0086|86(?=1[3-9]\d{9}$))/, '');
  const number = raw.replace(/^00(?=[1-9])/, '+');
  const good =
    /^1[3-9]\d{9}$/.test(number) ||
    /^0(10|2\d|[3-9]\d{2})[2-8]\d{6,7}((转|x|ext)\d{1,6})?$/i.test(number) ||
    /^[48]00\d{7}$/.test(number) ||
    /^\+(?!86)[1-9]\d{6,14}$/.test(number);
  return good ? { ok: true, text, value: number } : bad('phone');
}

/** Any way to reach a person: phone, mail, an account, or a place; digits alone must be a phone number. */
export function contact(text: string): Checked {
  const line = plain(text);
  if (/[\w.+-]+@[\w-]+(\.[\w-]+)+/.test(line)) return { ok: true, text };
  if (/^[\d\s()+\-.转#*]*$/.test(line)) return phone(line).ok ? { ok: true, text } : bad('phone');
  const good = /[A-Za-z0-9][A-Za-z0-9_-]{4,}/.test(line) || length(line) >= 6;
  return good ? { ok: true, text } : bad('contact');
}

function date(text: string, today: string): Checked {
  const result = parseDate(plain(text), today);
  if ('invalid' in result) return bad(result.invalid);
  const value = result.from === result.to ? result.from : `${result.from}/${result.to}`;
  return { ok: true, text, value };
}

/** `today`: ISO date in Asia/Shanghai; `max`: characters. */
export function validate(kind: string, raw: string, today: string, max?: number): Checked {
  const text = clean(raw);
  if (!/[\p{L}\p{N}]/u.test(text)) return bad('empty');
  if (max !== undefined && max > 0 && length(text) > max) return bad('too_long');
  switch (kind) {
    case 'id_number':
      return idNumber(text, today);
    case 'phone':
      return phone(text);
    case 'contact':
      return contact(text);
    case 'date':
      return date(text, today);
    default:
      return { ok: true, text };
  }
}
