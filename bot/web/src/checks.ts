/** What answers must look like (`validate.ts`): with the dates a quarter of the page, so it comes after what is on the screen. */
import type { Api } from './api';
import type { Given } from './inputs';
import type { Checked, validate } from './validate';

/** Kinds of steps at which sentences are told from answers; what that takes is fetched when one of them is asked. */
const SENTENCES = new Set(['name', 'contact', 'phone']);

export class Checks {
  private held: typeof validate | null = null;
  private given: Given | null = null;

  constructor(private readonly api: Pick<Api, 'given'>) {}

  /** False when it can't be had: then nothing is checked, and nothing leaves the page. */
  async load(kind = ''): Promise<boolean> {
    try {
      this.held ??= (await import('./validate')).validate;
      if (SENTENCES.has(kind)) this.given ??= await this.api.given();
    } catch {
      return false;
    }
    return true;
  }

  ready(kind: string): boolean {
    return this.held !== null && (!SENTENCES.has(kind) || this.given !== null);
  }

  validate(kind: string, raw: string, today: string, max?: number): Checked {
    if (!this.held) throw new Error('the checks have not arrived');
    return this.held(kind, raw, today, max, this.given ?? undefined);
  }
}
