import { eq } from 'drizzle-orm';
import { connectionOfCustomer } from '../../db/queries/active-connection.ts';
import { connections, customers } from '../../db/schema/index.ts';
import type { EffectKind, EffectPayload, Task } from '../../domain/effects.ts';
import { STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { finishOptOut } from '../autopay/stop-autopay.ts';
import { collectInvoice } from '../collection/collect-invoice.ts';
import { replanCollection } from '../collection/replan.ts';
import type { Context } from '../core/context.ts';
import { ensureStripeCustomer } from '../customers/ensure-stripe-customer.ts';
import { followCustomer } from '../customers/follow-customer.ts';
import { runBulkPart } from '../dashboard/run-bulk.ts';
import { deliverEmail } from '../emails/deliver.ts';
import type { Mailer } from '../emails/mailer.ts';
import { finishVerb } from '../invoices/apply-when-no-payment-open.ts';
import { notifyVoided } from '../invoices/notify-voided.ts';
import { finishRemoval } from '../methods/remove-method.ts';
import { syncMethods } from '../methods/sync-methods.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';
import { mailSignIn } from '../portal/mail-sign-in.ts';
import { recordRefundsAndDisputes } from '../recovery/record-refunds-and-disputes.ts';
import { refundSurplus } from '../refunds/refund-surplus.ts';
import { sendRefund } from '../refunds/send-refund.ts';
import { issuePeriod } from '../schedules/issue-period.ts';
import { tellPrice } from '../schedules/tell-price.ts';
import { mailInvitation } from '../staff/mail-invitation.ts';
import { mailStaffSignIn } from '../staff/mail-sign-in.ts';
import { FINISHED, type JobResult, jobResultOf } from './job-result.ts';

const UNAVAILABLE: JobResult = jobResultOf(STRIPE_UNAVAILABLE);

/** A payment that is under way ends by itself, a bank debit within days. */
const MONEY_UNDER_WAY_MS = 15 * 60_000;

type Tools = { readonly ctx: Context; readonly mailer: () => Promise<Mailer> };
type Handler<K extends EffectKind> = (tools: Tools, payload: EffectPayload<K>) => Promise<JobResult>;

/** The handler of each kind of effect. Every one is idempotent. */
const HANDLERS: { readonly [K in EffectKind]: Handler<K> } = {
  email: async ({ ctx, mailer }, { emailId }) => deliverEmail(ctx, await mailer(), emailId),
  mail_sign_in: async ({ ctx }, payload) => jobResultOf(await mailSignIn(ctx, payload)),
  mail_staff_sign_in: async ({ ctx }, payload) => jobResultOf(await mailStaffSignIn(ctx, payload)),
  mail_invitation: async ({ ctx }, payload) => jobResultOf(await mailInvitation(ctx, payload)),
  tell_voided: async ({ ctx }, payload) => jobResultOf(await notifyVoided(ctx, payload)),
  finish_verb: async ({ ctx }, payload) => jobResultOf(await finishVerb(ctx, payload)),
  collect: async ({ ctx }, { invoiceId }) => {
    await collectInvoice(ctx, invoiceId);
    return FINISHED;
  },
  replan_collection: async ({ ctx }, payload) => jobResultOf(await replanCollection(ctx, payload)),
  expire_payment: async ({ ctx }, { paymentId }) => {
    // Retry while it is open: Stripe may have failed to expire it. Money in motion cannot be stopped.
    const state = await expireSession(ctx, paymentId);
    const isMoving = state === 'processing' || state === 'verifying';
    return canStillSucceed(state) && !isMoving ? UNAVAILABLE : FINISHED;
  },
  // A refund that cannot be sent now is retried by the sweep, for as long as it takes.
  send_refund: async ({ ctx }, payload) => jobResultOf(await sendRefund(ctx, payload)),
  record_refunds_and_disputes: async ({ ctx }, payload) => {
    const recorded = await recordRefundsAndDisputes(ctx, payload);
    // A person was told of the key or the account, and mends it.
    return recorded.kind === 'refused' ? { kind: 'rests', reason: 'stripe_refuses' } : jobResultOf(recorded);
  },
  refund_surplus: async ({ ctx }, payload) => jobResultOf(await refundSurplus(ctx, payload)),
  ensure_stripe_customer: ({ ctx }, { customerId }) => ensureForInvoice(ctx, customerId),
  follow_customer: async ({ ctx }, payload) => jobResultOf(await followCustomer(ctx, payload)),
  sync_methods: async ({ ctx }, payload) => jobResultOf(await syncMethods(ctx, payload)),
  remove_method: async ({ ctx }, payload) => {
    const removed = await finishRemoval(ctx, payload);
    // It is detached once Stripe lets us.
    const isRefused = removed.kind === 'refused' && removed.rejection.code === 'stripe_refuses';
    return isRefused ? { kind: 'later', reason: 'stripe_refuses' } : jobResultOf(removed);
  },
  bulk_act: async ({ ctx }, payload) => jobResultOf(await runBulkPart(ctx, payload)),
  issue_period: async ({ ctx }, payload) => {
    const issued = await issuePeriod(ctx, payload);
    if (issued.kind === 'done' && issued.value === 'waits')
      return { kind: 'rests', reason: 'money_under_way', againInMs: MONEY_UNDER_WAY_MS };
    return jobResultOf(issued);
  },
  tell_price: async ({ ctx }, payload) => jobResultOf(await tellPrice(ctx, payload)),
  finish_opt_out: async ({ ctx }, payload) => jobResultOf(await finishOptOut(ctx, payload)),
};

/** Runs the handler of an effect. */
export const perform = <K extends EffectKind>(tools: Tools, { kind, payload }: Task<K>): Promise<JobResult> =>
  HANDLERS[kind](tools, payload);

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
  return stripeCustomerId === null ? UNAVAILABLE : FINISHED;
}
