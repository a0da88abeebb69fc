import type { InvoiceStatus } from '../invoice/status.ts';
import { type Entry, type EntryType, isOn, type StreamType } from '../journal.ts';

/** What an event is about. */
export type EventObject =
  | 'invoice'
  | 'credit_note'
  | 'payment'
  | 'refund'
  | 'dispute'
  | 'customer'
  | 'schedule';

/** A type of event: what it says, and which entries of the journal it is noted with. */
type Row = {
  readonly object: EventObject;
  readonly says: string;
  readonly on: { readonly [S in StreamType]?: readonly EntryType<S>[] };
  /** Only where the invoice has this status once the change is written. */
  readonly when?: InvoiceStatus;
  /** The objects that it is about, by id; the stream's own where it is left out. */
  readonly about?: (entry: Entry) => readonly string[];
};

const REFUND_ENDS = ['succeeded', 'failed', 'canceled'];
const DISPUTE_ENDS = ['won', 'lost', 'warning_closed', 'prevented'];

/** The refunds of an entry that are in one of these states, or in any other. */
const refunds =
  (...states: readonly string[]) =>
  (entry: Entry): readonly string[] => {
    if (!isOn(entry, 'payment')) return [];
    if (entry.type === 'refund_requested' || entry.type === 'refund_failed') return [entry.data.refundId];
    if (entry.type !== 'refunds_recorded') return [];
    const among = (state: string) =>
      states.length > 0 ? states.includes(state) : !REFUND_ENDS.includes(state);
    return entry.data.refunds.filter(({ state }) => among(state)).map(({ id }) => id);
  };

/** The disputes of an entry that are decided, or that are not. */
const disputes =
  (areOver: boolean) =>
  (entry: Entry): readonly string[] => {
    if (!isOn(entry, 'payment')) return [];
    if (entry.type !== 'disputes_recorded' && entry.type !== 'taken_back' && entry.type !== 'given_back')
      return [];
    return entry.data.disputes
      .filter(({ status }) => DISPUTE_ENDS.includes(status) === areOver)
      .map(({ id }) => id);
  };

const creditNote = (entry: Entry): readonly string[] =>
  isOn(entry, 'invoice') && entry.type === 'credit_note_issued' ? [entry.data.creditNoteId] : [];

const DISPUTED = ['disputes_recorded', 'taken_back', 'given_back'] as const;
const MONEY_CAME = ['payment_succeeded', 'offline_payment_recorded', 'credit_applied', 'given_back'] as const;
const ISSUED = ['finalized', 'finalized_and_sent'] as const;

/**
 * Every type of event, a row each: its name, what it is about, what it says, and the entries it is noted with. Of an entry that several
 * are noted with, they are told in this order. Another type is another row; its object's facts are in `db/event-facts.ts`.
 */
