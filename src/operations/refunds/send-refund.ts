import { eq } from 'drizzle-orm';
import type { RefundFacts } from '../../adapters/stripe/port-refunds.ts';
import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import { type MoneySnapshot, type RefundRow, readPaymentMoney } from '../../db/queries/payment-money.ts';
import { refunds } from '../../db/schema/index.ts';
import { setRefundCheck } from '../../db/writes/checks.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import { holdsMoney } from '../../domain/payment/disputes.ts';
import { subjectOf } from '../../domain/stripe-refusal.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import {
  HELD_CHECK_EVERY_MS,
  KEY_VALID_FOR_MS,
  nextPollOfUnknown,
  SEND_CHECK_AFTER_MS,
  STUCK_AFTER_MS,
} from '../facts/refund-timing.ts';
import { commitMoney, withRefund } from '../money/money-step.ts';
import { refundFailed } from '../money/refund-messages.ts';
import { recordRefunds } from './record-refunds.ts';
import { endRefundRefused, refundRefused } from './refund-refused.ts';

type Asked = { readonly money: MoneySnapshot; readonly refund: RefundRow };
type Begun = Asked & {
  readonly request: string;
  readonly sentAt: number;
  /** It cannot have been sent before. */
  readonly isFirst: boolean;
};

/**
 * Sends a refund to Stripe, or finds out its outcome. Safe to run twice and concurrently: the key and the parameters
 * are the row's own, and the attempt is committed before it is sent. If Stripe did not answer, the payment's refunds
 * are listed and searched for ours before the same request is sent again, never with another key; a definite refusal
 * ends it. The sweep retries what could not be done now, by `check_at`.
 */
export async function sendRefund(
  ctx: Context,
  { refundId }: { readonly refundId: string },
): Promise<Outcome<null>> {
  await send(ctx, refundId);
  return DONE;
}

async function send(ctx: Context, refundId: string): Promise<void> {
  const begun = await retryOnConflict(ctx, () => begin(ctx, refundId));
  if (begun === null) return;
  const { money, isFirst, refund } = begun;
  const { id: paymentId } = money.payment;
  // An automatic refund, or one requested longer ago than its key is valid, may have been sent before this database was
  // restored.
  const isAskedAgain = refund.purpose === 'surplus' || ctx.now() >= refund.createdAt + KEY_VALID_FOR_MS;
  if (!isFirst || isAskedAgain) {
    const recorded = await recordRefunds(ctx, paymentId);
    if (!recorded.known) return checkLater(ctx, begun);
    if (!(await isUndecided(ctx, refundId))) return;
    // A request sent that long ago cannot arrive any more, so a refund that is not listed was never made.
    if (!isFirst && ctx.now() >= begun.sentAt + KEY_VALID_FOR_MS)
      return failRefund(ctx, refundId, 'never_created');
  }
  const stripe = await ctx.stripe(money.connection.account);
  const created = await stripe.createRefund(begun.request, `refund/${refundId}`);
  await conclude(ctx, begun, created);
}

async function conclude(ctx: Context, begun: Begun, created: StripeResult<RefundFacts>): Promise<void> {
  const { id: refundId, paymentId } = begun.refund;
  switch (created.kind) {
    case 'ok': {
      await endRefundRefused(ctx, begun.money);
      const recorded = await recordRefunds(ctx, paymentId, created.value);
      return recorded.known ? undefined : checkLater(ctx, begun);
    }
    case 'unknown':
      ctx.log('stripe_unknown_refund', { refundId, reason: created.reason });
      await retryOnConflict(ctx, () => markUnknown(ctx, refundId));
      return checkLater(ctx, begun);
    case 'refused': {
      ctx.log('stripe_refused_refund', { refundId, status: created.status, code: created.code });
      // Our key or the account was refused, not the refund: the business is told, and it is sent once that is mended.
      if (subjectOf(created, 'customer') === 'connection') {
        await refundRefused(ctx, begun.money, created);
        return checkLater(ctx, begun);
      }
      if (begun.isFirst) return failRefund(ctx, refundId, created.code);
      // An earlier request may have succeeded: only a list without the refund proves that it did not.
      const recorded = await recordRefunds(ctx, paymentId);
      if (!recorded.known) return checkLater(ctx, begun);
      return (await isUndecided(ctx, refundId)) ? failRefund(ctx, refundId, created.code) : undefined;
    }
  }
}

