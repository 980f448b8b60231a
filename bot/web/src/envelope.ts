/** What sealing is made of, without its mathematics: those (seal.ts) are fetched after the page is on the screen. */
import type { Bytes } from './bytes';

/** A file's part, at most, before padding. */
export const PART_BYTES = 4 * 1024 * 1024;

export interface Envelope {
  v: 1;
  suite: string;
  key: string;
  kind: string;
  ct: string;
}

/** What `GET /chat/key` answers. */
export interface KeyAnswer {
  suite: string;
  key: string;
  public: string;
}

/** WebCrypto is there (https or localhost). Without it text is sealed at the boundary instead. */
export const canSeal = (): boolean => typeof crypto !== 'undefined' && crypto.subtle !== undefined;

export async function sha256(data: BufferSource): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}

/** 2026-11-22T08:00:00+08:00 */
export function shanghai(at: Date): string {
  return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19) + '+08:00';
}
