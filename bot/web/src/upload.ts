/** Files: each is cut, sealed in the browser and sent in parts, one file after the other so that a phone's memory holds one part. */
import { type Api, Ended, Refused } from './api';
import { type Bytes, toHex, utf8 } from './bytes';
import { PART_BYTES, sha256 } from './envelope';
import type { Sealer } from './seal';

export const MAX_FILES = 20;
export const MAX_BYTES = 50 * 1024 * 1024;

/** What became of where and when a photo was taken: taken out, left in by its format, left in because it can't be read. */
export type Metadata = '' | 'stripped' | 'kept' | 'broken';

export type FileState = 'waiting' | 'sending' | 'done' | 'failed' | 'cancelled' | 'too_big' | 'empty' | 'removing';

export interface Item {
  key: number;
  name: string;
  size: number;
  state: FileState;
  /** Parts sent, of how many. */
  sent: number;
  parts: number;
  metadata: Metadata;
  /** The server's name for it, once it was begun. */
  upload: string;
}

/** One `files` step. The names stay in this page; the server sees sealed descriptions only. */
export class Uploads {
  items: Item[] = [];
  private readonly files = new Map<number, File>();
  private readonly stops = new Map<number, AbortController>();
  private next = 1;
  private running = false;
  /** The person wants photos as they are: when and where they were taken is the evidence. */
  asTheyAre = false;

  constructor(
    private readonly api: Api,
    private readonly session: string,
    private readonly sealer: () => Promise<Sealer>,
    private readonly changed: () => void,
    private readonly ended: () => void,
  ) {}

  get active(): boolean {
    return this.items.some((i) => i.state === 'waiting' || i.state === 'sending');
  }

  get done(): number {
    return this.items.filter((i) => i.state === 'done').length;
  }

  /** How many more may be chosen. */
  get room(): number {
    return MAX_FILES - this.items.filter((i) => ['waiting', 'sending', 'done', 'failed', 'removing'].includes(i.state)).length;
  }

  /** Queues them; returns the names of those that did not fit any more. */
  add(files: Iterable<File>): string[] {
    const left: string[] = [];
    for (const file of files) {
      if (this.room <= 0) {
        left.push(file.name);
        continue;
      }
      const key = this.next++;
      const state: FileState = file.size > MAX_BYTES ? 'too_big' : file.size === 0 ? 'empty' : 'waiting';
      const parts = Math.max(1, Math.ceil(file.size / PART_BYTES));
      this.items = [...this.items, { key, name: file.name, size: file.size, state, sent: 0, parts, metadata: '', upload: '' }];
      if (state === 'waiting') this.files.set(key, file);
    }
    this.changed();
    void this.run();
    return left;
  }

  cancel(key: number): void {
    const begun = this.items.find((i) => i.key === key)?.upload;
    this.stops.get(key)?.abort();
    this.files.delete(key);
    this.set(key, { state: 'cancelled' });
    // What was half sent goes; when it can't be said now, it goes with the conversation.
    if (begun) void this.api.removeUpload(this.session, begun).catch(() => undefined);
  }

  /** Takes back a file that was sent, or takes one out of the list that was not. */
  async remove(key: number): Promise<void> {
    const item = this.items.find((i) => i.key === key);
    if (!item || item.state === 'removing') return;
    if (item.state === 'done') {
      this.set(key, { state: 'removing' });
      try {
        await this.api.removeUpload(this.session, item.upload);
      } catch (error) {
        this.set(key, { state: 'done' });
        if (error instanceof Ended) this.ended();
        return;
      }
    }
    this.files.delete(key);
    this.items = this.items.filter((i) => i.key !== key);
    this.changed();
  }

  retry(key: number): void {
    if (!this.files.has(key)) return;
    this.set(key, { state: 'waiting', sent: 0 });
    void this.run();
  }

  /** Stops everything and lets go of the files. */
  drop(): void {
    for (const stop of this.stops.values()) stop.abort();
    this.files.clear();
    this.items = [];
  }

  private set(key: number, change: Partial<Item>): void {
    this.items = this.items.map((i) => (i.key === key ? { ...i, ...change } : i));
    this.changed();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let item; (item = this.items.find((i) => i.state === 'waiting')); ) await this.one(item);
    this.running = false;
  }

  private async one(item: Item): Promise<void> {
    const file = this.files.get(item.key);
    if (!file) return this.set(item.key, { state: 'cancelled' });
    const stop = new AbortController();
    this.stops.set(item.key, stop);
    this.set(item.key, { state: 'sending' });
    try {
      await this.send(item, file, stop.signal);
      this.files.delete(item.key);
      this.set(item.key, { state: 'done' });
    } catch (error) {
      if (stop.signal.aborted) return;
      this.set(item.key, { state: error instanceof Refused && error.status === 413 ? 'too_big' : 'failed' });
      if (error instanceof Ended) this.ended();
    } finally {
      this.stops.delete(item.key);
    }
  }

  private async send(item: Item, file: File, signal: AbortSignal): Promise<void> {
    const [sealer, whole] = await Promise.all([this.sealer(), file.arrayBuffer()]);
    const [bytes, metadata] = await this.clean(new Uint8Array(whole));
    const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
    const upload = await this.api.beginUpload(this.session, parts, signal);
    this.set(item.key, { metadata, parts, upload });
    for (let n = 0; n < parts; n++) {
      const sealed = await sealer.raw(`part/${upload}/${n}/${parts}`, bytes.subarray(n * PART_BYTES, (n + 1) * PART_BYTES));
      await this.api.putPart(this.session, upload, n, sealer.keyId, sealed, signal);
      this.set(item.key, { sent: n + 1 });
    }
    const digest = toHex(await sha256(bytes));
    const described = { v: 1, name: file.name, type: file.type, size: bytes.length, sha256: digest };
    const envelope = await sealer.envelope('file', utf8(JSON.stringify(described)));
    await this.api.completeUpload(this.session, upload, envelope, signal);
  }

  /** The file as it is sealed: a photo without what it says about itself, where that can be taken out. */
  private async clean(bytes: Bytes): Promise<[Bytes, Metadata]> {
    // Not read yet (conversation.ts, fetchRest) and out of reach: nothing is sent.
    const { keeps, strip } = await import('./strip');
    if (this.asTheyAre) return [bytes, keeps(bytes) || strip(bytes).kind !== 'other' ? 'kept' : ''];
    const found = strip(bytes);
    if (found.kind === 'stripped') return [found.bytes, 'stripped'];
    return [bytes, found.kind === 'broken' ? 'broken' : keeps(bytes) ? 'kept' : ''];
  }
}
