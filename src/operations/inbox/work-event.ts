import type { inbox } from '../../db/schema/index.ts';
import { type EventKey, endEvent, leaseEvent } from '../../db/writes/inbox.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import type { Connection, Verdict } from '../core/event-handler.ts';
import { MOST_CUT_OFF } from '../facts/cut-off.ts';
import { EVENT_HANDLERS } from './handlers.ts';
import { onUnknownObjectEvent } from './on-unknown-object-event.ts';

/** One worker has it at a time; a dead worker's lease expires after this. */
const LEASE_MS = 2 * 60_000;
/** About two days of retries, as of a job: an outage of a day quarantines nothing. Then it is shown, with its reason. */
const MOST_ATTEMPTS = 55;
const RETRY_BASE_MS = 5_000;
const RETRY_MOST_MS = 60 * 60_000;

/** Works on one stored event. Every one ends handled, skipped or quarantined; none is dropped (I6). */
export async function workEvent(ctx: Context, key: EventKey): Promise<void> {
  const leasedAt = ctx.now();
  const leased = { ...key, until: leasedAt + LEASE_MS };
  const { event, connected } = await leaseEvent(ctx.db, leased, leasedAt);
  if (event === undefined) return;
  const failedSince = event.failedSince ?? leasedAt;
  if (event.cutOff > MOST_CUT_OFF) {
    ctx.log('event_quarantined', { type: event.type, reason: 'worker_died' });
    const stopped = {
      state: 'quarantined',
      reason: 'worker_died',
      handledAt: leasedAt,
      failedSince,
    } as const;
    await endEvent(ctx.db, leased, stopped);
    return;
  }
  const verdict = await judge(ctx, event, connected).catch((error: unknown): Verdict => {
    // An event that fails is retried, then quarantined: it never holds up later ones.
    ctx.log('event_failed', { type: event.type, ...describeError(error) });
    return { state: 'later', reason: 'error' };
  });
  const now = ctx.now();
  if (verdict.state !== 'later') {
    if (verdict.state === 'quarantined')
      ctx.log('event_quarantined', { type: event.type, reason: verdict.reason });
    const reason = verdict.state === 'handled' ? null : verdict.reason;
    const settled = { state: verdict.state, reason, handledAt: now, failedSince: null };
    await endEvent(ctx.db, leased, { ...settled, ...left(ctx, verdict, event.payload) });
    return;
  }
  const attempts = event.attempts + 1;
  const gaveUp = attempts >= MOST_ATTEMPTS;
  await endEvent(ctx.db, leased, {
    attempts,
    reason: verdict.reason,
    failedSince,
    dueAt: now + Math.min(RETRY_MOST_MS, RETRY_BASE_MS * 2 ** event.attempts),
    ...(gaveUp && { state: 'quarantined', handledAt: now }),
  });
  if (gaveUp) ctx.log('event_quarantined', { type: event.type, reason: verdict.reason });
}

/** What stays of an event that is decided. One in quarantine is kept as it is, to be worked on again. */
function left({ rules }: Context, { state }: Verdict, payload: string): Partial<typeof inbox.$inferInsert> {
  switch (state) {
    case 'handled':
      return { payload: rules.restOfEvent(payload), reduced: true };
    case 'skipped':
      return { payload: rules.traceOfEvent(payload), reduced: true };
    case 'quarantined':
    case 'later':
      return {};
  }
}

async function judge(
  ctx: Context,
  event: typeof inbox.$inferSelect,
  connected: readonly Connection[],
): Promise<Verdict> {
  // A live endpoint of Connect is sent test events as well. https://docs.stripe.com/connect/webhooks
  if (event.livemode !== ctx.livemode) return { state: 'skipped', reason: 'other_mode' };
  const facts = ctx.rules.readEvent(event.type, event.payload);
  if (facts === null) return { state: 'skipped', reason: 'type_not_used' };
  if (connected.length === 0) {
    // Another deployment may have connected it to the same platform. What says that it is ours needs a person.
    return facts.deploymentId === ctx.deploymentId
      ? { state: 'quarantined', reason: 'unknown_account' }
      : { state: 'skipped', reason: 'foreign_object' };
  }
  for (const connection of connected) {
    const verdict = await EVENT_HANDLERS[facts.family](ctx, connection, facts);
    if (verdict !== null) return verdict;
  }
  return onUnknownObjectEvent(ctx, connected, facts);
}
