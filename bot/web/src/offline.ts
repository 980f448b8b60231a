/** Sends again by itself what did not get through: when the net is back, and now and then until then. */

/** As long as the server knows that a repeat is one (ten minutes), with some time to spare. */
const REPEATS_KNOWN = 9 * 60_000;
const FIRST = 5_000;
const MOST = 60_000;

export class Resend {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private since = 0;

  constructor(
    private readonly again: () => void,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** Something waits. Called again for the same thing, it waits longer. */
  wait(): void {
    clearTimeout(this.timer);
    this.since ||= this.now();
    const delay = Math.min(FIRST * 2 ** this.tries++, MOST);
    if (this.now() + delay - this.since > REPEATS_KNOWN) return;
    this.timer = setTimeout(this.again, delay);
  }

  /** The net is back. True when it may be sent by itself. */
  get fresh(): boolean {
    return this.since === 0 || this.now() - this.since < REPEATS_KNOWN;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tries = 0;
    this.since = 0;
  }
}
