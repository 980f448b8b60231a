import { describe, expect, it } from 'vitest';
import { keeps, strip } from '../src/strip';

const ascii = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));
const segment = (marker: number, body: number[]): number[] => [0xff, marker, ((body.length + 2) >> 8) & 255, (body.length + 2) & 255, ...body];
const exif = (turn: number): number[] => [
  ...ascii('Exif\0\0MM\0*'), 0, 0, 0, 8, 0, 2,
  0x01, 0x0f, 0, 2, 0, 0, 0, 4, ...ascii('Bad\0'), 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0,
];
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
const jpeg = (...segments: number[][]): Uint8Array => Uint8Array.from([0xff, 0xd8, ...segments.flat(), ...SCAN, 0xff, 0xd9]);
const JFIF = segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
const TABLE = segment(0xdb, [0, 1, 2, 3]);
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const stripped = (bytes: Uint8Array): Uint8Array => {
  const found = strip(bytes);
  if (found.kind !== 'stripped') throw new Error(found.kind);
  return found.bytes;
};

describe('a JPEG', () => {
  it('loses what it says about itself and keeps its picture byte for byte', () => {
    const given = jpeg(
      JFIF, segment(0xe1, exif(1)), segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0GPS')), segment(0xe2, ascii('MPF\0more')),
      segment(0xe2, ascii('ICC_PROFILE\0colours')), segment(0xed, ascii('Photoshop 3.0\0by')), segment(0xfe, ascii('a comment')),
      segment(0xee, ascii('Adobe\0\x64')), TABLE,
    );
    const found = stripped(given);
    for (const gone of ['Exif', 'Bad', 'GPS', 'MPF', 'Photoshop', 'comment']) expect(text(found)).not.toContain(gone);
    for (const kept of ['JFIF', 'ICC_PROFILE', 'Adobe']) expect(text(found)).toContain(kept);
    expect(text(found)).toContain(text(Uint8Array.from([...TABLE, ...SCAN])));
    expect(Array.from(found.subarray(-2))).toEqual([0xff, 0xd9]);
  });

  it.each([3, 6, 8])('stays the right way up (%i)', (turn) => {
    const found = stripped(jpeg(JFIF, segment(0xe1, exif(turn)), TABLE));
    expect(text(found)).not.toContain('Bad');
    const at = text(found).indexOf('Exif');
    expect(at).toBeGreaterThan(0);
    expect(Array.from(found.subarray(at + 16, at + 26))).toEqual([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn]);
    // Once more changes nothing.
    expect(Array.from(stripped(found))).toEqual(Array.from(found));
  });

  it('loses what follows its end, and a thumbnail', () => {
    const thumb = segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]);
    const found = stripped(Uint8Array.from([...jpeg(thumb, TABLE), ...ascii('ftypmp42 a film')]));
    expect(text(found)).not.toContain('film');
    expect(Array.from(found.subarray(2, 20))).toEqual(JFIF);
  });

  it('that breaks off is said to be broken', () => {
    const whole = jpeg(JFIF, segment(0xe1, exif(6)), TABLE);
    for (let cut = 3; cut < whole.length - 1; cut++) expect(strip(whole.subarray(0, cut)).kind).toBe('broken');
  });
});

describe('a PNG', () => {
  const chunk = (name: string, data: number[]): number[] => [0, 0, 0, data.length, ...ascii(name), ...data, 1, 2, 3, 4];
  const HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

  it('keeps the chunks of its picture and no others', () => {
    const kept = [...chunk('IHDR', [1, 2]), ...chunk('pHYs', [3]), ...chunk('IDAT', [4, 5])];
    const gone = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'vpAg'].flatMap((name) => chunk(name, ascii('secret')));
    const end = chunk('IEND', []);
    const found = stripped(Uint8Array.from([...HEAD, ...kept, ...gone, ...end, ...ascii('after')]));
    expect(Array.from(found)).toEqual([...HEAD, ...kept, ...end]);
  });

  it('that breaks off is said to be broken', () => {
    expect(strip(Uint8Array.from([...HEAD, ...chunk('IHDR', [1]), 0, 0, 9, 9, ...ascii('IDAT'), 1])).kind).toBe('broken');
    expect(strip(Uint8Array.from(HEAD)).kind).toBe('broken');
  });
});

describe('other files', () => {
  it('are left alone, and photos that keep their metadata are known', () => {
    const heic = Uint8Array.from([0, 0, 0, 24, ...ascii('ftypheic'), 0, 0, 0, 0]);
    expect(strip(heic).kind).toBe('other');
    expect(keeps(heic)).toBe(true);
    expect(keeps(Uint8Array.from(ascii('RIFF\0\0\0\0WEBPVP8 ')))).toBe(true);
    for (const other of ['%PDF-1.7', '', 'PK\x03\x04', 'RIFF\0\0\0\0WAVEfmt ', '\0\0\0\x18ftypmp42']) {
      expect(strip(Uint8Array.from(ascii(other))).kind).toBe('other');
      expect(keeps(Uint8Array.from(ascii(other)))).toBe(false);
    }
  });
});
