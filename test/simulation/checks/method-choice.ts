import type { World } from '../world/world.ts';
import { readLost } from './lost.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

/** A worker may stand still between its decision and its claim; what it read was true then. */
const UNDER_WAY_MS = 50 * 60_000;
/** A card of which so many charges are under way might reach its network's limit by them. */
const MOST_UNDER_WAY = 10;

/**
 * A charge by itself (p, of the method m) while another card of the same customer (o) could have been charged: on file
 * for long, never declined, of nobody else's number that was, and not tried for the invoice.
 */
const whileAnother = (declined = '') => `FROM payments p JOIN payment_methods m ON m.id = p.payment_method_id
  JOIN payment_methods o ON o.customer_id = m.customer_id AND o.connection_id = m.connection_id AND o.id <> m.id
  ${declined}
  WHERE p.via = 'autopay' AND p.state IN ('processing', 'succeeded', 'failed', 'returned')
    AND o.type = 'card' AND o.state = 'usable' AND o.exp_year > 2028 AND o.kept_by IS NULL AND o.declined_at IS NULL
    AND o.created_at < p.claimed_at - ?1
    AND NOT EXISTS (SELECT 1 FROM payments q JOIN payment_methods f ON f.id = q.payment_method_id
      WHERE f.fingerprint = o.fingerprint AND q.state = 'failed')
    AND NOT EXISTS (SELECT 1 FROM payments q WHERE q.payment_method_id = o.id AND q.closed_at IS NULL)
    AND (SELECT count(*) FROM payments q JOIN payment_methods f ON f.id = q.payment_method_id
      WHERE f.fingerprint = o.fingerprint AND q.claimed_at <= p.claimed_at
        AND coalesce(q.closed_at, p.claimed_at) > p.claimed_at - ?1) < ${MOST_UNDER_WAY}`;

/** What paid last is charged first, unless a default was set after that. */
export function checkLeader(world: World): Finding[] {
  const { touches } = readLost(world);
  return rowsOf(
    world,
    `SELECT p.id, p.claimed_at, o.id AS other, o.paid_at ${whileAnother()}
       AND o.paid_at < p.claimed_at - ?1
       -- That was known here: Stripe may be away when it is paid.
       AND EXISTS (SELECT 1 FROM payments k WHERE k.payment_method_id = o.id AND k.succeeded_at = o.paid_at
         AND k.closed_at < p.claimed_at - ?1)
       AND NOT EXISTS (SELECT 1 FROM payment_methods d WHERE d.customer_id = m.customer_id
         AND d.connection_id = m.connection_id AND d.is_default = 1 AND coalesce(d.default_set_at, 0) > o.paid_at)
       -- Another has paid since, whoever that was.
       AND NOT EXISTS (SELECT 1 FROM payments q WHERE q.customer_id = m.customer_id AND q.id <> p.id
         AND coalesce(q.payment_method_id, '') <> o.id AND q.succeeded_at BETWEEN o.paid_at AND p.claimed_at)`,
    UNDER_WAY_MS,
  )
    .filter((row) => !touches(row.number('paid_at'), row.number('claimed_at')))
    .map((row) => `${row.text('id')} did not charge ${row.text('other')}, which paid last`);
}

/** A card that was declined is charged after every other that could be. */
export function checkSteppedBack(world: World): Finding[] {
  const { touches } = readLost(world);
  return rowsOf(
    world,
    `SELECT p.id, p.claimed_at, o.id AS other, q.closed_at ${whileAnother(`JOIN payments q
       ON q.payment_method_id = m.id AND q.state = 'failed' AND q.closed_at < p.claimed_at - ?1
         AND q.failure_code IN ('generic_decline', 'insufficient_funds', 'card_declined')
         AND coalesce(m.default_set_at, 0) < q.closed_at
         AND NOT EXISTS (SELECT 1 FROM payments s WHERE s.customer_id = m.customer_id
           AND s.succeeded_at BETWEEN q.closed_at AND p.claimed_at)`)}`,
    UNDER_WAY_MS,
  )
    .filter((row) => !touches(row.number('closed_at'), row.number('claimed_at')))
    .map((row) => `${row.text('id')} charged what was declined, before ${row.text('other')}`);
}
