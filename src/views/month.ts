import { memo } from '../domain/memo.ts';

const months = memo<Intl.DateTimeFormat>(20);

/** `January 2027`, in the reader's language. */
export function monthName(year: number, month: number, locale: string): string {
  const format = months(
    locale,
    () =>
      new Intl.DateTimeFormat(locale, {
        calendar: 'gregory',
        month: 'long',
        timeZone: 'UTC',
        year: 'numeric',
      }),
  );
  return format.format(Date.UTC(year, month - 1));
}
