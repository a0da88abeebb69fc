import type { World } from '../world/world.ts';
import { accountsInSight } from './accounts.ts';
import { isTaken } from './books.ts';
import { namedPayments, readLost } from './lost.ts';
import type { Finding } from './money.ts';
import { type Row, rowsOf } from './rows.ts';

/** Refunds and disputes exist once on both sides and agree (I1, I2, I7). */
export function checkRefundsAndDisputes(world: World): Finding[] {
  const payments = new Map(
    rowsOf(
      world,
      `SELECT p.*, c.account FROM payments p JOIN connections c ON c.id = p.connection_id
       WHERE p.stripe_payment_intent_id IS NOT NULL`,
    ).map((row) => [row.text('stripe_payment_intent_id'), row]),
  );
  return accountsInSight(world).flatMap((account) => [
    ...checkRefunds(world, account, payments),
    ...checkDisputes(world, account, payments),
  ]);
}

function checkRefunds(world: World, account: string, payments: ReadonlyMap<string, Row>): Finding[] {
  const found: Finding[] = [];
  const ours = new Map(
    rowsOf(world, 'SELECT * FROM refunds WHERE stripe_refund_id IS NOT NULL').map((row) => [
      row.text('stripe_refund_id'),
      row,
    ]),
  );
  const made = new Map<string, number>();
  for (const { value } of world.books.scan('refund', account, { order: 'oldest' })) {
    const intent = typeof value.payment_intent === 'string' ? value.payment_intent : '';
    const named = value.metadata?.quittance_refund;
    if (named !== undefined) made.set(named, (made.get(named) ?? 0) + 1);
    if (!payments.has(intent)) continue;
    const row = ours.get(value.id);
    if (row === undefined) found.push(`I2 ${value.id} went back at Stripe, and is not here`);
    else if (row.text('state') !== value.status)
      found.push(`I2 ${value.id} is ${value.status} at Stripe, and ${row.text('state')} here`);
    else if (row.number('amount') !== value.amount) found.push(`I2 ${value.id} is of another amount here`);
  }
  for (const [id, count] of made) if (count > 1) found.push(`I1 ${id} was refunded ${count} times`);
  return found;
}

function checkDisputes(world: World, account: string, payments: ReadonlyMap<string, Row>): Finding[] {
  const found: Finding[] = [];
  const taken = new Set<string>();
  const ours = new Map(
    rowsOf(world, 'SELECT * FROM disputes').map((row) => [row.text('stripe_dispute_id'), row]),
  );
  for (const { value } of world.books.scan('dispute', account, { order: 'oldest' })) {
    const intent = typeof value.payment_intent === 'string' ? value.payment_intent : '';
    const payment = payments.get(intent);
    if (payment === undefined) continue;
    const state = ours.get(value.id)?.text('state');
    if (state !== value.status) found.push(`I2 ${value.id} is ${value.status} at Stripe, and ${state} here`);
    if (isTaken(value)) taken.add(intent);
  }
  for (const intent of taken) {
    const payment = payments.get(intent);
    if (payment?.text('state') !== 'returned')
      found.push(`I3 ${payment?.text('id')} was taken back, and is ${payment?.text('state')}`);
  }
  for (const [intent, payment] of payments) {
    const isHere = world.accountAtStripe(payment.text('account')) === account;
    if (isHere && payment.text('state') === 'returned' && !taken.has(intent))
      found.push(`I3 ${payment.text('id')} is returned, and Stripe has given its money back`);
  }
  return found;
}

/** Every refund is complete: none waits, and no surplus is left (I1, I9). */
export function checkRefundsComplete(world: World): Finding[] {
  const waiting = rowsOf(
    world,
    `SELECT r.id, r.state, c.account FROM refunds r JOIN payments p ON p.id = r.payment_id
     JOIN connections c ON c.id = p.connection_id WHERE r.state IN ('requested', 'unknown')`,
  )
    .filter((row) => !world.revoked.has(row.text('account')))
    .map((row) => `I9 ${row.text('id')} is still ${row.text('state')}`);
  const kept = rowsOf(
    world,
    `SELECT c.payment_id, c.balance FROM credits c JOIN payments p ON p.id = c.payment_id
     WHERE c.reason = 'unintended_collection' AND c.balance > 0 AND p.state = 'succeeded'
       AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.payment_id = p.id AND r.state = 'failed')`,
  ).map(
    (row) =>
      `I1 ${row.text('payment_id')} was collected by mistake, and ${row.number('balance')} of it is kept`,
  );
  return [...waiting, ...kept];
}

/** The system recovered from every fault: the books add up, money is not paused, no invoice is frozen (I2, I4). */
export function checkRecovered(world: World): Finding[] {
  const { setAside, frozen: heldFor } = readLost(world);
  const named = new Map(
    world.merchants.flatMap(({ account }) => [...namedPayments(world, world.accountAtStripe(account))]),
  );
  const unexplained = rowsOf(
    world,
    `SELECT f.kind, f.subject, f.amount, f.currency, t.source, c.account FROM findings f
     JOIN connections c ON c.id = f.connection_id
     -- A transaction is stored with the connection that was the account's then.
     LEFT JOIN balance_transactions t ON t.stripe_id = f.subject
     WHERE f.resolved_at IS NULL AND f.state = 'unexplained'`,
  )
    .filter((row) => !setAside.has(named.get(row.text('source')) ?? ''))
    .filter((row) => !world.revoked.has(row.text('account')))
    .map(
      (row) =>
        `I4 ${row.text('kind')} ${row.text('subject')}: ${row.number('amount')} ${row.text('currency')}`,
    );
  const paused = rowsOf(
    world,
    `SELECT id, pause_reason FROM connections WHERE paused_at IS NOT NULL AND state = 'active'`,
  ).map((row) => `I9 money of ${row.text('id')} is paused: ${row.text('pause_reason')}`);
  // What became of a payment of an account that was revoked only a person can find out, who has been told.
  const ofRevoked = new Set(
    rowsOf(
      world,
      `SELECT i.invoice_id, c.account FROM unknown_object_invoices i
       JOIN unknown_objects u ON u.connection_id = i.connection_id AND u.payment_id = i.payment_id
       JOIN connections c ON c.id = u.connection_id WHERE u.resolved_at IS NULL AND u.reason = 'unreachable'`,
    )
      .filter((row) => world.revoked.has(row.text('account')))
      .map((row) => row.text('invoice_id')),
  );
  const frozen = rowsOf(world, 'SELECT id FROM invoices WHERE frozen_at IS NOT NULL')
    .filter((row) => !heldFor.has(row.text('id')) && !ofRevoked.has(row.text('id')))
    .map((row) => `I9 ${row.text('id')} is frozen`);
  return [...unexplained, ...paused, ...frozen];
}
