/** What a sealed answer must look like, by `ask.kind`; checked before it is sealed, because afterwards nobody on the way can. */
import { clean, length, plain } from './clean';
import { type DateProblem, parseDate } from './dates';
import { contact, type Given, type IdProblem, idNumber, name, type PhoneProblem, phone, refuses } from './inputs';

export type Problem =
  | 'empty' | 'too_long' | 'contact' | 'name' | 'none_given'
  | Exclude<IdProblem | PhoneProblem, ''> | Exclude<DateProblem, 'words'>;

/** `value`: the canonical form, where the kind has one. A date without one names no day: kept as it was said. */
export type Checked = { ok: true; text: string; value?: string } | { ok: false; problem: Problem };

const bad = (problem: Problem): Checked => ({ ok: false, problem });

function date(text: string, today: string): Checked {
  const result = parseDate(plain(text), today);
  if (!('invalid' in result)) {
    return { ok: true, text, value: result.from === result.to ? result.from : `${result.from}/${result.to}` };
  }
  return result.invalid === 'words' ? { ok: true, text } : bad(result.invalid);
}

/** `today`: ISO date in Asia/Shanghai; `max`: characters; `given`: what names and contacts look like, once it has come. */
export function validate(kind: string, raw: string, today: string, max?: number, given?: Given): Checked {
  const text = clean(raw);
  if (!/[\p{L}\p{N}]/u.test(text)) return bad('empty');
  if (max !== undefined && max > 0 && length(text) > max) return bad('too_long');
  if (['name', 'contact', 'phone'].includes(kind) && refuses(kind, plain(text), given)) return bad('none_given');
  switch (kind) {
    case 'id_number': {
      const { problem, value } = idNumber(plain(text), today);
      if (problem) return bad(problem);
      return value ? { ok: true, text, value } : { ok: true, text };
    }
    case 'phone': {
      const { problem, value } = phone(plain(text));
      return problem ? bad(problem) : { ok: true, text, value };
    }
    case 'contact': {
      const problem = contact(plain(text), given);
      return problem ? bad(problem) : { ok: true, text };
    }
    case 'name': {
      const problem = name(plain(text), given);
      return problem ? bad(problem) : { ok: true, text };
    }
    case 'date':
      return date(text, today);
    default:
      return { ok: true, text };
  }
}
