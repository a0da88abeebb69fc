import { bare, externalKey, type Header, type HeaderRules, readHeadings } from './header.ts';

/** The columns of a file of schedules, as they are exported. A line is a line of a schedule's invoices; those of one schedule stand together. */
export const SCHEDULE_FIELDS = [
  'id',
  'name',
  'customerId',
  'customer',
  'status',
  'currency',
  'amount',
  'every',
  'unit',
  'timing',
  'startsOn',
  'firstPeriodOn',
  'day',
  'endsOn',
  'runs',
  'timeZone',
  'hour',
  'nextNumber',
  'nextInvoiceAt',
  'createdAt',
  'endedAt',
  'externalId',
  'trialDays',
  'catchUpLimit',
  'mails',
  'description',
  'price',
  'quantity',
  'unitPrice',
  'meter',
  'tiers',
  'discount',
  'taxes',
  'withheld',
  'netDays',
  'paymentLink',
  'collectPolicy',
  'issue',
  'notes',
  'beyondColumns',
] as const;
export type ScheduleField = (typeof SCHEDULE_FIELDS)[number];
/** What a file may say beside what is exported: whose schedule it is. */
export type ScheduleColumn = ScheduleField | 'customerEmail' | `externalId:${string}`;
/** A row's cells that are not empty. */
export type ScheduleCells = Readonly<Partial<Record<ScheduleColumn, string>>>;

const ALSO: Readonly<Record<string, ScheduleColumn>> = {
  customeremail: 'customerEmail',
  email: 'customerEmail',
  customername: 'customer',
  client: 'customer',
  scheduleid: 'id',
  startdate: 'startsOn',
  start: 'startsOn',
  enddate: 'endsOn',
  interval: 'unit',
  intervalcount: 'every',
  item: 'description',
  qty: 'quantity',
  unitamount: 'unitPrice',
};

const BY_NAME = new Map<string, ScheduleColumn>([
  ...Object.entries(ALSO),
  ...SCHEDULE_FIELDS.map((field): [string, ScheduleColumn] => [bare(field), field]),
]);

const RULES: HeaderRules<ScheduleColumn> = {
  known: `Columns are ${SCHEDULE_FIELDS.join(', ')}, customerEmail and externalId:NAME for the customer’s id in another system.`,
  columnOf: (heading) => {
    const key = externalKey(heading);
    return key === null ? (BY_NAME.get(bare(heading)) ?? null) : `externalId:${key}`;
  },
  missing: (columns) => {
    if (!columns.includes('externalId') && !columns.includes('id')) {
      return 'No column says which schedule a line is of: give externalId, so that the same file makes nothing twice.';
    }
    if (!columns.some((column) => /^(?:customer|externalId:)/.test(column))) {
      return 'No column says whose they are: give customerId, externalId:NAME, customerEmail or customer.';
    }
    if (!columns.includes('unit')) return 'No column says how often they are invoiced: give unit.';
    if (!columns.includes('startsOn')) return 'No column says when they begin: give startsOn.';
    return columns.some((column) => column === 'unitPrice' || column === 'tiers' || column === 'amount')
      ? null
      : 'No column says what they cost: give unitPrice.';
  },
};

/** The columns that the first line of a file of schedules names, each once. */
export const readScheduleHeader = (headings: readonly string[]): Header<ScheduleColumn> =>
  readHeadings(headings, RULES);