export const EVENT_TYPES = {
  'invoice.created': {
    object: 'invoice',
    says: 'A draft was made.',
    on: { invoice: ['draft_created'] },
  },
  'invoice.updated': {
    object: 'invoice',
    says: 'A draft was changed.',
    on: { invoice: ['draft_updated'] },
  },
  'invoice.deleted': {
    object: 'invoice',
    says: 'A draft was deleted; only its id is left.',
    on: { invoice: ['draft_deleted'] },
  },
  'invoice.taken_over': {
    object: 'invoice',
    says: 'An invoice that another system issued was taken over from a file.',
    on: { invoice: ['taken_over'] },
  },
  'invoice.finalized': {
    object: 'invoice',
    says: 'An invoice was issued: it has its number, and does not change any more.',
    on: { invoice: ISSUED },
  },
  'invoice.sent': {
    object: 'invoice',
    says: 'An invoice was sent to its customer.',
    on: { invoice: ['finalized_and_sent', 'sent'] },
  },
  'invoice.paid': {
    object: 'invoice',
    says: 'All that was due is paid.',
    on: { invoice: [...MONEY_CAME, ...ISSUED, 'sent'] },
    when: 'paid',
  },
  'invoice.part_paid': {
    object: 'invoice',
    says: 'Part of what is due was paid; the rest is still open.',
    on: { invoice: MONEY_CAME },
    when: 'open',
  },
  'invoice.overdue': {
    object: 'invoice',
    says: "An open invoice's due date has passed in your time zone. Noted by the clock, within the hour.",
    on: {},
  },
  'invoice.reopened': {
    object: 'invoice',
    says: 'Money that had paid it was taken back, or had been recorded by mistake: it is owed again.',
    on: { invoice: ['taken_back', 'offline_payment_reversed'] },
    when: 'open',
  },
  'invoice.credited': {
    object: 'invoice',
    says: 'A credit note took something off it.',
    on: { invoice: ['credit_note_issued'] },
  },
  'invoice.voided': {
    object: 'invoice',
    says: 'An invoice was voided: nobody owes it any more.',
    on: { invoice: ['voided'] },
  },
  'invoice.marked_uncollectible': {
    object: 'invoice',
    says: 'An invoice was written off as uncollectible.',
    on: { invoice: ['marked_uncollectible'] },
  },
  'credit_note.issued': {
    object: 'credit_note',
    says: 'A credit note was issued.',
    on: { invoice: ['credit_note_issued'] },
    about: creditNote,
  },
  'payment.processing': {
    object: 'payment',
    says: 'A payment is on its way, such as a bank debit: its money has not arrived.',
    on: { payment: ['processing'] },
  },
  'payment.succeeded': {
    object: 'payment',
    says: 'The money of a payment has arrived.',
    on: { payment: ['succeeded'] },
  },
  'payment.failed': {
    object: 'payment',
    says: 'A payment was declined, or a bank debit bounced before its money arrived.',
    on: { payment: ['failed'] },
  },
  'payment.canceled': {
    object: 'payment',
    says: 'A payment ended without money: given up, expired, or closed by a person.',
    on: { payment: ['canceled', 'closed', 'closed_by_hand'] },
  },
  'payment.returned': {
    object: 'payment',
    says: 'Money that had arrived went back: a debit was returned, or a dispute was lost.',
    on: { payment: ['taken_back'] },
  },
  'payment.reinstated': {
    object: 'payment',
    says: 'Money that had gone back is here again: a dispute was decided anew.',
    on: { payment: ['given_back'] },
  },
  'refund.created': {
    object: 'refund',
    says: 'A refund was asked for.',
    on: { payment: ['refund_requested'] },
    about: refunds(),
  },
  'refund.updated': {
    object: 'refund',
    says: 'A refund went on, and is not at its end.',
    on: { payment: ['refunds_recorded'] },
    about: refunds(),
  },
  'refund.succeeded': {
    object: 'refund',
    says: 'A refund was paid out.',
    on: { payment: ['refunds_recorded'] },
    about: refunds('succeeded'),
  },
  'refund.failed': {
    object: 'refund',
    says: 'A refund could not be paid out.',
    on: { payment: ['refund_failed', 'refunds_recorded'] },
    about: refunds('failed'),
  },
  'refund.canceled': {
    object: 'refund',
    says: 'A refund was canceled before it was paid out.',
    on: { payment: ['refunds_recorded'] },
    about: refunds('canceled'),
  },
  'dispute.updated': {
    object: 'dispute',
    says: 'A dispute began or went on, and is not decided. The first of a dispute is its beginning.',
    on: { payment: DISPUTED },
    about: disputes(false),
  },
  'dispute.closed': {
    object: 'dispute',
    says: 'A dispute was decided; its state says how.',
    on: { payment: DISPUTED },
    about: disputes(true),
  },
  'customer.created': {
    object: 'customer',
    says: 'A customer was added.',
    on: { customer: ['customer_created'] },
  },
  'customer.updated': {
    object: 'customer',
    says: 'A customer was changed. Read them by the API for what: events hold nothing personal.',
    on: { customer: ['customer_updated', 'address_erased'] },
  },
  'customer.deleted': {
    object: 'customer',
    says: 'A customer without invoices was deleted; only the id is left.',
    on: { customer: ['customer_deleted'] },
  },
  'customer.erased': {
    object: 'customer',
    says: "A customer's personal data was erased. Erase your own copy.",
    on: { customer: ['customer_erased'] },
  },
  'schedule.created': {
    object: 'schedule',
    says: 'A billing schedule was made.',
    on: { schedule: ['schedule_created'] },
  },
  'schedule.updated': {
    object: 'schedule',
    says: 'A schedule was changed, from the next period on or at once.',
    on: { schedule: ['schedule_changed', 'schedule_mails_set'] },
  },
  'schedule.period_invoiced': {
    object: 'schedule',
    says: "A period's invoice was made; the invoice has events of its own.",
    on: { schedule: ['period_invoiced', 'period_made_again'] },
  },
  'schedule.period_skipped': {
    object: 'schedule',
    says: 'A period is left out: no invoice is made for it.',
    on: { schedule: ['schedule_period_skipped'] },
  },
  'schedule.paused': {
    object: 'schedule',
    says: 'A schedule was paused.',
    on: { schedule: ['schedule_paused'] },
  },
  'schedule.resumed': {
    object: 'schedule',
    says: 'A schedule goes on.',
    on: { schedule: ['schedule_resumed', 'schedule_started_again'] },
  },
  'schedule.needs_attention': {
    object: 'schedule',
    says: 'A schedule waits for a person: too many periods were missed, or its invoice cannot be made.',
    on: { schedule: ['schedule_asked', 'schedule_stopped'] },
  },
  'schedule.ended': {
    object: 'schedule',
    says: 'A schedule was ended, at once or with the period that it is in.',
    on: { schedule: ['schedule_ended', 'schedule_cadence_changed'] },
  },
} as const satisfies Readonly<Record<string, Row>>;

