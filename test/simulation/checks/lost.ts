import type { Restored, World } from '../world/world.ts';
import { rowsOf } from './rows.ts';

/** What a restored database lost for good and says so. Without a restore, nothing. */
export type Lost = {
  /** Payments at Stripe that are put on record for a person, by the id that their metadata names. */
  readonly setAside: ReadonlySet<string>;
  /** Invoices that are frozen for the sake of those. */
  readonly frozen: ReadonlySet<string>;
  /** Whether a payment is of more than is owed of its invoice, which was made again or credited since: a person's, who was told. */
  readonly isOutgrown: (
    paymentId: string,
    target: { readonly invoiceId: string; readonly amount: number },
  ) => boolean;
  /** Whether something happened in time that was lost, ms. */
  readonly covers: (ms: number) => boolean;
  /** Whether some of a while was lost, ms. */
  readonly touches: (from: number, to: number) => boolean;
};

export function readLost(world: World): Lost {
  const { restores } = world;
  if (restores.length === 0)
    return {
      setAside: new Set(),
      frozen: new Set(),
      isOutgrown: () => false,
      covers: () => false,
      touches: () => false,
    };
  const open = rowsOf(
    world,
    `SELECT o.payment_id, n.invoice_id FROM unknown_objects o LEFT JOIN unknown_object_invoices n
       ON n.connection_id = o.connection_id AND n.payment_id = o.payment_id
     -- An event that was said to be another account's leaves one of a payment that is well known.
     WHERE o.resolved_at IS NULL AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.id = o.payment_id)`,
  );
  const setAside = new Set(open.map((row) => row.text('payment_id')));
  const frozen = new Set(open.map((row) => row.text('invoice_id')));
  const due = new Map(
    rowsOf(
      world,
      'SELECT id, amount_due - amount_credited AS owed FROM invoices WHERE frozen_at IS NOT NULL',
    ).map((row) => [row.text('id'), row.number('owed')]),
  );
  return {
    setAside,
    frozen,
    isOutgrown: (paymentId, { invoiceId, amount }) =>
      setAside.has(paymentId) && frozen.has(invoiceId) && amount > (due.get(invoiceId) ?? amount),
    covers: (ms) => restores.some(({ from, at }: Restored) => from <= ms && ms <= at),
    touches: (first, last) => restores.some(({ from, at }: Restored) => from <= last && first <= at),
  };
}

/** The payments of ours that each PaymentIntent, charge, refund and dispute is about, as Stripe's own objects say. */
export function namedPayments(world: World, account: string): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  const about = (id: string, intent: unknown): void => {
    const payment = typeof intent === 'string' ? named.get(intent) : undefined;
    if (payment !== undefined) named.set(id, payment);
  };
  const all = { order: 'oldest' } as const;
  for (const { value } of world.books.scan('payment_intent', account, all)) {
    const { quittance_payment: payment } = value.metadata;
    if (payment !== undefined) named.set(value.id, payment);
  }
  for (const kind of ['charge', 'refund', 'dispute'] as const) {
    for (const { value } of world.books.scan(kind, account, all)) about(value.id, value.payment_intent);
  }
  return named;
}
