/**
 * What the browsers we build for (vite.config.ts) may lack though their syntax is new enough: put in its place here, before
 * anything else runs. What can't be put in its place leads to the page without scripts (public/old.js).
 */
type Any = Record<string, unknown>;

function lacks(on: object, name: string, put: (...given: never[]) => unknown): void {
  if (typeof (on as Any)[name] === 'function') return;
  Object.defineProperty(on, name, { value: put, writable: true, configurable: true, enumerable: false });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const n = Math.trunc(index) || 0;
  return this[n < 0 ? this.length + n : n];
}

function findLast<T>(this: T[], fits: (one: T, index: number, all: T[]) => boolean): T | undefined {
  for (let i = this.length - 1; i >= 0; i--) if (fits(this[i] as T, i, this)) return this[i];
  return undefined;
}

function replaceAll(this: string, what: string | RegExp, by: string): string {
  return typeof what === 'string' ? this.split(what).join(by) : this.replace(what, by);
}

lacks(Array.prototype, 'at', at);
lacks(String.prototype, 'at', at);
lacks(Uint8Array.prototype, 'at', at);
lacks(Array.prototype, 'findLast', findLast);
lacks(String.prototype, 'replaceAll', replaceAll);
lacks(Object, 'hasOwn', (on: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(on, name));
if (typeof document !== 'undefined') {
  lacks(Element.prototype, 'replaceChildren', function (this: Element, ...nodes: (Node | string)[]) {
    while (this.firstChild) this.removeChild(this.firstChild);
    this.append(...nodes);
  });
}
