import type { Cadence } from '../../../src/domain/schedule/recurrence.ts';

type ByHand = Cadence & {
  readonly what: string;
  readonly anchor: string;
  readonly day?: number;
  readonly dates: readonly string[];
};

/** Dates that were read off a printed calendar. No program made them, and none may change them. */
export const BY_HAND: readonly ByHand[] = [
  {
    what: '31 January, monthly: twelve in twelve months, and leap February',
    anchor: '2027-01-31',
    every: 1,
    unit: 'months',
    dates: [
      ...['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30'],
      ...['2027-07-31', '2027-08-31', '2027-09-30', '2027-10-31', '2027-11-30', '2027-12-31'],
      ...['2028-01-31', '2028-02-29', '2028-03-31'],
    ],
  },
  {
    what: '29 February, yearly',
    anchor: '2028-02-29',
    every: 1,
    unit: 'years',
    dates: ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
  },
  {
    what: '28 February with day 31: the last of each month',
    anchor: '2027-02-28',
    day: 31,
    every: 1,
    unit: 'months',
    dates: ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'],
  },
  {
    what: '28 February without a day: the 28th of each month',
    anchor: '2027-02-28',
    every: 1,
    unit: 'months',
    dates: ['2027-02-28', '2027-03-28', '2027-04-28', '2027-05-28'],
  },
  {
    what: '30 November, quarterly',
    anchor: '2026-11-30',
    every: 3,
    unit: 'months',
    dates: ['2026-11-30', '2027-02-28', '2027-05-30', '2027-08-30', '2027-11-30', '2028-02-29'],
  },
  {
    what: '31 August, half-yearly',
    anchor: '2026-08-31',
    every: 6,
    unit: 'months',
    dates: ['2026-08-31', '2027-02-28', '2027-08-31', '2028-02-29', '2028-08-31'],
  },
  {
    what: 'every two years from 29 February',
    anchor: '2028-02-29',
    every: 2,
    unit: 'years',
    dates: ['2028-02-29', '2030-02-28', '2032-02-29', '2034-02-28'],
  },
  {
    what: 'weekly across the spring change of clocks',
    anchor: '2027-03-15',
    every: 1,
    unit: 'weeks',
    dates: ['2027-03-15', '2027-03-22', '2027-03-29', '2027-04-05'],
  },
  {
    what: 'every two weeks across New Year',
    anchor: '2026-12-18',
    every: 2,
    unit: 'weeks',
    dates: ['2026-12-18', '2027-01-01', '2027-01-15', '2027-01-29'],
  },
  {
    what: 'every four weeks over a leap day',
    anchor: '2028-01-31',
    every: 4,
    unit: 'weeks',
    dates: ['2028-01-31', '2028-02-28', '2028-03-27', '2028-04-24'],
  },
  {
    what: 'daily over a leap day',
    anchor: '2028-02-27',
    every: 1,
    unit: 'days',
    dates: ['2028-02-27', '2028-02-28', '2028-02-29', '2028-03-01'],
  },
  {
    what: 'every thirty days',
    anchor: '2027-01-01',
    every: 30,
    unit: 'days',
    dates: ['2027-01-01', '2027-01-31', '2027-03-02', '2027-04-01', '2027-05-01'],
  },
  {
    what: 'every ninety days over the end of a year',
    anchor: '2027-10-15',
    every: 90,
    unit: 'days',
    dates: ['2027-10-15', '2028-01-13', '2028-04-12'],
  },
];

/** When an hour of a day is, by the zones' own rules: an hour that is skipped is the first after it, one that comes twice the first. */
export const ZONE_HOURS = [
  { zone: 'America/New_York', date: '2026-08-05', hour: 6, utc: '2026-08-05T10:00:00.000Z' },
  { zone: 'America/New_York', date: '2026-11-05', hour: 6, utc: '2026-11-05T11:00:00.000Z' },
  // Two o'clock does not exist on 14 March 2027, and one o'clock comes twice on 1 November 2026.
  { zone: 'America/New_York', date: '2027-03-14', hour: 2, utc: '2027-03-14T07:00:00.000Z' },
  { zone: 'America/New_York', date: '2026-11-01', hour: 1, utc: '2026-11-01T05:00:00.000Z' },
  { zone: 'Europe/Paris', date: '2027-03-28', hour: 2, utc: '2027-03-28T01:00:00.000Z' },
  { zone: 'Europe/Paris', date: '2027-03-28', hour: 0, utc: '2027-03-27T23:00:00.000Z' },
  { zone: 'Europe/Paris', date: '2027-03-29', hour: 0, utc: '2027-03-28T22:00:00.000Z' },
  { zone: 'America/Juneau', date: '2026-10-31', hour: 0, utc: '2026-10-31T08:00:00.000Z' },
  { zone: 'America/Juneau', date: '2026-11-30', hour: 0, utc: '2026-11-30T09:00:00.000Z' },
  // Its clocks move by half an hour only, on 4 October 2026.
  { zone: 'Australia/Lord_Howe', date: '2026-10-04', hour: 2, utc: '2026-10-03T15:30:00.000Z' },
  { zone: 'Australia/Lord_Howe', date: '2026-10-05', hour: 2, utc: '2026-10-04T15:00:00.000Z' },
  { zone: 'Asia/Kathmandu', date: '2027-01-31', hour: 9, utc: '2027-01-31T03:15:00.000Z' },
] as const;
