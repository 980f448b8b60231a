/**
 * Sealing in the browser: HPKE with X-Wing to the desk's public key, as docs/architecture.md ("Sealed item") has it.
 * What goes in here in clear comes out only at the desk.
 */
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { fingerprint } from './about';
import { type Bytes, fromBase64Url, toBase64Url, toHex, utf8 } from './bytes';
import { type Envelope, type KeyAnswer, sha256, shanghai } from './envelope';

export * from './envelope';

export const SUITE = 'xwing-hkdfsha256-aes256gcm';
const KIB = 1024;
const PUBLIC_KEY_BYTES = 1184 + 32; // ML-KEM-768 ‖ X25519

export class KeyProblem extends Error {}

/** 4-byte big-endian length ‖ data ‖ zeros, to a power of two from 512 bytes to 64 KiB, above that to a multiple of 64 KiB. */
export function pad(data: Uint8Array): Bytes {
  const need = data.length + 4;
  let size = 512;
  while (size < need && size < 64 * KIB) size *= 2;
  if (size < need) size = Math.ceil(need / (64 * KIB)) * 64 * KIB;
  const out = new Uint8Array(size);
  new DataView(out.buffer).setUint32(0, data.length);
  out.set(data, 4);
  return out;
}

/** One public key of the desk. */
export class Sealer {
  private readonly suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

  private constructor(
    readonly keyId: string,
    private readonly publicKey: Bytes,
  ) {}

  /** @throws KeyProblem when the answer is of another suite, or id and key don't belong together. */
  static async from(answer: KeyAnswer): Promise<Sealer> {
    if (answer.suite !== SUITE) throw new KeyProblem('suite');
    const bytes = fromBase64Url(answer.public);
    if (bytes.length !== PUBLIC_KEY_BYTES) throw new KeyProblem('length');
    if (toHex(await sha256(bytes)).slice(0, 16) !== answer.key) throw new KeyProblem('id');
    return new Sealer(answer.key, bytes);
  }

  /** What the office publishes of its key, for comparing. */
  fingerprint(): Promise<string> {
    return fingerprint(this.publicKey);
  }

  /** enc ‖ ciphertext of the padded data; `kind` is bound into it. */
  async raw(kind: string, data: Uint8Array): Promise<Bytes> {
    const recipientPublicKey = await this.suite.kem.deserializePublicKey(this.publicKey);
    const info = utf8(`shoukou/1/${SUITE}/${this.keyId}/${kind}`);
    const sender = await this.suite.createSenderContext({ recipientPublicKey, info });
    const sealed = new Uint8Array(await sender.seal(pad(data)));
    const enc = new Uint8Array(sender.enc);
    const out = new Uint8Array(enc.length + sealed.length);
    out.set(enc);
    out.set(sealed, enc.length);
    return out;
  }

  async envelope(kind: string, data: Uint8Array): Promise<Envelope> {
    return { v: 1, suite: SUITE, key: this.keyId, kind, ct: toBase64Url(await this.raw(kind, data)) };
  }

  /** The answer to a sealed step. `value`: what was understood of it (an ISO date, a cleaned number), beside the person's own words. */
  answer(ask: { id: string; kind: string }, text: string, at: Date, value?: string): Promise<Envelope> {
    const plain = { v: 1, ask: ask.id, kind: ask.kind, text, at: shanghai(at), ...(value === undefined ? {} : { value }) };
    return this.envelope('text', utf8(JSON.stringify(plain)));
  }
}
