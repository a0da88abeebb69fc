/** A card's last month; it stays valid to the month's end. */
export type Month = { readonly year: number; readonly month: number };

/** How many days before a card's last day its customer is notified. */
const TELL_DAYS = 30;
const DAY_MS = 86_400_000;

/** The months whose cards expire within the notice period; `now` in ms, by UTC. */
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
