/**
 * One half of tests/web/test_interop.py: Python writes a key and texts into a folder (SHOUKOU_INTEROP), this seals them, Python opens
 * them. Alone it has nothing to do.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toBase64Url, toHex } from '../src/bytes';
import { type KeyAnswer, pad, Sealer, sha256 } from '../src/seal';

const folder = process.env.SHOUKOU_INTEROP;

interface Given {
  key: KeyAnswer;
  answers: { ask: { id: string; kind: string }; text: string; at: string; value?: string }[];
  parts: { kind: string; data: string }[];
  /** Length of what is padded (all bytes 7) and SHA-256 of the padded bytes, as Python makes them. */
  padded: { length: number; size: number; sha256: string }[];
}

describe.runIf(folder)('with Python', () => {
  it('seals what Python opens, and pads as Python does', async () => {
    const given = JSON.parse(readFileSync(`${folder}/given.json`, 'utf8')) as Given;
    const sealer = await Sealer.from(given.key);
    for (const { length, size, sha256: expected } of given.padded) {
      const padded = pad(new Uint8Array(length).fill(7));
      expect(padded.length).toBe(size);
      expect(toHex(await sha256(padded))).toBe(expected);
    }
    const answers = await Promise.all(given.answers.map((a) => sealer.answer(a.ask, a.text, new Date(a.at), a.value)));
    const parts = [];
    for (const { kind, data } of given.parts) parts.push(toBase64Url(await sealer.raw(kind, Buffer.from(data, 'base64'))));
    writeFileSync(`${folder}/sealed.json`, JSON.stringify({ answers, parts }));
  });
});
