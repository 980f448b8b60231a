/**
 * Takes out of a photo what it says about where, when and with what it was taken, before it is sealed. Lossless: the picture's
 * own data are copied as they are. JPEG and PNG only; other formats (HEIC, video, documents) keep theirs, and the page says so.
 */
import type { Bytes } from './bytes';

/** `other`: no format of ours. `broken`: looks like one, but can't be read to its end. */
export type Stripped = { kind: 'stripped'; bytes: Bytes } | { kind: 'other' | 'broken' };

/** Photos whose metadata stay in them. */
const KEEPS = /^(heic|heix|heif|mif1|msf1|avif)$/;

/** A photo whose metadata can't be taken out here. */
export function keeps(bytes: Uint8Array): boolean {
  const ascii = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  return (ascii(4, 8) === 'ftyp' && KEEPS.test(ascii(8, 12))) || (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') ||
    ascii(0, 4) === 'II*\0' || ascii(0, 4) === 'MM\0*';
}

export function strip(bytes: Uint8Array): Stripped {
  const is = (...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte);
  try {
    if (is(0xff, 0xd8, 0xff)) return { kind: 'stripped', bytes: join(jpeg(bytes)) };
    if (is(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { kind: 'stripped', bytes: join(png(bytes)) };
  } catch {
    return { kind: 'broken' };
  }
  return { kind: 'other' };
}

class Broken extends Error {}

function join(parts: Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

// -- JPEG

const SOS = 0xda;
const EOI = 0xd9;
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** APP1 (Exif, XMP), APP3 to APP13 (IPTC …), APP15 and comments go; of APP2 only a colour profile stays; APP14 tells the decoder its colours. */
function stays(marker: number, body: Uint8Array): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const name = String.fromCharCode(...body.subarray(0, 12));
  if (marker === 0xe0) return name.startsWith('JFIF\0');
  if (marker === 0xe2) return name.startsWith('ICC_PROFILE\0');
  return marker === 0xee && name.startsWith('Adobe');
}

/** Which way up the picture is: Exif's tag 0x0112, or 1. */
function orientation(body: Uint8Array): number {
  const tiff = body.subarray(6);
  const data = view(tiff);
  const little = tiff[0] === 0x49;
  const entries = data.getUint32(4, little);
  for (let i = 0; i < data.getUint16(entries, little); i++) {
    const entry = entries + 2 + 12 * i;
    if (data.getUint16(entry, little) === 0x0112) return data.getUint16(entry + 8, little);
  }
  return 1;
}

/** An Exif block that says which way up, and nothing else. */
const upright = (value: number): Uint8Array =>
  Uint8Array.of(
    0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1,
    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0,
  );

/** JFIF without its thumbnail: the small picture may show what was cropped from the large one. */
function withoutThumbnail(segment: Uint8Array): Uint8Array {
  const short = segment.slice(0, 18);
  short.set([0, 16], 2);
  short.set([0, 0], 16);
  return short;
}

function jpeg(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let turn = 1;
  let first = true;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw new Broken();
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (marker === undefined) throw new Broken();
    if (marker === EOI) break;
    if (standsAlone(marker)) {
      parts.push(bytes.subarray(at, at + 2));
      at += 2;
      continue;
    }
    const size = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + size;
    if (size < 2 || end > bytes.length) throw new Broken();
    const segment = bytes.subarray(at, end);
    const body = bytes.subarray(at + 4, end);
    if (marker === 0xe1 && first && String.fromCharCode(...body.subarray(0, 6)) === 'Exif\0\0') {
      first = false;
      try {
        turn = orientation(body);
      } catch {
        turn = 1;
      }
    }
    if (stays(marker, body)) parts.push(marker === 0xe0 && segment.length > 18 ? withoutThumbnail(segment) : segment);
    at = marker === SOS ? scanEnd(bytes, end, parts) : end;
  }
  // What follows the end (a film of the moment, more pictures) goes, too.
  parts.push(Uint8Array.of(0xff, EOI));
  if (turn >= 2 && turn <= 8) {
    const jfif = parts[1]?.[1] === 0xe0 ? 2 : 1;
    parts.splice(jfif, 0, upright(turn));
  }
  return parts;
}

/** Copies the picture's coded data; returns where the next segment begins. */
function scanEnd(bytes: Uint8Array, from: number, parts: Uint8Array[]): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    const next = bytes[at + 1];
    if (at < 0 || next === undefined) throw new Broken();
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) break;
    at += next === 0xff ? 1 : 2;
  }
  parts.push(bytes.subarray(from, at));
  return at;
}

// -- PNG

/** Chunks without which the picture would look different; every other one goes. */
const PICTURE = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCv cLLi bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '),
);

function png(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  const data = view(bytes);
  for (let at = 8; ; ) {
    const end = at + 12 + data.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end > bytes.length) throw new Broken();
    if (PICTURE.has(name)) parts.push(bytes.subarray(at, end));
    if (name === 'IEND') return parts;
    at = end;
  }
}
