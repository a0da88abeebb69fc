import { addDays, instantAt, type LocalDate, localDateAt, parseLocalDate } from './calendar.ts';

/** A calendar month, `YYYY-MM`. Sorts as text. */
export type StatementMonth = string;

/** Its statement is mailed on the second day after it: what came on its last day, by whatever way, is known by then. */
const MAILED_ON_DAY = 2;

export const monthOf = (date: LocalDate): StatementMonth => date.slice(0, 7);

export function firstDayOf(month: StatementMonth): LocalDate {
  const day = parseLocalDate(`${month}-01`);
  if (day === null) throw new RangeError(`not a month: ${month}`);
  return day;
}

export const monthAfter = (month: StatementMonth): StatementMonth => monthOf(addDays(firstDayOf(month), 31));

export const lastDayOf = (month: StatementMonth): LocalDate => addDays(firstDayOf(monthAfter(month)), -1);

/** The month that it is in a time zone at an instant (ms). */
export const monthAt = (now: number, timeZone: string): StatementMonth => monthOf(localDateAt(now, timeZone));

/** The newest month whose statement may be mailed at an instant (ms): its second day after is here. */
export function newestToMail(now: number, timeZone: string): StatementMonth {
  const mailable = addDays(localDateAt(now, timeZone), 1 - MAILED_ON_DAY);
  return monthOf(addDays(firstDayOf(monthOf(mailable)), -1));
}

/** When a month's statement is mailed, in ms: at that hour of the business's day. */
export const mailedAt = (month: StatementMonth, hour: number, timeZone: string): number =>
  instantAt(addDays(firstDayOf(monthAfter(month)), MAILED_ON_DAY - 1), hour, timeZone);
