import { CUSTOMER_ENTRIES } from './journal/customer-entries.ts';
import { INVOICE_ENTRIES } from './journal/invoice-entries.ts';
import { MERCHANT_ENTRIES } from './journal/merchant-entries.ts';
import { PAYMENT_ENTRIES } from './journal/payment-entries.ts';
import { SCHEDULE_ENTRIES } from './journal/schedule-entries.ts';
import type { Json } from './json.ts';
import type { Read, Shape } from './shape.ts';

const ENTRIES = {
  invoice: INVOICE_ENTRIES,
  payment: PAYMENT_ENTRIES,
  customer: CUSTOMER_ENTRIES,
  merchant: MERCHANT_ENTRIES,
  schedule: SCHEDULE_ENTRIES,
};

type Entries = typeof ENTRIES;
/** Whose history an entry belongs to. */
export type StreamType = keyof Entries;

export type EntryType<S extends StreamType> = keyof Entries[S] & string;
export type EntryData<S extends StreamType, T extends EntryType<S>> = Read<Entries[S][T]>;

/** What may be appended to a stream of a type: one case an entry. `data` holds nothing personal. */
export type EntryOf<S extends StreamType, T extends EntryType<S> = EntryType<S>> = {
  [K in T]: { readonly type: K; readonly data: EntryData<S, K> };
}[T];

/** An entry on a stream of a type. */
export type EntryOn<S extends StreamType> = {
  readonly stream: { readonly type: S; readonly id: string };
} & EntryOf<S>;

/** An entry and the stream that it stands on. */
export type Entry = { [S in StreamType]: EntryOn<S> }[StreamType];

/** Whether an entry stands on a stream of this type. */
export const isOn = <S extends StreamType>(
  entry: Entry | UnknownEntry,
  type: S,
): entry is EntryOn<S> & Entry => entry.type !== 'unknown' && entry.stream.type === type;

/** An entry that this version cannot read: another version wrote it, or its data was erased. It is shown as that. */
export type UnknownEntry = {
  readonly stream: { readonly type: string; readonly id: string };
  readonly type: 'unknown';
  readonly data: { readonly recordedAs: string; readonly recorded: Json };
};

type Stored = {
  readonly stream: { readonly type: string; readonly id: string };
  readonly type: string;
  /** Undefined where no shape of its stream and type reads it. */
  readonly data: Json | undefined;
};

/** A stored row → its entry. What cannot be read is kept as it is, and never thrown. */
export function parseEntry(row: {
  readonly streamType: string;
  readonly streamId: string;
  readonly type: string;
  readonly data: Json;
}): Entry | UnknownEntry {
  const stream = { type: row.streamType, id: row.streamId };
  const stored = { stream, type: row.type, data: shapeOf(row.streamType, row.type)?.(row.data) };
  return isEntry(stored)
    ? stored
    : { stream, type: 'unknown', data: { recordedAs: row.type, recorded: row.data } };
}

const isEntry = (stored: Stored): stored is Entry => stored.data !== undefined;

function shapeOf(streamType: string, type: string): Shape<Json> | undefined {
  const streams: Readonly<Record<string, Readonly<Record<string, Shape<Json>>>>> = ENTRIES;
  const entries = Object.hasOwn(streams, streamType) ? streams[streamType] : undefined;
  return entries !== undefined && Object.hasOwn(entries, type) ? entries[type] : undefined;
}

/** What an invoice's stream says of a payment that the payment's own stream tells in full. */
export const ECHOES = [
  'payment_claimed',
  'payment_adopted',
  'payment_processing',
  'payment_failed',
  'payment_closed',
  'refund_requested',
  'refund_sending',
  'refund_unknown',
  'refund_failed',
  'refund_released',
  'refunds_recorded',
  'disputes_recorded',
  'taken_back',
  'given_back',
] as const satisfies readonly EntryType<'invoice'>[];
