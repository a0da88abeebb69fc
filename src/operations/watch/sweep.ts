import { and, asc, isNotNull, lte, sql } from 'drizzle-orm';
import { selectPaymentsToCheck, selectPaymentToCheck } from '../../db/queries/payment.ts';
import { someRow } from '../../db/queries/waiting-parts.ts';
import { invoices, payments } from '../../db/schema/index.ts';
import { raiseAlarmOnce } from '../../db/writes/alarms.ts';
import {
  forgetPaymentMisses,
  holdPaymentChecks,
  savePaymentMisses,
  takePaymentCheck,
  takeVerb,
} from '../../db/writes/checks.ts';
import type { PendingVerb } from '../../domain/invoice/status.ts';
import { mayBeginUnit, reserving, sweepWithinBudget, UNIT } from '../core/budget.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { pollAfterMisses, pollEvery } from '../facts/payment-timing.ts';
import { finishVerb } from '../invoices/apply-when-no-payment-open.ts';
import { recordOutcome } from '../payments/record-outcome.ts';

/** Whether an open payment is due to be checked. */
export const paymentsWait = (ctx: ReadContext) => someRow(payments, lte(payments.checkAt, ctx.now()));

/** `latest` is a part of the sound ones. */
const PAYMENTS = { sound: 1_000, latest: 200, missed: 200 };
const PENDING_VERBS = 20;
type DuePayment = Awaited<ReturnType<typeof selectPaymentToCheck>>[number];

/** Workers open six connections at once. https://developers.cloudflare.com/workers/platform/limits/ */
const AT_ONCE = 5;

/**
 * Polls the open payments that are due: a success shows within minutes, webhooks or none (I2). The next check is set
 * first, so that overlapping ticks share the work, and one that fails does not hold up the others.
 */
export async function sweepPayments(ctx: Context): Promise<void> {
  const now = ctx.now();
  await sweepWithinBudget(ctx, {
    of: 'payment',
    due: await selectPaymentsToCheck(ctx.db, now, PAYMENTS),
    idOf: ({ id }) => id,
    ownerOf: ({ connectionId }) => connectionId,
    atOnce: AT_ONCE,
    work: (next) => checkPayment(ctx, next, now),
    hold: (ids, until) => holdPaymentChecks(ctx.db, { ids, dueBy: now, until }),
  });
}

/** Checks a payment that was handed over, unless another worker did. */
export async function checkHandedOver(ctx: Context, paymentId: string, until: number): Promise<void> {
  const [due] = await selectPaymentToCheck(ctx.db, paymentId);
  if (due !== undefined) await checkPayment(ctx, due, until);
}

/** One that cannot be checked is checked half as often each time, down to once an hour. */
async function checkPayment(ctx: Context, due: DuePayment, dueBy: number): Promise<void> {
  const { id, state, missedChecks } = due;
  const now = ctx.now();
  const taken = now + pollEvery(state);
  let known = false;
  try {
    if (!(await takePaymentCheck(ctx.db, { id, dueBy: Math.max(now, dueBy), next: taken }))) return;
    ({ known } = await recordOutcome(ctx, id));
  } catch (error) {
    ctx.log('sweep_failed', { paymentId: id, ...describeError(error) });
  }
  if (known) {
    if (missedChecks > 0) await forgetPaymentMisses(ctx.db, id);
    return;
  }
  const missed = missedChecks + 1;
  await savePaymentMisses(ctx.db, { id, taken, missed, next: pollAfterMisses(due, missed, now) });
}

/** A verb that waits this long has lost its worker; one that waits a day needs a person. */
const VERB_WAITS_MS = 2 * 60_000;
const STUCK_MS = 24 * 3_600_000;
/** It is taken up again after an eighth of its age, and at least once an hour. */
const AGE_PARTS = 8;
const LONGEST_WAIT_MS = 3_600_000;

const sweptAt = sql<number>`${invoices.pendingVerb} ->> 'sweptAt'`;

/** Verbs that were left by their worker, and not taken up since for an eighth of their age. */
function isLeft(now: number) {
  const age = sql<number>`(${now} - (${invoices.pendingVerb} ->> 'requestedAt'))`;
  return and(
    isNotNull(invoices.pendingVerb),
    lte(invoices.updatedAt, now - VERB_WAITS_MS),
    sql`(${sweptAt} IS NULL OR ${sweptAt} <= ${now} - min(${LONGEST_WAIT_MS}, ${age} / ${AGE_PARTS}))`,
  );
}

/** Whether a verb has to be taken up. */
export const verbsWait = (ctx: ReadContext) => someRow(invoices, isLeft(ctx.now()));

/**
 * Verbs that forbid money and were not carried out are taken up again, for as long as it takes. Those that were never
 * taken up come first, then those that waited longest: however many are stuck, the next one has its turn.
 */
export async function sweepVerbs(ctx: Context): Promise<void> {
  const waiting = await ctx.db
    .select({ id: invoices.id, pendingVerb: invoices.pendingVerb })
    .from(invoices)
    .where(isLeft(ctx.now()))
    .orderBy(asc(sweptAt), asc(invoices.updatedAt))
    .limit(PENDING_VERBS);
  for (const { id, pendingVerb } of waiting) {
    // The next tick takes the others.
    if (!mayBeginUnit()) return;
    await reserving(UNIT, () => finishWaiting(ctx, id, pendingVerb));
  }
}

async function finishWaiting(ctx: Context, invoiceId: string, verb: PendingVerb | null): Promise<void> {
  const now = ctx.now();
  try {
    if (verb === null || !(await takeVerb(ctx.db, { invoiceId, verb, at: now }))) return;
    const isStuck = verb.requestedAt < now - STUCK_MS;
    if (isStuck && (await raiseAlarmOnce(ctx.db, `verb_stuck/${invoiceId}/${verb.requestedAt}`, now)))
      ctx.log('verb_stuck', { invoiceId, verb: verb.verb });
    await finishVerb(ctx, { invoiceId });
  } catch (error) {
    ctx.log('sweep_failed', { invoiceId, ...describeError(error) });
  }
}