export type WebhookEventType = keyof typeof EVENT_TYPES;

const ROWS: readonly (readonly [WebhookEventType, Row])[] = Object.entries(EVENT_TYPES).map(([type, row]) => [
  parsed(type),
  row,
]);

export const WEBHOOK_EVENT_TYPES: readonly WebhookEventType[] = ROWS.map(([type]) => type);

function parsed(type: string): WebhookEventType {
  const known = parseEventType(type);
  if (known === null) throw new Error(`no type of event: ${type}`);
  return known;
}

/** A type as somebody wrote it; null for what is none. */
export function parseEventType(text: string): WebhookEventType | null {
  return isEventType(text) ? text : null;
}

function isEventType(text: string): text is WebhookEventType {
  return Object.hasOwn(EVENT_TYPES, text);
}

/** What a change is worth telling: the type, what it is about, and the status without which it is not told. */
export type Worth = {
  readonly type: WebhookEventType;
  readonly object: EventObject;
  readonly id: string;
  readonly when: InvoiceStatus | null;
};

/** A journal entry → the events that are noted with it, in the order in which they are told. */
export const eventsOf = (entry: Entry): readonly Worth[] =>
  ROWS.flatMap(([type, { object, on, when = null, about }]) => {
    const entries: readonly string[] = on[entry.stream.type] ?? [];
    if (!entries.includes(entry.type)) return [];
    const ids = about === undefined ? [entry.stream.id] : about(entry);
    return ids.map((id) => ({ type, object, id, when }));
  });

/** An event's place among those of its stream: a later one is greater, and gaps say nothing. The last of an entry's is the clock's. */
export const PLACES_AN_ENTRY = 100;
export const placeOf = (entrySeq: number, index: number): number =>
  entrySeq * PLACES_AN_ENTRY + Math.min(index, PLACES_AN_ENTRY - 2);
