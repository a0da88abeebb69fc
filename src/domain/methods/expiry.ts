/** A month of a year: a card is good to its end. */
export type Month = { readonly year: number; readonly month: number };

/** Told so many days before a card's last day. */
const TELL_DAYS = 30;
const DAY_MS = 86_400_000;

/** The months whose cards end within the time in which their customers are told; `now` in ms, by UTC. */
export function monthsToNotify(now: number): readonly Month[] {
  const date = new Date(now);
  const months = [0, 1].map((ahead) => monthOf(date.getUTCFullYear(), date.getUTCMonth() + ahead));
  return months.filter(({ year, month }) => Date.UTC(year, month, 1) - TELL_DAYS * DAY_MS <= now);
}

const monthOf = (year: number, zeroBased: number): Month => ({
  year: year + Math.floor(zeroBased / 12),
  month: (zeroBased % 12) + 1,
});

/** `YYYY-MM`. */
export const monthKey = ({ year, month }: Month): string => `${year}-${String(month).padStart(2, '0')}`;
