import {
  create,
  addMonths as monthsAfter,
  toString as textOf,
  withDayOfMonth,
} from 'temporal-polyfill/fns/PlainDate';
import { type LocalDate, parseLocalDate } from './calendar.ts';

/**
 * The same day so many months later, or the month's last where it has no such day. With `day`, that day of the month
 * instead: 28 February and the 31st make 31 March. Outside 1970 to 2999 it throws RangeError.
 */
export function addMonths(date: LocalDate, months: number, day?: number): LocalDate {
  const [year = 0, month = 1, ofDate = 1] = date.split('-').map(Number);
  const first = monthsAfter(create(year, month, 1), months);
  const text = textOf(withDayOfMonth(first, day ?? ofDate));
  const later = parseLocalDate(text);
  if (later === null) throw new RangeError(`outside the years 1970 to 2999: ${text}`);
  return later;
}

/** The day of the month, 1 to 31. */
export const dayOfMonth = (date: LocalDate): number => Number(date.slice(8));
