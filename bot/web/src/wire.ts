/** What comes over the wire from `/chat/*`, read with care: nothing here trusts the shape of an answer. */

export interface Choice {
  id: string;
  title: string;
}

export interface Ask {
  id: string;
  kind: string;
  sealed: boolean;
  optional: boolean;
  hint: string;
  max: number;
  invalid: string;
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

function message(data: Fields): Message {
  const ask = fields(data.ask);
  const receipt = fields(data.receipt);
  return {
    text: str(data.text),
    choices: list(data.choices).map((c) => ({ id: str(c.id), title: str(c.title) })).filter((c) => c.id && c.title),
    ask: str(ask.kind)
      ? {
          id: str(ask.id),
          kind: str(ask.kind),
          sealed: ask.sealed === true,
          optional: ask.optional === true,
          hint: str(ask.hint),
          max: typeof ask.max === 'number' ? ask.max : 0,
          invalid: str(ask.invalid),
        }
      : null,
    links: list(data.links).map((l) => ({ title: str(l.title), href: str(l.href) })).filter((l) => l.title && safe(l.href)),
    receipt: str(receipt.password) ? { number: str(receipt.number), password: str(receipt.password) } : null,
  };
}

/** `{"messages": […]}` → messages; anything else → none. */
export const readMessages = (data: unknown): Message[] => list(fields(data).messages).map(message);

export const readString = (data: unknown, name: string): string => str(fields(data)[name]);
