import { describe, expect, it } from 'vitest';
import { addDays, type LocalDate } from '../../src/domain/calendar.ts';
import { type MoneySum, reportMoney, reportSince, WEEKS } from '../../src/domain/money-report.ts';

const TODAY = '2026-11-30' as LocalDate;
const sum = (kind: MoneySum['kind'], day: string, amount: number, more = {}): MoneySum => ({
  kind,
  day,
  currency: 'USD',
  items: 1,
  amount,
  ...more,
});
const only = (sums: readonly MoneySum[], today = TODAY) => {
  const [report] = reportMoney(sums, today);
  if (report === undefined) throw new Error('no report');
  return report;
};

describe('how the money stands', () => {
  it('is nothing where nothing is kept, or what was kept is gone', () => {
    expect(reportMoney([], TODAY)).toEqual([]);
    expect(reportMoney([sum('open', '2026-01-01', 0, { items: 0 })], TODAY)).toEqual([]);
  });

  it('has each currency by itself', () => {
    const reports = reportMoney(
      [
        sum('open', '', 5),
        sum('open', '', 7, { currency: 'JPY' }),
        sum('billed', '2026-11-30', 7, { currency: 'JPY' }),
      ],
      TODAY,
    );
    expect(reports.map(({ currency, open }) => [currency, open.amount])).toEqual([
      ['JPY', 7],
      ['USD', 5],
    ]);
  });

  it.each([
    // Due today is not late, nor is what has no day.
    [0, []],
    [1, [5, 0, 0, 0]],
    [30, [5, 0, 0, 0]],
    [31, [0, 5, 0, 0]],
    [60, [0, 5, 0, 0]],
    [61, [0, 0, 5, 0]],
    [90, [0, 0, 5, 0]],
    [91, [0, 0, 0, 5]],
    [4_000, [0, 0, 0, 5]],
  ])('counts what was due %i days ago into its age', (days, ages) => {
    const report = only([sum('open', addDays(TODAY, -days), 5), sum('open', '', 3)]);
    const late = ages.length > 0;
    expect(report.overdue.amount).toBe(late ? 5 : 0);
    expect(report.notDue.amount).toBe(late ? 3 : 8);
    expect(report.ages.map(({ amount }) => amount)).toEqual(late ? ages : [0, 0, 0, 0]);
  });

  it('names the days of each age, without a gap and without meeting twice', () => {
    const { ages } = only([sum('open', '', 1)]);
    expect(ages[0]?.to).toBe(addDays(TODAY, -1));
    for (const [place, { to }] of ages.entries()) {
      const before = ages[place - 1]?.from;
      if (before != null) expect(addDays(to, 1)).toBe(before);
    }
    expect(ages.at(-1)?.from).toBeNull();
  });

  it.each(['2026-11-29', '2026-11-30', '2028-02-29', '2027-01-01', '1990-01-01'])(
    'puts every day of its weeks into one of them, on %s',
    (text) => {
      const today = text as LocalDate;
      const since = reportSince(today);
      expect(new Date(since).getUTCDay()).toBe(1);
      const days = Array.from({ length: 7 * WEEKS }, (_, at) => addDays(since, at));
      expect(days).toContain(today);
      const { weeks, collected } = only(
        days.map((day) => sum('collected', day, 2)),
        today,
      );
      expect(weeks.map((week) => week.collected)).toEqual(Array.from({ length: WEEKS }, () => 14));
      expect(collected.amount).toBe(14 * WEEKS);
    },
  );
});
