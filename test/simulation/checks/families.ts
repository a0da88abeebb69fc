import type { World } from '../world/world.ts';
import { readBooks } from './books.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

/** Isolates' clocks are seconds apart, and a decision may be under way. */
const UNDER_WAY_MS = 60_000;
const CLOCKS_APART_MS = 10_000;
const HOUR_MS = 3_600_000;

/** Charges by themselves of invoices of somebody else than whoever was charged. */
const FOR_OTHERS = `SELECT p.id, p.customer_id AS payer, i.customer_id AS owing, p.claimed_at, i.id AS invoice
  FROM payments p JOIN payment_targets t ON t.payment_id = p.id JOIN invoices i ON i.id = t.invoice_id
  WHERE p.via = 'autopay' AND p.customer_id <> i.customer_id
    -- Of one that was put back nobody knows who was to be charged.
    AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.stream_type = 'payment' AND j.stream_id = p.id AND j.type = 'adopted')`;

/** Nobody is charged for another customer who was not named as its parent, nor after it was said that they are none (I8). */
export function checkParents(world: World): Finding[] {
  const named = new Set(world.families.map(({ childId, parentId }) => `${childId} ${parentId}`));
  // One that was claimed meanwhile is stopped before it is confirmed.
  const charged = new Set(
    readBooks(world).flatMap(({ chargedAt, paymentId }) => (chargedAt === null ? [] : [paymentId])),
  );
  return rowsOf(world, FOR_OTHERS).flatMap((row) => {
    const [id, owing, payer] = [row.text('id'), row.text('owing'), row.text('payer')];
    if (!named.has(`${owing} ${payer}`)) return [`I11 ${id} of ${owing} was charged to ${payer}`];
    const left = world.answered.find(({ what, subject }) => what === 'no_parent' && subject === owing);
    const isLate = left !== undefined && charged.has(id) && row.number('claimed_at') > left.at + UNDER_WAY_MS;
    return isLate ? [`I8 ${id} was charged to ${payer}, which was no parent of ${owing} any more`] : [];
  });
}

/** Who has a card of their own, and is charged by a policy, is not paid for by a parent. */
export function checkOwnFirst(world: World): Finding[] {
  // What was lost by a restore says no more what there was on file.
  if (world.restores.length > 0) return [];
  const restless = new Set([
    ...world.capped.map(({ customerId }) => customerId),
    ...world.answered.flatMap(({ what, subject }) => (what === 'opt_out' ? [subject] : [])),
  ]);
  return rowsOf(
    world,
    `SELECT charged.* FROM (${FOR_OTHERS}) charged JOIN customers c ON c.id = charged.owing
     JOIN merchants m ON m.id = c.merchant_id
     WHERE c.autopay = 'default' AND coalesce(c.collect_policy, m.collect_policy) <> 'never' AND EXISTS (
       SELECT 1 FROM payment_methods own JOIN connections k ON k.id = own.connection_id
       WHERE own.customer_id = c.id AND own.state = 'usable' AND own.kept_by IS NULL AND own.refused_at IS NULL
         AND k.state = 'active' AND own.created_at < charged.claimed_at - ?
         -- It was not away and back in between.
         AND own.state_reason IS NULL)`,
    HOUR_MS,
  ).flatMap((row) =>
    restless.has(row.text('owing'))
      ? []
      : [
          `I10 ${row.text('id')} was charged to ${row.text('payer')}, and ${row.text('owing')} pays by itself`,
        ],
  );
}

/** Whoever is charged for another was told of the invoice before, by a mail of their own (I10). */
export const checkPayersTold = (world: World): Finding[] =>
  rowsOf(
    world,
    `SELECT charged.* FROM (${FOR_OTHERS}) charged WHERE NOT EXISTS (
       SELECT 1 FROM emails e WHERE e.invoice_id = charged.invoice AND e.about_customer_id = charged.payer
         AND e.created_at <= charged.claimed_at + ?)
     AND NOT EXISTS (SELECT 1 FROM invoice_choices w WHERE w.invoice_id = charged.invoice AND w.choice IS NOT NULL)`,
    CLOCKS_APART_MS,
  )
    .filter(() => world.restores.length === 0)
    .map((row) => `I10 ${row.text('payer')} was charged ${row.text('id')}, and was told nothing of it`);

/** What is left of a payment, and what goes back of it, is whoever's it was that paid. */
export const checkCreditOfPayers = (world: World): Finding[] =>
  rowsOf(
    world,
    `SELECT c.id, c.customer_id, p.customer_id AS payer FROM credits c JOIN payments p ON p.id = c.payment_id
     WHERE c.customer_id <> p.customer_id`,
  ).map((row) => `I1 ${row.text('id')} is ${row.text('customer_id')}'s, and ${row.text('payer')} paid it`);
