/** How the page is shown: large letters, strong contrast, read aloud. In memory only; a new page begins anew. */
import { canRead, hush, onVoices, read } from './aloud';

export type Setting = 'large' | 'contrast' | 'aloud';

export class View {
  readonly on: Record<Setting, boolean> = { large: false, contrast: false, aloud: false };
  private readonly watchers = new Set<() => void>();

  constructor(private readonly root: HTMLElement = document.documentElement) {
    onVoices(() => this.changed());
  }

  get reads(): boolean {
    return canRead();
  }

  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }

  toggle(setting: Setting): void {
    this.on[setting] = !this.on[setting];
    if (setting === 'aloud' && !this.on.aloud) hush();
    if (setting !== 'aloud') this.root.classList.toggle(setting, this.on[setting]);
    this.changed();
  }

  /** Says something, when reading aloud was asked for. */
  say(text: string): void {
    if (this.on.aloud) read(text);
  }

  hush(): void {
    if (this.on.aloud) hush();
  }

  private changed(): void {
    for (const changed of this.watchers) changed();
  }
}
