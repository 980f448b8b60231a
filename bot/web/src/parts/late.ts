import { useEffect, useState } from 'preact/hooks';

/** A part that comes after the first question; null until it is there. What failed is asked for again when `retry` changes. */
export function useLate<Part>(load: () => Promise<Part>, wanted: boolean, retry: string): Part | null {
  const [part, arrived] = useState<{ it: Part } | null>(null);
  useEffect(() => {
    if (wanted && !part) void load().then((it) => arrived({ it }), () => undefined);
  }, [wanted, part, retry]);
  return part?.it ?? null;
}
