import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

const DAY_MS = 86_400_000;

/** How old an open payment of each state may be, in days, before somebody was told (I9). */
const OLDEST_DAYS: Readonly<Record<string, number>> = {
  claimed: 1,
  unknown: 1,
  session_open: 1,
  confirming: 1,
  authenticating: 1,
  verifying: 11,
  processing: 10,
};
/** Cron may be away, and comes twice a day later in a run. */
const SLACK_MS = 2 * DAY_MS;
/** What was enqueued once is not enqueued again before this. */
const WOKEN_FOR_MS = 4 * 60_000;

/**
 * Nothing that is open is older than its state allows without an alarm; looked at once a day. A restored database has
 * everything as it was weeks ago, and a day to make up for that. Cron came last but one at `cameBefore`, ms: late in a run once a
 * week, and what a killed message leaves is its to pick up.
 */
export function checkAges(world: World, cameBefore: number): Finding[] {
  const now = world.scheduler.now();
  if (world.restores.some(({ at }) => at > now - DAY_MS)) return [];
  const payments = rowsOf(
    world,
    `SELECT p.id, p.state, p.claimed_at, coalesce(p.began_at, p.claimed_at) AS began_at FROM payments p
     WHERE p.check_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM alarms a WHERE a.cause = 'payment_unresolved/' || p.id)`,
  ).flatMap((row) => {
    const state = row.text('state');
    const since = row.number(state === 'processing' ? 'began_at' : 'claimed_at');
    const days = OLDEST_DAYS[state] ?? 0;
    return now - since > days * DAY_MS + SLACK_MS
      ? [`I9 ${row.text('id')} is ${state} for more than ${days} days, and nobody was told`]
      : [];
  });
  const verbs = rowsOf(
    world,
    `SELECT id FROM invoices WHERE pending_verb IS NOT NULL AND (pending_verb ->> 'requestedAt') < ?
       AND NOT EXISTS (SELECT 1 FROM alarms WHERE cause = 'verb_stuck/' || id || '/' || (pending_verb ->> 'requestedAt'))`,
    now - DAY_MS - SLACK_MS,
  ).map((row) => `I9 ${row.text('id')} waits for its verb for more than a day, and nobody was told`);
  const effects = rowsOf(
    world,
    // What rests for an account that Stripe refuses is asked once an hour.
    `SELECT id, kind FROM outbox WHERE state = 'pending' AND max(due_at, woken_at) < ? AND last_error IS NOT 'stripe_refuses'`,
    Math.min(now - SLACK_MS, cameBefore - WOKEN_FOR_MS),
  ).map((row) => `I9 ${row.text('kind')} ${row.text('id')} is due for days`);
  return [...payments, ...verbs, ...effects];
}
