/** Documents, phones, contacts: twin of bot/channels/inputs.py, with its rules (bot/channels/inputs.json). */
import rules from '../../channels/inputs.json';
import { bare, length } from './clean';
import { inArabic } from './digits';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const all = (pattern: string): RegExp => new RegExp(pattern, 'gu');
const has = (pattern: string, text: string): boolean => new RegExp(pattern, 'u').test(text);
const lower = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What is wrong; '' when nothing is. */
export type IdProblem = '' | 'id_length' | 'id_checksum';
export type PhoneProblem = '' | 'phone' | 'phone_area';

/** The number of any identity document; `value` in one canonical form, '' for a document that only its name tells. */
export function idNumber(text: string, today: string): { problem: IdProblem; value: string } {
  const r = rules.id;
  const plain = lower(text);
  const value = inArabic(plain.replace(all(r.labels), ' ')).replace(all(r.noise), '').toUpperCase();
  return { problem: idProblem(plain, value, today), value: /^[0-9A-Z]+$/.test(value) ? value : '' };
}

function idProblem(plain: string, number: string, today: string): IdProblem {
  const r = rules.id;
  if (has(r.other, plain) && (number.match(/[0-9A-Z]/g) ?? []).length >= 4) return '';
  if (has(r.eighteen, number)) {
    const sum = WEIGHTS.reduce((total, w, i) => total + w * Number(number[i]), 0);
    const right = born(number.slice(6, 14), today) && '10X98765432'[sum % 11] === number[17];
    return right ? '' : 'id_checksum';
  }
  if (has(r.fifteen, number)) {
    const right = has(r.provinces, number) && born(`19${number.slice(6, 12)}`, today);
    return right ? '' : 'id_checksum';
  }
  if (r.forms.some((form) => has(form, number))) return '';
  if (/^[0-9]{8}$/.test(number) && has(r.taiwan, plain)) return '';
  if (has(r.any_passport, number) && has(r.passport, plain)) return '';
  // One letter too many (O for 0): of the right length, so it is not the length that is wrong.
  const nearly = has(r.like_eighteen, number) && number.replace(/[^0-9]/g, '').length >= 12;
  return nearly ? 'id_checksum' : 'id_length';
}

function born(digits: string, today: string): boolean {
  const [y, m, d] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6))];
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const exists = m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
  return y >= 1900 && exists && iso <= today;
}

/** A phone number, or several; `value` when it is one. */
export function phone(text: string): { problem: PhoneProblem; value: string } {
  const r = rules.phone;
  const plain = inArabic(lower(text)).replace(all(r.labels), '');
  const parts = plain.split(new RegExp(r.several, 'u')).filter((part) => part.trim());
  if (!parts.length) return { problem: 'phone', value: '' };
  const read = parts.map((part) => onePhone(part.replace(all(r.noise), '')));
  return { problem: read.find((p) => p.problem)?.problem ?? '', value: read.map((p) => p.value).join(',') };
}

function onePhone(given: string): { problem: PhoneProblem; value: string } {
  const whole = formOfPhone(given.replaceAll('-', ''));
  const extended = whole.problem ? new RegExp(rules.phone.extension, 'u').exec(given) : null;
  if (!extended) return whole;
  const main = formOfPhone((extended[1] ?? '').replaceAll('-', ''));
  if (main.problem && whole.problem !== 'phone') return whole;
  return { problem: main.problem, value: `${main.value}转${extended[2]}` };
}

function formOfPhone(given: string): { problem: PhoneProblem; value: string } {
  const r = rules.phone;
  const value = given
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^[+]?86(?=1[3-9][0-9]{9}$)/, '')
    .replace(/^[+]?86(?=(?:10|2[0-9]|[3-9][0-9]{2})[2-8][0-9]{6,7}$)/, '0');
  if ([r.mobile, r.landline, r.service, r.foreign].some((form) => has(form, value))) return { problem: '', value };
  return { problem: has(r.no_area, value) ? 'phone_area' : 'phone', value };
}

/** Patterns of what is given for a name or a contact; fetched at the first such step (bot/channels/given.json). */
export interface Given {
  name: Record<'parts' | 'intro' | 'of' | 'outro' | 'known' | 'says' | 'against' | 'introduces' | 'english' | 'other', string>;
  contact: Record<'way' | 'says' | 'forbids', string>;
  none: Record<'name' | 'contact', string>;
}

/** A phone, a mail address, an account, or a place: '' when somebody could be reached so. */
export function contact(text: string, given?: Given): '' | 'contact' | 'phone' | 'phone_area' {
  const r = rules.contact;
  const plain = text.normalize('NFKC');
  if (given && has(given.contact.forbids, plain)) return 'contact';
  if (has(r.email, plain)) return '';
  const { problem } = phone(plain);
  if (!problem) return '';
  if (problem === 'phone_area' || has(r.number_only, plain)) return problem;
  const says = given && has(given.contact.says, plain) && !has(given.contact.way, plain) && !/\p{Nd}/u.test(plain);
  return !says && (has(r.account, plain) || length(plain) >= 6) ? '' : 'contact';
}

/** A name; 'name' for a sentence, or a wish beside a name that it is not written. */
export function name(text: string, given?: Given): '' | 'name' {
  if (!given) return '';
  const r = given.name;
  const plain = lower(text).trim();
  const parts = plain.split(new RegExp(r.parts, 'u')).filter(Boolean);
  if (parts.length === 1 && has(r.known, plain)) return '';
  if (has(r.against, plain)) return 'name';
  const asked = parts.map((part) => [part, part.replace(new RegExp(r.intro, 'u'), '')] as const);
  const told = asked.flatMap(([part, rest]) => [part, rest.replace(new RegExp(r.outro, 'u'), ''), part.replace(new RegExp(r.of, 'u'), '')]);
  if (told.some((one) => has(r.known, one)) || has(r.other, plain)) return '';
  const short = length(plain.replace(/[^\p{L}\p{N}_]/gu, '')) < 2;
  if (!/[\u4e00-\u9fff]/u.test(plain)) return short || has(r.english, plain) ? 'name' : '';
  const [first, rest] = asked[0] ?? ['', ''];
  const introduced = length(rest) > 1 && has(r.introduces, first.slice(0, first.length - rest.length));
  return short || (!introduced && has(r.says, first)) ? 'name' : '';
}

/** Whether who was asked for a name or a contact says that there is none, or that it will not be given. */
export const refuses = (kind: string, text: string, given?: Given): boolean =>
  !!given && has(given.none[kind === 'name' ? kind : 'contact'], bare(text));
