import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseDate } from '../src/dates';

type Case = { input: string; today: string; day?: string; from?: string; to?: string; invalid?: string };
const file = fileURLToPath(new URL('../../../tests/data/date_cases.yml', import.meta.url));
const cases = parse(readFileSync(file, 'utf8'), { schema: 'core' }) as Case[];

describe('dates in speech', () => {
  it('has the shared cases', () => expect(cases.length).toBeGreaterThan(400));
  it.each(cases)('$input on $today', ({ input, today, day, from, to, invalid }) => {
    expect(parseDate(input, today)).toEqual(invalid ? { invalid } : { from: day ?? from, to: day ?? to });
  });
});
