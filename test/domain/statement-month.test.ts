import { describe, expect, it } from 'vitest';
import {
  firstDayOf,
  lastDayOf,
  mailedAt,
  monthAfter,
  monthAt,
  newestToMail,
} from '../../src/domain/statement-month.ts';

const at = (instant: string) => Date.parse(instant);

describe('the month of a statement', () => {
  it('has its days, in leap years and over a new year', () => {
    expect([firstDayOf('2028-02'), lastDayOf('2028-02')]).toEqual(['2028-02-01', '2028-02-29']);
    expect([lastDayOf('2027-02'), lastDayOf('2026-12')]).toEqual(['2027-02-28', '2026-12-31']);
    expect([monthAfter('2026-12'), monthAfter('2027-01')]).toEqual(['2027-01', '2027-02']);
    expect(() => firstDayOf('2026-13')).toThrow('not a month: 2026-13');
  });

  it('is that of the business’s zone', () => {
    expect(monthAt(at('2026-11-01T03:00:00Z'), 'America/New_York')).toBe('2026-10');
    expect(monthAt(at('2026-10-31T15:00:00Z'), 'Asia/Tokyo')).toBe('2026-11');
  });

  it('is mailed on the second day after it, and on no earlier one', () => {
    expect(mailedAt('2026-10', 9, 'America/New_York')).toBe(at('2026-11-02T14:00:00Z'));
    expect(mailedAt('2026-12', 0, 'Asia/Tokyo')).toBe(at('2027-01-01T15:00:00Z'));
    expect(newestToMail(at('2026-11-02T04:59:59Z'), 'America/New_York')).toBe('2026-09');
    expect(newestToMail(at('2026-11-02T05:00:00Z'), 'America/New_York')).toBe('2026-10');
    expect(newestToMail(at('2026-11-30T12:00:00Z'), 'America/New_York')).toBe('2026-10');
  });
});
