import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { inPassing } from '../src/passing';

const file = fileURLToPath(new URL('../../../tests/data/passing_cases.json', import.meta.url));
const cases = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, boolean>>;

it.each(Object.entries(cases).flatMap(([ask, texts]) => Object.entries(texts).map(([text, said]) => [ask, text, said] as const)))(
  'at %s, %s',
  (ask, text, said) => expect(inPassing(ask, text)).toBe(said),
);
