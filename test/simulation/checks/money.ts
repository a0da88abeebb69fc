import type { World } from '../world/world.ts';
import { type Charged, readBooks } from './books.ts';
import { rowsOf } from './rows.ts';

/** What is wrong, with the number of the invariant that it breaks. */
export type Finding = string;

/** Every success at Stripe is reflected, nothing else is, and it went to the account that it was asked for (I2, I3, I11). */
export function checkReflection(world: World): Finding[] {
  const found: Finding[] = [];
  const payments = new Map(
    rowsOf(world, `SELECT p.*, c.account FROM payments p JOIN connections c ON c.id = p.connection_id`).map(
      (row) => [row.text('id'), row],
    ),
  );
  for (const charged of readBooks(world)) {
    const payment = payments.get(charged.paymentId);
    if (payment === undefined) {
      if (charged.status !== 'canceled')
        found.push(`I2 ${charged.intentId} names a payment that is not there`);
      continue;
    }
    const state = payment.text('state');
    const account = world.accountAtStripe(payment.text('account'));
    if (account !== charged.account) found.push(`I11 ${charged.paymentId} was charged on another account`);
    const isOver = state === 'succeeded' || state === 'returned';
    if (charged.status === 'succeeded' && !isOver)
      found.push(`I2 ${charged.paymentId} succeeded at Stripe, and is ${state}`);
    if (charged.status === 'processing' && state !== 'processing')
      found.push(`I2 ${charged.paymentId} is processing at Stripe, and ${state} here`);
    if (charged.status === 'succeeded' && payment.number('amount_received') !== charged.received)
      found.push(
        `I3 ${charged.paymentId} received ${charged.received}, booked ${payment.number('amount_received')}`,
      );
    if (charged.amount !== payment.number('amount') || charged.currency !== payment.text('currency'))
      found.push(
        `I10 ${charged.paymentId} was charged ${charged.amount} ${charged.currency}, asked ${payment.number('amount')}`,
      );
  }
  const succeeded = new Set(
    readBooks(world)
      .filter(({ status }) => status === 'succeeded')
      .map(({ paymentId }) => paymentId),
  );
  for (const [id, row] of payments) {
    if (row.text('state') === 'succeeded' && !succeeded.has(id))
      found.push(`I3 ${id} is paid, and not at Stripe`);
  }
  return found;
}

/** Money is taken once for what is owed: what came twice has gone back (I1). */
export function checkTwice(world: World): Finding[] {
  const found: Finding[] = [];
  const kept = new Map<string, number>();
  const times = new Map<string, Charged[]>();
  for (const charged of readBooks(world)) {
    if (charged.status !== 'succeeded' || charged.invoiceId === null) continue;
    const { invoiceId } = charged;
    kept.set(invoiceId, (kept.get(invoiceId) ?? 0) + charged.received - charged.back);
    times.set(invoiceId, [...(times.get(invoiceId) ?? []), charged]);
  }
  const invoices = rowsOf(
    world,
    `SELECT i.id, i.amount_due, i.status, (SELECT coalesce(sum(amount), 0) FROM offline_payments WHERE invoice_id = i.id) AS offline
     FROM invoices i`,
  );
  for (const row of invoices) {
    const id = row.text('id');
    const cards = kept.get(id) ?? 0;
    const offline = Math.min(row.number('offline'), row.number('amount_due'));
    if (cards + offline > row.number('amount_due')) {
      const intents = (times.get(id) ?? []).map(({ intentId }) => intentId).join(' + ');
      found.push(
        `I1 ${id} owed ${row.number('amount_due')}, kept ${cards} by card and ${offline} in cash (${intents})`,
      );
    }
  }
  return found;
}

/** Nothing is charged after a verb that forbids it was answered, nor by itself after an opt-out was (I8). */
export function checkForbidden(world: World): Finding[] {
  const charged = readBooks(world).filter(({ status }) => status === 'succeeded' || status === 'processing');
  const automatic = new Map(
    rowsOf(world, `SELECT id, customer_id FROM payments WHERE via = 'autopay'`).map((row) => [
      row.text('id'),
      row.text('customer_id'),
    ]),
  );
  return world.told
    .filter(({ what }) => what !== 'checkout')
    .flatMap(({ what, subject, at }) =>
      charged
        .filter(({ invoiceId, paymentId }) =>
          what === 'opt_out' ? automatic.get(paymentId) === subject : invoiceId === subject,
        )
        .filter(({ chargedAt }) => chargedAt !== null && chargedAt > at)
        .map(({ intentId }) => `I8 ${intentId} was charged after ${what} of ${subject} had been answered`),
    );
}

/** Allocations, totals and statuses agree with each other (I1, I3), and with what was received. */
export function checkAllocations(world: World): Finding[] {
  const found: Finding[] = [];
  const invoices = rowsOf(
    world,
    `SELECT i.*, (SELECT coalesce(sum(amount), 0) FROM allocations a WHERE a.invoice_id = i.id) AS allocated FROM invoices i`,
  );
  for (const row of invoices) {
    const [id, due, allocated] = [row.text('id'), row.number('amount_due'), row.number('allocated')];
    if (allocated > due) found.push(`I1 ${id}: ${allocated} allocated of ${due}`);
    if (allocated !== row.number('amount_paid')) found.push(`I3 ${id}: allocations and amount_paid differ`);
    if ((row.text('status') === 'paid') !== (allocated === due && row.text('status') !== 'draft' && due > 0))
      found.push(`I3 ${id} is ${row.text('status')} with ${allocated} of ${due}`);
  }
  const received = rowsOf(
    world,
    `SELECT p.id, p.amount_received,
       (SELECT coalesce(sum(amount), 0) FROM allocations a WHERE a.source_type = 'payment' AND a.source_id = p.id AND a.amount > 0) AS allocated,
       (SELECT coalesce(sum(amount), 0) FROM credits c WHERE c.payment_id = p.id) AS kept_apart
     FROM payments p WHERE p.state IN ('succeeded', 'returned')`,
  );
  for (const row of received) {
    if (row.number('allocated') + row.number('kept_apart') !== row.number('amount_received'))
      found.push(`I1 ${row.text('id')}: received money is neither allocated nor kept apart`);
  }
  const shown = rowsOf(
    world,
    `SELECT t.payment_id, t.amount, v.amount_remaining FROM payment_targets t
     JOIN invoice_versions v ON v.invoice_id = t.invoice_id AND v.version = t.invoice_version
     WHERE t.amount > v.amount_remaining`,
  );
  for (const row of shown) found.push(`I10 ${row.text('payment_id')} asked for more than was shown`);
  return found;
}
