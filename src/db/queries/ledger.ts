import { type SQL, sql } from 'drizzle-orm';
import type { MethodSummary, RefundState } from '../../domain/payment/state.ts';

/** So many of the newest entries that cover an invoice are listed. */
const MOST_COVERS = 200;

/** Amounts in minor units, instants in ms. What is of another source than the entry's is null. */
export type CoverRow = {
  readonly id: string;
  readonly amount: number;
  readonly at: number;
  readonly source: 'payment' | 'offline_payment' | 'credit' | 'credit_note';
  readonly sourceId: string;
  readonly method: MethodSummary | null;
  readonly payerId: string | null;
  readonly offline: string | null;
  readonly reference: string | null;
  readonly receivedOn: string | null;
  readonly series: string | null;
  readonly numberValue: number | null;
};

export type RefundRow = {
  readonly id: string;
  readonly paymentId: string;
  readonly state: RefundState;
  /** Without what was never allocated to an invoice. */
  readonly amount: number;
  readonly at: number;
  readonly method: MethodSummary | null;
  readonly payerId: string;
  /** Of the credit note that it settles. */
  readonly series: string | null;
  readonly numberValue: number | null;
  readonly noteInvoiceId: string | null;
  /** What its payment brought its invoices, entry by entry. */
  readonly brought: readonly { readonly invoiceId: string; readonly amount: number }[];
};

/** A credit note that gave something back in another way than by a refund. */
export type NoteRow = {
  readonly id: string;
  readonly series: string;
  readonly numberValue: number;
  readonly on: string;
  readonly asCredit: number;
  readonly outside: number;
};

export type MovingRow = {
  readonly id: string;
  readonly amount: number;
  readonly at: number;
  readonly method: MethodSummary | null;
  readonly payerId: string;
};

/** What an invoice's ledger is drawn from beside its own row, each in the order in which it happened. */
export type LedgerRow = {
  /** None where entries were not asked for. */
  readonly covers: readonly CoverRow[];
  readonly refunds: readonly RefundRow[];
  readonly notes: readonly NoteRow[];
  readonly moving: MovingRow | null;
};

const COVERS = sql`(select json_group_array(json_object('id', a.id, 'amount', a.amount, 'at', a.created_at,
    'source', a.source_type, 'sourceId', a.source_id, 'method', json(p.method), 'payerId', p.customer_id,
    'offline', o.method, 'reference', o.reference, 'receivedOn', o.received_on,
    'series', n.series, 'numberValue', n.number_value))
  from (select * from allocations where invoice_id = invoices.id order by id desc
    limit ${sql.raw(String(MOST_COVERS))}) a
    left join payments p on a.source_type = 'payment' and p.id = a.source_id
    left join offline_payments o on a.source_type = 'offline_payment' and o.id = a.source_id
      and o.invoice_id = a.invoice_id
    left join credit_notes n on a.source_type = 'credit_note' and n.id = a.source_id)`;

// Where no money came, none went back.
const REFUNDS = sql`(select case when invoices.amount_paid > invoices.amount_credited then (
    select json_group_array(json_object('id', r.id, 'paymentId', r.payment_id, 'state', r.state,
      'amount', r.amount - r.credit_amount, 'at', coalesce(r.sent_at, r.created_at),
      'method', json(p.method), 'payerId', p.customer_id,
      'series', n.series, 'numberValue', n.number_value, 'noteInvoiceId', n.invoice_id,
      'brought', json((select json_group_array(json_object('invoiceId', b.invoice_id, 'amount', b.amount))
        from allocations b where b.source_type = 'payment' and b.source_id = r.payment_id and b.amount > 0))))
    from refunds r join payments p on p.id = r.payment_id left join credit_notes n on n.id = r.credit_note_id
    where r.state in ('pending', 'requires_action', 'succeeded') and r.payment_id in (
      select source_id from allocations where invoice_id = invoices.id and source_type = 'payment'))
  else '[]' end)`;

const NOTES = sql`(select json_group_array(json_object('id', note.id, 'series', note.series,
    'numberValue', note.number_value, 'on', note.issue_date, 'asCredit', note.as_credit, 'outside', note.outside))
  from credit_notes note where note.invoice_id = invoices.id and note.as_credit + note.outside > 0)`;

const MOVING = sql`(select case when invoices.payment_status = 'processing' then (
    select json_object('id', p.id, 'amount', t.amount, 'at', coalesce(p.began_at, p.claimed_at),
      'method', json(p.method), 'payerId', p.customer_id)
    from payment_targets t join payments p on p.id = t.payment_id
    where t.invoice_id = invoices.id and p.state = 'processing' limit 1) end)`;

const column = (covers: SQL): SQL<LedgerRow> =>
  sql`json_object('covers', json(${covers}), 'refunds', json(${REFUNDS}), 'notes', json(${NOTES}),
    'moving', json(${MOVING}))`.mapWith((text: string): LedgerRow => {
    const { covers: entries, refunds, notes, moving }: LedgerRow = JSON.parse(text);
    return { covers: inTurn(entries), refunds: inTurn(refunds), notes: inTurn(notes), moving };
  });

const inTurn = <R extends { readonly id: string }>(rows: readonly R[]): readonly R[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What the ledger of the invoice that a statement reads is drawn from. */
export const LEDGER = column(COVERS);

/** The same without entries, for lists: of an invoice that nothing happened to, it reads no row. */
export const LEDGER_SUMS = column(sql`'[]'`);
