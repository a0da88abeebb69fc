import { describe, expect, it } from 'vitest';
import { monthKey, monthsToNotify } from '../../../src/domain/methods/expiry.ts';

const on = (date: string) => monthsToNotify(Date.parse(`${date}T12:00:00Z`)).map(monthKey);

describe('the months whose cards are told of', () => {
  it('are this one, and in its last days the next one, over the end of a year and of February', () => {
    expect(on('2026-11-01')).toEqual(['2026-11']);
    expect(on('2026-11-30')).toEqual(['2026-11']);
    expect(on('2026-12-31')).toEqual(['2026-12']);
    expect(on('2027-01-31')).toEqual(['2027-01', '2027-02']);
    expect(on('2027-02-01')).toEqual(['2027-02']);
  });
});
