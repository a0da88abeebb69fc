/**
 * Days counted on one's fingers: a table of the months' lengths and nothing else, neither a library nor the runtime's own calendar.
 * What schedules make is compared with it.
 */
type Day = { readonly year: number; readonly month: number; readonly day: number };

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const lengthOf = ({ year, month }: Pick<Day, 'year' | 'month'>): number =>
  month === 2 && isLeap(year) ? 29 : ([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);

const written = ({ year, month, day }: Day): string =>
  `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;

function read(text: string): Day {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
}

function tomorrow({ year, month, day }: Day): Day {
  if (day < lengthOf({ year, month })) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
}

function daysLater(from: Day, days: number): Day {
  let at = from;
  for (let passed = 0; passed < days; passed += 1) at = tomorrow(at);
  return at;
}

function monthsLater({ year, month }: Day, months: number, wanted: number): Day {
  let [y, m] = [year, month];
  for (let passed = 0; passed < months; passed += 1) [y, m] = m === 12 ? [y + 1, 1] : [y, m + 1];
  return { year: y, month: m, day: Math.min(wanted, lengthOf({ year: y, month: m })) };
}

type Counted = {
  readonly anchor: string;
  readonly every: number;
  readonly unit: 'days' | 'weeks' | 'months' | 'years';
  readonly day: number | null;
};

/** The first day of the period after so many. */
export function dayByHand({ anchor, every, unit, day }: Counted, periods: number): string {
  const first = read(anchor);
  const wanted = day ?? first.day;
  switch (unit) {
    case 'days':
      return written(daysLater(first, periods * every));
    case 'weeks':
      return written(daysLater(first, 7 * periods * every));
    case 'months':
      return written(monthsLater(first, periods * every, wanted));
    case 'years':
      return written(monthsLater(first, 12 * periods * every, wanted));
  }
}

/** Schedules over every cadence, four zones whose clocks change on different days, month ends and a leap day. */
export function manySchedules(count: number) {
  const cadences = [
    { every: 1, unit: 'months' },
    { every: 3, unit: 'months' },
    { every: 1, unit: 'years' },
    { every: 30, unit: 'days' },
    { every: 1, unit: 'weeks' },
    { every: 2, unit: 'weeks' },
    { every: 6, unit: 'months' },
    { every: 10, unit: 'days' },
    { every: 2, unit: 'months' },
    { every: 13, unit: 'weeks' },
  ] as const;
  const anchors = [
    '2027-01-31',
    '2027-02-28',
    '2027-03-28',
    '2027-01-30',
    '2027-02-01',
    '2027-01-29',
    '2027-03-14',
  ];
  const zones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago'];
  return Array.from({ length: count }, (_, at) => {
    const cadence = cadences[at % cadences.length] ?? cadences[0];
    const isOfMonths = cadence.unit === 'months' || cadence.unit === 'years';
    const anchor = anchors[at % anchors.length] ?? '2027-01-31';
    return {
      ...cadence,
      anchor,
      // The last of each month, where it begins on the last of one.
      day: isOfMonths && anchor === '2027-02-28' && at % 2 === 0 ? 31 : null,
      timeZone: zones[Math.floor(at / 3) % zones.length] ?? 'UTC',
      timing: at % 3 === 0 ? ('arrears' as const) : ('advance' as const),
      hour: (at * 7) % 24,
    };
  });
}
