import type { Random } from '../kernel/random.ts';

/** Days on which clocks change or months end, somewhere. */
const CHANGES = ['2026-03-07', '2026-03-28', '2026-10-24', '2026-10-31', '2026-04-04', '2026-10-03'] as const;
const MONTH_ENDS = ['2026-01-30', '2026-02-27', '2026-12-30', '2028-02-28'] as const;
const OTHERS = ['2026-05-11', '2026-07-02', '2026-11-22', '2027-09-17'] as const;

/** When a seed begins: often just before clocks change or a month ends. */
export function startOf(random: Random): { startMs: number; changes: boolean; monthEnd: boolean } {
  const kind = random.pick(['change', 'month end', 'other']);
  const day = random.pick(kind === 'change' ? CHANGES : kind === 'month end' ? MONTH_ENDS : OTHERS);
  const startMs = Date.parse(`${day}T00:00:00Z`) + random.int(24 * 3_600_000);
  return { startMs, changes: kind === 'change', monthEnd: kind === 'month end' };
}
