/** How long nobody did anything: the page ends a conversation when the server does. */
const END = 30 * 60_000;
const WARN = 25 * 60_000;

export class Idle {
  private last = Date.now();

  touch(): void {
    this.last = Date.now();
  }

  get state(): 'active' | 'warned' | 'ended' {
    const idle = Date.now() - this.last;
    return idle >= END ? 'ended' : idle >= WARN ? 'warned' : 'active';
  }
}
