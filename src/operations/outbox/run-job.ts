import { eq } from 'drizzle-orm';
import { connectionOfCustomer } from '../../db/queries/active-connection.ts';
import { connections, customers } from '../../db/schema/index.ts';
import { endJob, leaseJob } from '../../db/writes/outbox.ts';
import { finishOptOut } from '../autopay/stop-autopay.ts';
import { collectInvoice } from '../collection/collect-invoice.ts';
import { replanCollection } from '../collection/replan.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { ensureStripeCustomer } from '../customers/ensure-stripe-customer.ts';
import { deliverEmail } from '../emails/deliver.ts';
import type { Mailer } from '../emails/mailer.ts';
import { finishVerb } from '../invoices/apply-when-no-payment-open.ts';
import { notifyVoided } from '../invoices/notify-voided.ts';
import { finishRemoval } from '../methods/remove-method.ts';
import { syncMethods } from '../methods/sync-methods.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';
import { mailSignIn } from '../portal/mail-sign-in.ts';
import { refundSurplus } from '../refunds/refund-surplus.ts';
import { sendRefund } from '../refunds/send-refund.ts';
import { FINISHED, type JobResult, jobResultOf } from './job-result.ts';

const LEASE_MS = 2 * 60_000;
const RETRY_BASE_MS = 5_000;
const RETRY_MOST_MS = 60 * 60_000;
/** About two days of trying; then it is dead, and the health page says so. */
const MOST_ATTEMPTS = 55;

/**
 * Does one effect of the outbox: leased, so that it is done by one at a time; safe to repeat, since a worker
 * may die after the world was changed and before the row says so.
 */
export async function runJob(ctx: Context, mailer: () => Promise<Mailer>, effectId: string): Promise<void> {
  const now = ctx.now();
  const lease = { id: effectId, until: now + LEASE_MS };
  const row = await leaseJob(ctx.db, lease, now);
  if (row === undefined) return;
  const result = await perform(ctx, mailer, row.kind, row.payload).catch((error: unknown): JobResult => {
    const what = describeError(error);
    ctx.log('effect_failed', { kind: row.kind, id: row.id, ...what });
    return { kind: 'later', reason: what.error };
  });
  if (result.kind === 'finished') {
    await endJob(ctx.db, lease, { state: 'done', doneAt: ctx.now() });
    return;
  }
  const attempts = row.attempts + 1;
  const dead = attempts >= MOST_ATTEMPTS;
  if (dead) ctx.log('effect_dead', { kind: row.kind, id: row.id });
  await endJob(ctx.db, lease, {
    attempts,
    lastError: result.reason,
    dueAt: ctx.now() + Math.min(RETRY_MOST_MS, RETRY_BASE_MS * 2 ** row.attempts),
    state: dead ? 'dead' : 'pending',
  });
}

async function perform(
  ctx: Context,
  mailer: () => Promise<Mailer>,
  kind: string,
  payload: unknown,
): Promise<JobResult> {
  switch (kind) {
    case 'email':
      return deliverEmail(ctx, await mailer(), idIn(payload, 'emailId'));
    case 'mail_sign_in':
      return jobResultOf(await mailSignIn(ctx, { signInId: idIn(payload, 'signInId') }));
    case 'tell_voided':
      return jobResultOf(await notifyVoided(ctx, { invoiceId: idIn(payload, 'invoiceId') }));
    case 'finish_verb':
      return jobResultOf(await finishVerb(ctx, { invoiceId: idIn(payload, 'invoiceId') }));
    case 'expire_payment': {
      // Known to be open still is not closed: Stripe may have failed to expire it. What is moving cannot be stopped.
      const state = await expireSession(ctx, idIn(payload, 'paymentId'));
      const isMoving = state === 'processing' || state === 'verifying';
      const isOpenStill = canStillSucceed(state) && !isMoving;
      return isOpenStill ? { kind: 'later', reason: 'stripe_unavailable' } : FINISHED;
    }
    case 'send_refund':
      // What cannot be done now is taken up again by the sweep, for as long as it takes.
      return jobResultOf(await sendRefund(ctx, { refundId: idIn(payload, 'refundId') }));
    case 'refund_surplus':
      return jobResultOf(await refundSurplus(ctx, { creditId: idIn(payload, 'creditId') }));
    case 'sync_methods': {
      const at = { customerId: idIn(payload, 'customerId'), connectionId: idIn(payload, 'connectionId') };
      return jobResultOf(await syncMethods(ctx, at));
    }
    case 'collect':
      await collectInvoice(ctx, idIn(payload, 'invoiceId'));
      return FINISHED;
    case 'replan_collection':
      return jobResultOf(await replanCollection(ctx, { merchantId: idIn(payload, 'merchantId') }));
    case 'remove_method':
      return jobResultOf(await finishRemoval(ctx, { methodId: idIn(payload, 'methodId') }));
    case 'finish_opt_out':
      return jobResultOf(await finishOptOut(ctx, { customerId: idIn(payload, 'customerId') }));
    case 'ensure_stripe_customer':
      return ensureForInvoice(ctx, idIn(payload, 'customerId'));
    default:
      throw new Error(`no effect is called ${kind}`);
  }
}

async function ensureForInvoice(ctx: Context, customerId: string): Promise<JobResult> {
  const [row] = await ctx.db
    .select({ connectionId: connections.id })
    .from(customers)
    .innerJoin(connections, connectionOfCustomer)
    .where(eq(customers.id, customerId));
  if (row === undefined) return FINISHED;
  const { stripeCustomerId } = await ensureStripeCustomer(ctx, {
    customerId,
    connectionId: row.connectionId,
  });
  return stripeCustomerId === null ? { kind: 'later', reason: 'stripe_unavailable' } : FINISHED;
}

function idIn(payload: unknown, name: string): string {
  const id: unknown =
    typeof payload === 'object' && payload !== null ? Reflect.get(payload, name) : undefined;
  if (typeof id !== 'string') throw new Error(`an effect without its ${name}`);
  return id;
}
