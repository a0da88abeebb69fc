import { eq } from 'drizzle-orm';
import { connectionOfCustomer } from '../../db/queries/active-connection.ts';
import { connections, customers } from '../../db/schema/index.ts';
import type { EffectKind, EffectPayload, Task } from '../../domain/effects.ts';
import { finishOptOut } from '../autopay/stop-autopay.ts';
import { collectInvoice } from '../collection/collect-invoice.ts';
import { replanCollection } from '../collection/replan.ts';
import type { Context } from '../core/context.ts';
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

export type Done = { readonly kind: 'finished' } | { readonly kind: 'later'; readonly reason: string };
const FINISHED: Done = { kind: 'finished' };
const UNAVAILABLE: Done = { kind: 'later', reason: 'stripe_unavailable' };

type Tools = { readonly ctx: Context; readonly mailer: () => Promise<Mailer> };
type Handler<K extends EffectKind> = (tools: Tools, payload: EffectPayload<K>) => Promise<Done>;

/** What does each kind of effect. Every one is safe to repeat. */
const HANDLERS: { readonly [K in EffectKind]: Handler<K> } = {
  email: async ({ ctx, mailer }, { emailId }) => deliverEmail(ctx, await mailer(), emailId),
  mail_sign_in: async ({ ctx }, { signInId }) => {
    await mailSignIn(ctx, signInId);
    return FINISHED;
  },
  tell_voided: async ({ ctx }, { invoiceId }) => {
    await notifyVoided(ctx, invoiceId);
    return FINISHED;
  },
  finish_verb: async ({ ctx }, { invoiceId }) => {
    const finished = await finishVerb(ctx, invoiceId);
    return !finished.ok && finished.rejection.code === 'stripe_unavailable' ? UNAVAILABLE : FINISHED;
  },
  collect: async ({ ctx }, { invoiceId }) => {
    await collectInvoice(ctx, invoiceId);
    return FINISHED;
  },
  replan_collection: async ({ ctx }, { merchantId }) => {
    await replanCollection(ctx, merchantId);
    return FINISHED;
  },
  expire_payment: async ({ ctx }, { paymentId }) => {
    // Known to be open still is not closed: Stripe may have failed to expire it. What is moving cannot be stopped.
    const state = await expireSession(ctx, paymentId);
    const isMoving = state === 'processing' || state === 'verifying';
    return canStillSucceed(state) && !isMoving ? UNAVAILABLE : FINISHED;
  },
  send_refund: async ({ ctx }, { refundId }) => {
    // What cannot be done now is taken up again by the sweep, for as long as it takes.
    await sendRefund(ctx, refundId);
    return FINISHED;
  },
  refund_surplus: async ({ ctx }, { creditId }) => {
    await refundSurplus(ctx, creditId);
    return FINISHED;
  },
  ensure_stripe_customer: ({ ctx }, { customerId }) => ensureForInvoice(ctx, customerId),
  sync_methods: async ({ ctx }, { customerId, connectionId }) => {
    const synced = await syncMethods(ctx, { customerId, connectionId });
    return synced.kind === 'unknown' ? { kind: 'later', reason: synced.reason } : FINISHED;
  },
  remove_method: async ({ ctx }, { methodId }) =>
    (await finishRemoval(ctx, methodId)) === 'unknown' ? UNAVAILABLE : FINISHED,
  finish_opt_out: async ({ ctx }, { customerId }) =>
    (await finishOptOut(ctx, customerId)) === 'unknown' ? UNAVAILABLE : FINISHED,
};

/** Does what an effect says. */
export const perform = <K extends EffectKind>(tools: Tools, { kind, payload }: Task<K>): Promise<Done> =>
  HANDLERS[kind](tools, payload);

async function ensureForInvoice(ctx: Context, customerId: string): Promise<Done> {
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
