/** Who is on the other side: office, advice, and the fingerprint of the key that this page really seals to. */
import { type Bytes, toHex } from './bytes';
import { sha256 } from './envelope';
import { readString } from './wire';

export interface Advice {
  head: string;
  text: string;
}

export interface About {
  name: string;
  address: string;
  phone: string;
  hotline: string;
  fingerprint: string;
  safety: Advice[];
}

export function readAbout(data: unknown): About {
  const list = (data as { safety?: unknown } | null)?.safety;
  return {
    name: readString(data, 'name'),
    address: readString(data, 'address'),
    phone: readString(data, 'phone'),
    hotline: readString(data, 'hotline'),
    fingerprint: readString(data, 'fingerprint'),
    safety: (Array.isArray(list) ? list : []).map((one: unknown) => ({
      head: readString(one, 'head'),
      text: readString(one, 'text'),
    })),
  };
}

/** As the gateway writes it: SHA-256 of the key's bytes, its first 32 hex digits in groups of four. */
export async function fingerprint(publicKey: Bytes): Promise<string> {
  const digits = toHex(await sha256(publicKey)).slice(0, 32).toUpperCase();
  return digits.replace(/(.{4})(?=.)/g, '$1 ');
}
