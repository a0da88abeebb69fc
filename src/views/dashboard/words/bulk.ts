import type { BulkAct, BulkSkip, BulkState } from '../../../domain/invoice/bulk.ts';

const SKIPS: Readonly<Record<BulkSkip, string>> = {
  not_draft: 'it’s no draft any more',
  sent_already: 'it was sent already',
  not_open: 'it isn’t open',
  not_sent: 'it hasn’t been sent',
  processing: 'a payment of it is on its way',
  paid_in_part: 'something was paid of it',
  verb_pending: 'something else is being done to it',
  changed: 'it changed after it was chosen',
  gone: 'it was deleted meanwhile',
  not_permitted: 'who began this may not do it any more',
};

const ACTS: Readonly<Record<BulkAct, string>> = {
  send: 'Send',
  remind: 'Remind',
  finalize: 'Finalize without sending',
  void: 'Void',
};

const STATES: Readonly<Record<BulkState, string>> = {
  waiting: 'Waiting',
  done: 'Done',
  skipped: 'Skipped',
  failed: 'Failed',
};

const invoices = (count: number): string =>
  count === 1 ? 'one invoice' : `${count.toLocaleString('en')} invoices`;

/** Doing something to many invoices at once, in English. Names, amounts and dates come in finished. */
export const BULK_WORDS = {
  skips: SKIPS,
  acts: ACTS,
  states: STATES,
  several: 'With several invoices',
  actLabel: 'Do',
  tick: 'Choose',
  tickOf: (name: string) => `Choose ${name}`,
  ticked: 'With those ticked',
  all: 'With all of this list',
  title: (act: BulkAct, count: number) => `${ACTS[act]} ${invoices(count)}?`,
  none: (act: BulkAct) => `${ACTS[act]}: nothing to do`,
  means: {
    send: 'Drafts get their numbers and dates. Each is mailed to its customer with its PDF and its link, and automatic payment and reminders begin. That can’t be undone: a mail can’t be called back.',
    remind:
      'Each customer is mailed a reminder with the link to pay. A mail can’t be called back. Reminders that go by themselves go on.',
    finalize:
      'Each gets its number and its date, and never changes from then on. Nobody is mailed. That can’t be undone, only credited or voided.',
    void: 'Each is void for good and can’t be paid any more. Payment pages that are open are closed first. Customers who were sent one are told.',
  } satisfies Readonly<Record<BulkAct, string>>,
  sum: (amounts: string) => `They come to ${amounts}.`,
  passedOver: (count: number) => `${invoices(count)} of those you chose will be passed over:`,
  skipLine: (count: number, why: BulkSkip) => `${count.toLocaleString('en')}: ${SKIPS[why]}`,
  hasMore: (most: number) => `Only the first ${most} of the list are taken; do the rest after that.`,
  changed: 'Some of them changed since you were asked. This is how they stand now.',
  button: (act: BulkAct, count: number) => `${ACTS[act]} ${invoices(count)}`,
  cancel: 'Back to the list',
  reportTitle: (act: BulkAct, count: number) => `${ACTS[act]}: ${invoices(count)}`,
  begun: (by: string, at: string) => `Begun by ${by} on ${at}. It goes on if you leave this page.`,
  progress: 'Progress',
  done: (done: number, of: number) => `${done} of ${of}`,
  counts: (done: number, skipped: number, failed: number) =>
    `${done} done, ${skipped} skipped, ${failed} failed.`,
  over: 'All of them are through.',
  invoice: 'Invoice',
  state: 'State',
  amount: 'Amount',
  why: 'Why',
  draft: 'Draft',
  deleted: 'Deleted',
  unavailable: 'Stripe didn’t answer',
  next: 'Next page',
  first: 'First page',
} as const;
