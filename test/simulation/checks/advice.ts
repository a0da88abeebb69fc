import type { World } from '../world/world.ts';
import { accountsInSight } from './accounts.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

/** Two isolates' clocks differ by seconds. */
const SKEW_MS = 10_000;

/** What an issuer said never to try again is not charged by itself any more, once that was heard (I8). */
export function checkAdvice(world: World): Finding[] {
  const payments = new Map(
    rowsOf(
      world,
      `SELECT p.id, p.via, p.claimed_at, p.stripe_payment_intent_id,
         (SELECT max(j.at) FROM journal j WHERE j.stream_type = 'payment' AND j.stream_id = p.id) AS heard_at
       FROM payments p WHERE p.stripe_payment_intent_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.stream_id = p.id AND j.type = 'adopted')`,
    ).map((row) => [row.text('stripe_payment_intent_id'), row]),
  );
  return accountsInSight(world).flatMap((account) => {
    const never = new Map<string, number>();
    const found: Finding[] = [];
    for (const { value } of world.books.scan('charge', account, { order: 'oldest' })) {
      const { payment_method: method, payment_intent: intent } = value;
      const payment = payments.get(typeof intent === 'string' ? intent : '');
      if (payment === undefined || method === null) continue;
      const heard = never.get(method);
      if (heard !== undefined && payment.text('via') === 'autopay' && payment.number('claimed_at') > heard)
        found.push(`I8 ${method} was charged by ${payment.text('id')}, and is never to be tried again`);
      if (
        value.status === 'failed' &&
        value.outcome?.advice_code === 'do_not_try_again' &&
        heard === undefined
      )
        never.set(method, payment.number('heard_at') + SKEW_MS);
    }
    return found;
  });
}
