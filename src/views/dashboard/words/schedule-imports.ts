import { sentenceCase } from '../../text.ts';

const SHARED = {
  file: 'CSV file',
  hint: 'UTF-8 or UTF-16, up to 100,000 lines and 20 MB. Commas, semicolons or tabs.',
  separator: 'Between the columns',
  separators: { '': 'What the first line says', comma: 'Commas', semicolon: 'Semicolons', tab: 'Tabs' },
  send: 'Check the file',
  columns: 'Columns',
  noFile: 'Choose a file.',
  /** Where it is, such as `line 3, column 2`, and what. */
  wrong: (where: string, what: string) => (where === 'file' ? what : `${sentenceCase(where)}: ${what}`),
  counts: {
    read: 'not checked yet',
    create: 'to make',
    same: 'here already',
    wrong: 'wrong',
    skipped: 'left out',
    done: 'done',
    failed: 'failed',
  },
  of: (done: string, all: string) => `${done} of ${all} lines`,
  wrongLines: 'Some lines are wrong',
  onWrong: {
    refuse: 'Make nothing: I correct the file and send it again',
    leave_out: 'Leave their schedules out, and make the others',
  },
  nothing: 'There is nothing to make.',
  cancel: 'Cancel the import',
  lines: 'Lines',
  line: 'Line',
  outcome: 'What it does',
  next: (day: string, amount: string) => `Next invoice on ${day}: ${amount}`,
  nextUnknown: (day: string) => `Next invoice on ${day}`,
  atStripe: (day: string, amount: string) => `Stripe’s: ${day}, ${amount}`,
  toSchedule: 'To the schedule',
  said: {
    create: 'To make',
    same: 'Here already',
    done: 'Made',
    failed: 'Not made',
    skipped: 'Left out',
    wrong: 'Wrong',
    read: 'Not checked yet',
  },
  more: 'Next lines',
  toBack: 'To the schedules',
} as const;

const STATES = {
  reading: 'Being read',
  checking: 'Checking its lines',
  ready: 'Checked: nothing was made yet',
  applying: 'Being made',
  done: 'Made',
  canceled: 'Canceled',
} as const;

/** Files of schedules, in English. Values come in finished. */
export const SCHEDULE_FILE_WORDS = {
  ...SHARED,
  title: 'Import schedules',
  lead: 'Schedules of another system, or a file that you downloaded here. You see the next invoice of each before anything is made.',
  columnsText:
    'They are those of “Download as CSV”. externalId is your own id of a schedule; customerId, customerEmail, customer or externalId:NAME says whose it is.',
  rules: [
    'A line is a line of a schedule’s invoices. Lines with one externalId stand one below the other.',
    'nextNumber is the period that is invoiced next. Those before it were invoiced elsewhere, and are skipped here.',
    'Taxes are written as VAT 20%, and tiers as 100: 0.10; 1000: 0.08 + 5.00; rest: 0.05. Days are written as 2026-03-31.',
    'amount, firstPeriodOn, nextInvoiceAt, createdAt and endedAt are for you to read.',
    'A file changes no schedule that is here, and the same file twice makes nothing twice.',
  ],
  states: STATES,
  apply: 'Make the schedules',
  consent: 'Nobody is mailed now. Those that are active make their invoices from then on.',
};

/** Files of Stripe's subscriptions, in English. */
export const SUBSCRIPTION_FILE_WORDS = {
  ...SHARED,
  title: 'Take over Stripe subscriptions',
  lead: 'The file that Stripe’s dashboard exports of subscriptions. You see our next invoice beside Stripe’s before anything is made.',
  columnsText:
    'Export it with all columns. A customer is found by the Stripe id that it is linked to here: import or link your customers first.',
  rules: [
    'Each subscription becomes a schedule that is paused. Its first period begins where the one ends that Stripe has invoiced.',
    'Amount is taken for the price of one, without tax. What differs from Stripe’s invoice is told beside each line.',
    'What has ended or isn’t renewed at Stripe is left out. What is counted or has tiers isn’t in Stripe’s file: create its schedule by hand.',
    'A subscription is taken over once, however often the file is sent.',
  ],
  states: { ...STATES, applying: 'Being taken over', done: 'Taken over' },
  apply: 'Take over as paused schedules',
  consent:
    'Nothing is invoiced or mailed until you resume a schedule. Cancel its subscription at Stripe first, so that nobody is charged twice.',
};

export type ScheduleFileWords = typeof SCHEDULE_FILE_WORDS | typeof SUBSCRIPTION_FILE_WORDS;
