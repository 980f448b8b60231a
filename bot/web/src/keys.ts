/** The desk's key as this page holds it: fetched with the mathematics of sealing, and again after it was refused. */
import type { Api } from './api';
import type { Sealer } from './seal';

export class Keys {
  private held: Promise<Sealer> | null = null;

  constructor(private readonly api: Api) {}

  /** Throws when there is none that fits: then nothing leaves the page. */
  get(): Promise<Sealer> {
    const asked = (this.held ??= this.load());
    asked.catch(() => {
      if (this.held === asked) this.held = null;
    });
    return asked;
  }

  drop(): void {
    this.held = null;
  }

  private async load(): Promise<Sealer> {
    const [seal, answer] = await Promise.all([import('./seal'), this.api.key()]);
    return seal.Sealer.from(answer);
  }
}
