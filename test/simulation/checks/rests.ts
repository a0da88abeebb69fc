import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

/** Stripe's smallest charge in every currency of the simulation, minor units. */
const SMALLEST = 50;

/** What is left of an invoice can be charged by itself, but where a bank took money back. */
export const checkRests = (world: World): Finding[] =>
  rowsOf(
    world,
    `SELECT id, amount_due - amount_paid AS rest FROM invoices
      WHERE status = 'open' AND amount_paid > 0 AND payment_status <> 'returned'
        AND coalesce(collect_reason, '') <> 'taken_back'`,
  )
    .filter((row) => row.number('rest') < SMALLEST)
    .map((row) => `I9 ${row.text('id')} is left with ${row.number('rest')}, which nobody can charge`);
