import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

const HALF_A_DAY_MS = 12 * 3_600_000;

/** What a link kept is charged by itself only if its payer is known, did not refuse, and hours after a notice of it (I10). */
export const checkKeptByLink = (world: World): Finding[] =>
  rowsOf(
    world,
    `SELECT p.id FROM payments p JOIN payment_methods m ON m.id = p.payment_method_id
     JOIN payment_targets t ON t.payment_id = p.id
     WHERE p.via = 'autopay' AND p.state IN ('processing', 'succeeded', 'failed', 'returned') AND m.kept_by IS NOT NULL
       AND (m.confirmed_at IS NULL OR m.refused_at < p.claimed_at OR NOT EXISTS (
         SELECT 1 FROM emails e WHERE e.invoice_id = t.invoice_id AND e.template = 'charge_notice'
           AND e.created_at <= p.claimed_at - ? AND json_extract(e.facts, '$.method.last4') = json_extract(m.summary, '$.last4')))`,
    HALF_A_DAY_MS,
  ).map((row) => `I10 ${row.text('id')} charged what a link kept, and nobody was told of it before`);

/** What a friend paid with, or who did not say who they are, is never taken for the customer's own by an address. */
export const checkPayerKnown = (world: World): Finding[] =>
  rowsOf(
    world,
    `SELECT id FROM payment_methods
     WHERE confirmed_by = 'address' AND (payer_email IS NULL OR payer_email NOT LIKE '%@payer.test')`,
  ).map((row) => `I10 ${row.text('id')} is taken for the customer's own, and somebody else paid with it`);
