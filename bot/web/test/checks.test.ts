import { describe, expect, it, vi } from 'vitest';
import { Checks } from '../src/checks';
import type { Given } from '../src/inputs';
import { GIVEN } from './model';

const TODAY = '2026-11-22';

describe('what names and contacts look like', () => {
  it('can it not be had, nothing is checked and nothing leaves; it is asked for again', async () => {
    const given = vi.fn<() => Promise<Given>>().mockRejectedValueOnce(new Error('no net')).mockResolvedValue(GIVEN);
    const checks = new Checks({ given });
    expect(await checks.load('name')).toBe(false);
    expect(checks.ready('name')).toBe(false);
    expect(await checks.load('name')).toBe(true);
    expect(checks.ready('contact')).toBe(true);
    expect(checks.validate('name', '伐想讲名字', TODAY)).toEqual({ ok: false, problem: 'name' });
    expect(given).toHaveBeenCalledTimes(2);
  });
  it('is not asked for where it is not needed', async () => {
    const given = vi.fn<() => Promise<Given>>();
    const checks = new Checks({ given });
    expect(await checks.load('date')).toBe(true);
    expect(checks.ready('date')).toBe(true);
    expect(given).not.toHaveBeenCalled();
  });
});
