import { describe, expect, it } from 'vitest';
import { keptSumsOf, readListAsk, writeListAsk } from '../../../src/domain/invoice/staff-list.ts';

const read = (query: string) => readListAsk(Object.fromEntries(new URLSearchParams(query)));

describe('the filters of the list of invoices', () => {
  it.each([
    '',
    'view=overdue',
    'view=open&currency=JPY&by=due&from=2026-01-01&to=2026-02-28',
    'payment=failed&search=NW-0042',
    'from=2028-02-29&search=%F0%9F%98%80',
  ])('read %s as it was written', (query) => {
    expect(writeListAsk(read(query))).toBe(query);
  });

  it.each([
    'view=everything',
    'payment=none',
    'currency=XYZ',
    'from=2026-02-30',
    'by=due',
    'search=%20%00%20',
    'after=x&evil=1',
  ])('leave out what is none of them: %s', (query) => {
    expect(writeListAsk(read(query))).toBe('');
  });

  it('cut a search of ten thousand characters, between characters', () => {
    const { search } = read(`search=${encodeURIComponent('😀'.repeat(10_000))}`);
    expect([...search]).toHaveLength(200);
    expect(search.isWellFormed()).toBe(true);
  });

  it.each([
    ['', 'all'],
    ['currency=USD', 'all'],
    ['from=2026-01-01', 'all'],
    ['by=due&from=2026-01-01', null],
    ['view=open', 'open'],
    ['view=open&from=2026-01-01', null],
    ['view=overdue&by=due&to=2026-01-01', 'overdue'],
    ['view=paid', 'paid'],
    ['view=paid&from=2026-01-01', null],
    ['view=draft', null],
    ['payment=failed', null],
    ['search=x', null],
  ])('have kept sums where all that they ask for is kept: %s', (query, kept) => {
    expect(keptSumsOf(read(query))).toBe(kept);
  });
});
