/** What answers must look like (`validate.ts`): with the dates a quarter of the page, so it comes after what is on the screen. */
import type { Checked, validate } from './validate';

export class Checks {
  private held: typeof validate | null = null;

  /** False when it can't be had: then nothing is checked, and nothing leaves the page. */
  async load(): Promise<boolean> {
    try {
      this.held ??= (await import('./validate')).validate;
    } catch {
      return false;
    }
    return true;
  }

  get ready(): boolean {
    return this.held !== null;
  }

  validate(...given: Parameters<typeof validate>): Checked {
    if (!this.held) throw new Error('the checks have not arrived');
    return this.held(...given);
  }
}
