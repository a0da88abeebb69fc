import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

const HALF_A_DAY_MS = 12 * 3_600_000;

/** What a stranger's or nobody's address kept is charged by itself only where the customer confirmed it. */
export const checkPayerKnown = (world: World): Finding[] =>
  rowsOf(
    world,
    `SELECT p.id FROM payments p JOIN payment_methods m ON m.id = p.payment_method_id
     JOIN customers c ON c.id = p.customer_id
     WHERE p.via = 'autopay' AND p.state IN ('processing', 'succeeded', 'failed', 'returned') AND m.kept_by IS NOT NULL
       AND m.confirmed_by IS 'address' AND (m.payer_email IS NULL OR lower(m.payer_email) NOT IN (
         SELECT lower(trim(a.address)) FROM customer_addresses a WHERE a.customer_id = c.id))`,
  ).map((row) => `I10 ${row.text('id')} charged what a stranger's address kept`);

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
