import { and, asc, eq, isNotNull, lte } from 'drizzle-orm';
import { selectPaymentsToCheck } from '../../db/queries/payment.ts';
import { inbox, invoices, outbox, type payments } from '../../db/schema/index.ts';
import { takePaymentCheck } from '../../db/writes/checks.ts';
import type { Context, QueueMessage } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { pollEvery } from '../facts/payment-timing.ts';
import { finishVerb } from '../invoices/apply-when-no-payment-open.ts';
import { recordOutcome } from '../payments/record-outcome.ts';

const EFFECTS = 100;
const EVENTS = 100;
const PAYMENTS = 150;
const PENDING_VERBS = 20;
/** Workers open six connections at once. https://developers.cloudflare.com/workers/platform/limits/ */
const AT_ONCE = 5;

/** Enqueues again what was missed: effects and events that are due, however long ago. */
export async function sweepWork(ctx: Context): Promise<void> {
  const now = ctx.now();
  const [effects, events] = await ctx.db.batch([
    ctx.db
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(eq(outbox.state, 'pending'), lte(outbox.dueAt, now), lte(outbox.leaseUntil, now)))
      .orderBy(asc(outbox.dueAt))
      .limit(EFFECTS),
    ctx.db
      .select({ account: inbox.account, livemode: inbox.livemode, eventId: inbox.eventId })
      .from(inbox)
      .where(and(eq(inbox.state, 'pending'), lte(inbox.dueAt, now)))
      .orderBy(asc(inbox.dueAt))
      .limit(EVENTS),
  ]);
  const work: QueueMessage[] = [
    ...effects.map(({ id }) => ({ kind: 'outbox', id }) as const),
    ...events.map((event) => ({ kind: 'inbox', ...event }) as const),
  ];
  if (work.length > 0) await ctx.enqueue(work);
}

/**
 * Polls the open payments that are due: a success shows within minutes, webhooks or none (I2). The next check is set
 * first, so that overlapping ticks share the work, and one that fails does not hold up the others.
 */
export async function sweepPayments(ctx: Context): Promise<void> {
  const due = await selectPaymentsToCheck(ctx.db, ctx.now(), PAYMENTS);
  const worker = async () => {
    for (let next = due.shift(); next !== undefined; next = due.shift()) await poll(ctx, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function poll(ctx: Context, { id, state }: Pick<typeof payments.$inferSelect, 'id' | 'state'>) {
  const now = ctx.now();
  try {
    if (!(await takePaymentCheck(ctx.db, { id, dueBy: now, next: now + pollEvery(state) }))) return;
    await recordOutcome(ctx, id);
  } catch (error) {
    ctx.log('sweep_failed', { paymentId: id, ...describeError(error) });
  }
}

/** A verb that waits this long has lost its worker; one that waits a day needs a person. */
const VERB_WAITS_MS = 2 * 60_000;
const STUCK_MS = 24 * 3_600_000;

/** Retries pending verbs that forbid money, for as long as it takes. */
export async function sweepVerbs(ctx: Context): Promise<void> {
  const now = ctx.now();
  const waiting = await ctx.db
    .select({ id: invoices.id, pendingVerb: invoices.pendingVerb })
    .from(invoices)
    .where(and(isNotNull(invoices.pendingVerb), lte(invoices.updatedAt, now - VERB_WAITS_MS)))
    .orderBy(asc(invoices.updatedAt))
    .limit(PENDING_VERBS);
  for (const { id, pendingVerb } of waiting) {
    if (pendingVerb !== null && pendingVerb.requestedAt < now - STUCK_MS) {
      ctx.log('verb_stuck', { invoiceId: id, verb: pendingVerb.verb });
    }
    try {
      await finishVerb(ctx, { invoiceId: id });
    } catch (error) {
      ctx.log('sweep_failed', { invoiceId: id, ...describeError(error) });
    }
  }
}
