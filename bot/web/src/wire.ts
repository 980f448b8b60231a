/** What comes over the wire from `/chat/*`, read with care: nothing here trusts the shape of an answer. */

export interface Choice {
  id: string;
  title: string;
  /** At a step that takes several: chosen already. Absent: the step takes one. */
  chosen?: boolean;
}

export interface Ask {
  id: string;
  kind: string;
  sealed: boolean;
  optional: boolean;
  hint: string;
  max: number;
  invalid: string;
  /** Which step this is, of about how many; 0: not counted. */
  step: number;
  of: number;
}

export interface Link {
  title: string;
  href: string;
}

/** In groups, as they are read out. The password is here once and nowhere else. */
export interface Receipt {
  number: string;
  password: string;
}

export interface Message {
  text: string;
  choices: Choice[];
  ask: Ask | null;
  links: Link[];
  receipt: Receipt | null;
}

type Fields = Record<string, unknown>;
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : []);
const str = (value: unknown): string => (typeof value === 'string' ? value : '');

/** tel:, sms:, http(s) and relative addresses only. */
const safe = (href: string): boolean => /^((?:tel|sms):[\d+-]+$|https?:\/\/|\.{0,2}\/(?!\/)|#)/.test(href);

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
const choice = (c: Fields): Choice => ({
  id: str(c.id),
  title: str(c.title),
  ...(typeof c.chosen === 'boolean' ? { chosen: c.chosen } : {}),
});

function message(data: Fields): Message {
  const ask = fields(data.ask);
  const receipt = fields(data.receipt);
  return {
    text: str(data.text),
    choices: list(data.choices).map(choice).filter((c) => c.id && c.title),
    ask: str(ask.kind)
      ? {
          id: str(ask.id),
          kind: str(ask.kind),
          sealed: ask.sealed === true,
          optional: ask.optional === true,
          hint: str(ask.hint),
          max: count(ask.max),
          invalid: str(ask.invalid),
          step: count(ask.step),
          of: count(ask.of),
        }
      : null,
    links: list(data.links).map((l) => ({ title: str(l.title), href: str(l.href) })).filter((l) => l.title && safe(l.href)),
    receipt: str(receipt.password) ? { number: str(receipt.number), password: str(receipt.password) } : null,
  };
}

/** `{"messages": […]}` → messages; anything else → none. */
export const readMessages = (data: unknown): Message[] => list(fields(data).messages).map(message);

export const readString = (data: unknown, name: string): string => str(fields(data)[name]);
