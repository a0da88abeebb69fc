import type { World } from '../world/world.ts';
import { readBooks } from './books.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

/** A claim may be under way while caps are set. */
const UNDER_WAY_MS = 3_600_000;

/** A cap holds for its own currency: nothing above it is charged by itself, and nothing in a currency without (I8). */
export function checkCaps(world: World): Finding[] {
  const payments = new Map(
    rowsOf(world, `SELECT id, customer_id, claimed_at FROM payments WHERE via = 'autopay'`).map((row) => [
      row.text('id'),
      row,
    ]),
  );
  return readBooks(world).flatMap(({ paymentId, amount, currency, status }) => {
    const payment = payments.get(paymentId);
    if (payment === undefined || (status !== 'succeeded' && status !== 'processing')) return [];
    const at = payment.number('claimed_at');
    const set = world.capped.filter(({ customerId }) => customerId === payment.text('customer_id'));
    const before = set.filter((each) => each.at < at).at(-1);
    const isUnsettled = set.some((each) => Math.abs(each.at - at) < UNDER_WAY_MS && each !== before);
    if (before === undefined || before.caps === null || before.caps.length === 0 || isUnsettled) return [];
    const own = before.caps.find((cap) => cap.currency === currency);
    if (own !== undefined && amount <= own.amount) return [];
    return [
      `I8 ${paymentId} took ${amount} ${currency}, and the cap is ${own?.amount ?? 'in another currency'}`,
    ];
  });
}

/** No invoice rests as above a cap that is in another currency, or that it does not reach (I2). */
export const checkCapReasons = (world: World): Finding[] =>
  rowsOf(
    world,
    `SELECT i.id, i.collect_reason FROM invoices i JOIN customers c ON c.id = i.customer_id
     WHERE i.status = 'open' AND i.collect_reason = 'over_cap' AND c.parent_id IS NULL AND NOT EXISTS (
       SELECT 1 FROM (SELECT c.autopay_cap AS amount, c.autopay_cap_currency AS currency
         UNION ALL SELECT value ->> 'amount', value ->> 'currency' FROM json_each(c.autopay_other_caps)) cap
       WHERE cap.currency = i.currency AND i.amount_due - i.amount_paid > cap.amount)`,
  ).map((row) => `I2 ${row.text('id')} rests as above a cap, and is within it`);
