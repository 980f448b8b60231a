import { describe, expect, it } from 'vitest';
import { CipherSuite, Aes256Gcm, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { fromBase64Url, toBase64Url, toHex, utf8 } from '../src/bytes';
import { KeyProblem, pad, Sealer, sha256, shanghai, SUITE } from '../src/seal';

const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

async function desk() {
  const pair = await suite.kem.generateKeyPair();
  const bytes = new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey));
  const key = toHex(await sha256(bytes)).slice(0, 16);
  const open = async (kind: string, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
    const context = await suite.createRecipientContext({
      recipientKey: pair.privateKey,
      enc: sealed.slice(0, 1120),
      info: utf8(`shoukou/1/${SUITE}/${key}/${kind}`),
    });
    return new Uint8Array(await context.open(sealed.slice(1120)));
  };
  return { answer: { suite: SUITE, key, public: toBase64Url(bytes) }, open };
}

describe('padding', () => {
  const cases = [
    [0, 512], [1, 512], [508, 512], [509, 1024], [1020, 1024], [1021, 2048], [65532, 65536], [65533, 131072],
    [131068, 131072], [131069, 196608], [4 * 1024 * 1024, 4 * 1024 * 1024 + 65536],
  ] as const;
  it.each(cases)('%i bytes become %i', (length, size) => {
    const padded = pad(new Uint8Array(length).fill(7));
    expect(padded.length).toBe(size);
    expect(new DataView(padded.buffer).getUint32(0)).toBe(length);
    expect(padded.subarray(4, 4 + length).every((b) => b === 7)).toBe(true);
    expect(padded.subarray(4 + length).every((b) => b === 0)).toBe(true);
  });
});

describe('base64url', () => {
  it('is without padding and comes back', () => {
    for (let n = 0; n < 70; n++) {
      const bytes = crypto.getRandomValues(new Uint8Array(n));
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }
  });
});

describe('sealing', () => {
  it('opens with the private key, and only as the same kind', async () => {
    const { answer, open } = await desk();
    const sealer = await Sealer.from(answer);
    const at = new Date('2026-11-22T00:00:00Z');
    const envelope = await sealer.answer({ id: 'report.when', kind: 'date' }, '王某收了钱', at, '2026-11-21');
    expect(envelope).toMatchObject({ v: 1, suite: SUITE, key: answer.key, kind: 'text' });
    const padded = await open('text', fromBase64Url(envelope.ct));
    const length = new DataView(padded.buffer).getUint32(0);
    expect(JSON.parse(new TextDecoder().decode(padded.subarray(4, 4 + length)))).toEqual({
      v: 1, ask: 'report.when', kind: 'date', text: '王某收了钱', at: '2026-11-22T08:00:00+08:00', value: '2026-11-21',
    });
    await expect(open('file', fromBase64Url(envelope.ct))).rejects.toThrow();
  });

  it('never gives the same bytes twice and hides the length', async () => {
    const sealer = await Sealer.from((await desk()).answer);
    const [a, b, c] = await Promise.all(['短', '短', '长'.repeat(80)].map((t) => sealer.answer({ id: 'x.y', kind: 'text' }, t, new Date())));
    expect(a?.ct).not.toBe(b?.ct);
    expect(a?.ct.length).toBe(c?.ct.length);
  });

  it('refuses a key that is not what it says', async () => {
    const { answer } = await desk();
    await expect(Sealer.from({ ...answer, suite: 'plain' })).rejects.toThrow(KeyProblem);
    await expect(Sealer.from({ ...answer, key: '0'.repeat(16) })).rejects.toThrow(KeyProblem);
    await expect(Sealer.from({ ...answer, public: answer.public.slice(0, 80) })).rejects.toThrow(KeyProblem);
  });

  it('tells the time of Shanghai wherever the page runs', () => {
    expect(shanghai(new Date('2025-12-31T16:00:01Z'))).toBe('2026-01-01T00:00:01+08:00');
  });
});
