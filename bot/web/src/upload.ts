/** Files: each is cut, sealed in the browser and sent in parts, one file after the other so that a phone's memory holds one part. */
import { type Api, Ended, Refused } from './api';
import { toHex, utf8 } from './bytes';
import { PART_BYTES, type Sealer, sha256 } from './seal';

export const MAX_FILES = 20;
export const MAX_BYTES = 50 * 1024 * 1024;

export type FileState = 'waiting' | 'sending' | 'done' | 'failed' | 'cancelled' | 'too_big' | 'empty';

export interface Item {
  key: number;
  name: string;
  size: number;
  state: FileState;
  /** Parts sent, of how many. */
  sent: number;
  parts: number;
}

/** One `files` step. The names stay in this page; the server sees sealed descriptions only. */
export class Uploads {
  items: Item[] = [];
  private readonly files = new Map<number, File>();
  private readonly stops = new Map<number, AbortController>();
  private next = 1;
  private running = false;

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
    return MAX_FILES - this.items.filter((i) => ['waiting', 'sending', 'done', 'failed'].includes(i.state)).length;
  }

  /** Queues them; returns how many did not fit any more. */
  add(files: Iterable<File>): number {
    let left = 0;
    for (const file of files) {
      if (this.room <= 0) {
        left++;
        continue;
      }
      const key = this.next++;
      const state: FileState = file.size > MAX_BYTES ? 'too_big' : file.size === 0 ? 'empty' : 'waiting';
      const parts = Math.max(1, Math.ceil(file.size / PART_BYTES));
      this.items = [...this.items, { key, name: file.name, size: file.size, state, sent: 0, parts }];
      if (state === 'waiting') this.files.set(key, file);
    }
    this.changed();
    void this.run();
    return left;
  }

  cancel(key: number): void {
    this.stops.get(key)?.abort();
    this.files.delete(key);
    this.set(key, { state: 'cancelled' });
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
    const sealer = await this.sealer();
    const upload = await this.api.beginUpload(this.session, item.parts, signal);
    for (let n = 0; n < item.parts; n++) {
      const bytes = new Uint8Array(await file.slice(n * PART_BYTES, (n + 1) * PART_BYTES).arrayBuffer());
      const sealed = await sealer.raw(`part/${upload}/${n}/${item.parts}`, bytes);
      await this.api.putPart(this.session, upload, n, sealer.keyId, sealed, signal);
      this.set(item.key, { sent: n + 1 });
    }
    const digest = toHex(await sha256(await file.arrayBuffer()));
    const described = { v: 1, name: file.name, type: file.type, size: file.size, sha256: digest };
    const envelope = await sealer.envelope('file', utf8(JSON.stringify(described)));
    await this.api.completeUpload(this.session, upload, envelope, signal);
  }
}