/** Commits the attempt before the first request; null if there is nothing to send, or not now. */
async function begin(ctx: Context, refundId: string): Promise<ConflictOr<Begun | null>> {
  const found = await readAsked(ctx, refundId);
  if (found === null) return decided(null);
  const { money, refund } = found;
  const now = ctx.now();
  const { request } = refund;
  if (!isOurs(refund) || request === null || now < (refund.notBefore ?? 0)) return decided(null);
  // A disconnected connection still sends refunds, and its pause is never lifted.
  const isHeldUp =
    (money.connection.state === 'active' && money.connection.pausedAt !== null) ||
    money.disputes.some(({ state }) => holdsMoney(state));
  if (isHeldUp && refund.sentAt === null) {
    await setRefundCheck(ctx.db, refundId, now + HELD_CHECK_EVERY_MS);
    return decided(null);
  }
  if (refund.sentAt !== null) return decided({ ...found, request, sentAt: refund.sentAt, isFirst: false });
  const committed = await commitMoney(ctx, money, {
    commandId: `refund/${refundId}/send`,
    entry: { type: 'refund_sending', data: { refundId } },
    refunds: money.refunds,
    disputes: money.disputes,
    creditBalance: money.credit?.balance ?? 0,
    rows: [
      ctx.db
        .update(refunds)
        .set({ sentAt: now, checkAt: now + SEND_CHECK_AFTER_MS, updatedAt: now })
        .where(eq(refunds.id, refundId)),
    ],
    effects: [],
  });
  if (committed.kind !== 'committed') return CONFLICT;
  return decided({ ...found, request, sentAt: now, isFirst: !committed.replayed });
}

async function readAsked(ctx: Context, refundId: string): Promise<Asked | null> {
  const [named] = await ctx.db
    .select({ paymentId: refunds.paymentId })
    .from(refunds)
    .where(eq(refunds.id, refundId));
  const money = named === undefined ? null : await readPaymentMoney(ctx.db, named.paymentId);
  const refund = money?.refunds.find(({ id }) => id === refundId);
  return money === null || refund === undefined ? null : { money, refund };
}

/** Requested by us, with an outcome that is still unknown. */
const isOurs = ({ state, stripeRefundId }: RefundRow): boolean =>
  (state === 'requested' || state === 'unknown') && stripeRefundId === null;

async function isUndecided(ctx: Context, refundId: string): Promise<boolean> {
  const found = await readAsked(ctx, refundId);
  return found !== null && isOurs(found.refund);
}

async function checkLater(ctx: Context, { refund, sentAt }: Begun): Promise<void> {
  const now = ctx.now();
  if (now > sentAt + STUCK_AFTER_MS) ctx.log('refund_stuck', { refundId: refund.id });
  await setRefundCheck(ctx.db, refund.id, nextPollOfUnknown(now, sentAt));
}

async function markUnknown(ctx: Context, refundId: string): Promise<ConflictOr<void>> {
  const found = await readAsked(ctx, refundId);
  if (found?.refund.state !== 'requested') return decided(undefined);
  const { money, refund } = found;
  const committed = await commitMoney(ctx, money, {
    commandId: `refund/${refundId}/unknown`,
    entry: { type: 'refund_unknown', data: { refundId } },
    refunds: withRefund(money, { ...refund, state: 'unknown' }),
    disputes: money.disputes,
    creditBalance: money.credit?.balance ?? 0,
    rows: [
      ctx.db.update(refunds).set({ state: 'unknown', updatedAt: ctx.now() }).where(eq(refunds.id, refundId)),
    ],
    effects: [],
  });
  return committed.kind === 'committed' ? decided(undefined) : CONFLICT;
}

/** Proved that no refund was made: its credit is given back, and the business is notified. */
const failRefund = (ctx: Context, refundId: string, reason: string): Promise<void> =>
  retryOnConflict(ctx, async () => {
    const found = await readAsked(ctx, refundId);
    if (found === null || !isOurs(found.refund)) return decided(undefined);
    const { money, refund } = found;
    const at = ctx.now();
    const notification = refundFailed(ctx, at, money, {
      id: refundId,
      amount: refund.amount,
      reason,
      by: 'us',
    });
    const committed = await commitMoney(ctx, money, {
      commandId: `refund/${refundId}/failed`,
      entry: { type: 'refund_failed', data: { refundId, reason } },
      refunds: withRefund(money, { ...refund, state: 'failed' }),
      disputes: money.disputes,
      creditBalance: (money.credit?.balance ?? 0) + refund.creditAmount,
      rows: [
        ctx.db
          .update(refunds)
          .set({ state: 'failed', failureReason: reason, checkAt: null, updatedAt: at })
          .where(eq(refunds.id, refundId)),
        ...notification.rows,
      ],
      effects: notification.effects,
    });
    return committed.kind === 'committed' ? decided(undefined) : CONFLICT;
  });
