import { and, eq } from 'drizzle-orm';
import { findPaymentId } from '../../db/queries/payment.ts';
import { connections, inbox } from '../../db/schema/index.ts';
import type { Context } from '../context.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { whatAndWhere } from '../what-and-where.ts';

/** An event that cannot be worked on so often is put aside with its reason, and shown. */
const MOST_ATTEMPTS = 20;
const RETRY_BASE_MS = 5_000;
const RETRY_MOST_MS = 60 * 60_000;

export type EventKey = { readonly account: string; readonly livemode: boolean; readonly eventId: string };

type Verdict =
  | { readonly state: 'handled' }
  | { readonly state: 'skipped' | 'quarantined'; readonly reason: string }
  | { readonly state: 'later'; readonly reason: string };

/** Works on one stored event. Every one ends handled, skipped or quarantined; none is dropped (I6). */
export async function workEvent(ctx: Context, key: EventKey): Promise<void> {
  const mine = and(
    eq(inbox.state, 'pending'),
    eq(inbox.account, key.account),
    eq(inbox.livemode, key.livemode),
    eq(inbox.eventId, key.eventId),
  );
  const [found, connected] = await ctx.db.batch([
    ctx.db.select().from(inbox).where(mine),
    ctx.db
      .select({ id: connections.id })
      .from(connections)
      .where(and(eq(connections.account, key.account), eq(connections.livemode, key.livemode))),
  ]);
  const [event] = found;
  if (event === undefined || event.state !== 'pending') return;
  const verdict = await judge(ctx, event, connected).catch((error: unknown): Verdict => {
    // What we cannot read today is tried again, then put aside: it never holds up what came after it.
    ctx.log('event_failed', { type: event.type, ...whatAndWhere(error) });
    return { state: 'later', reason: 'error' };
  });
  const now = ctx.now();
  if (verdict.state !== 'later') {
    if (verdict.state === 'quarantined')
      ctx.log('event_quarantined', { type: event.type, reason: verdict.reason });
    const reason = verdict.state === 'handled' ? null : verdict.reason;
    await ctx.db.update(inbox).set({ state: verdict.state, reason, handledAt: now }).where(mine);
    return;
  }
  const attempts = event.attempts + 1;
  const gaveUp = attempts >= MOST_ATTEMPTS;
  await ctx.db
    .update(inbox)
    .set({
      attempts,
      reason: verdict.reason,
      dueAt: now + Math.min(RETRY_MOST_MS, RETRY_BASE_MS * 2 ** event.attempts),
      ...(gaveUp && { state: 'quarantined', handledAt: now }),
    })
    .where(mine);
  if (gaveUp) ctx.log('event_quarantined', { type: event.type, reason: verdict.reason });
}

async function judge(
  ctx: Context,
  event: typeof inbox.$inferSelect,
  connected: readonly { readonly id: string }[],
): Promise<Verdict> {
  if (connected.length === 0) return { state: 'quarantined', reason: 'unknown_account' };
  const facts = ctx.rules.readEvent(event.type, event.payload);
  if (facts === null) return { state: 'skipped', reason: 'type_not_used' };
  const foreign = facts.deploymentId !== ctx.deploymentId;
  for (const connection of connected) {
    const paymentId = await findPaymentId(ctx.db, connection.id, facts);
    if (paymentId === null) continue;
    const recorded = await recordOutcome(ctx, paymentId);
    if (recorded.anomaly !== null) return { state: 'quarantined', reason: recorded.anomaly };
    if (!recorded.known) return { state: 'later', reason: 'stripe_unavailable' };
    // Money on an object that the payment does not know is nothing that was handled.
    const { sessionId, intent } = recorded.facts ?? { sessionId: null, intent: null };
    const isIts =
      (facts.sessionId !== null && facts.sessionId === sessionId) ||
      (facts.intentId !== null && facts.intentId === intent?.intentId);
    return isIts ? { state: 'handled' } : { state: 'quarantined', reason: 'object_not_of_payment' };
  }
  // Named as ours, and unknown: a restored database, or another's claim on our name. Somebody has to look.
  return foreign
    ? { state: 'skipped', reason: 'foreign_object' }
    : { state: 'quarantined', reason: 'unknown_payment' };
}
