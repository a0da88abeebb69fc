import type { Change } from '../../db/commit.ts';
import { type Payable, selectClaims } from '../../db/queries/payable.ts';
import { payments, paymentTargets, slots } from '../../db/schema/index.ts';
import { EMPTY_HEAD } from '../../db/streams.ts';
import { describeInvoice } from '../../domain/invoice/number.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import { type Context, commitChange, newId } from '../context.ts';
import { recipientsOf } from '../recipients.ts';
import { CLAIM_LOOK_AFTER_MS, CLAIMS_PER_SECOND, SESSION_LIFE_MS } from './timing.ts';

export type Claim =
  | { readonly kind: 'claimed'; readonly paymentId: string }
  | { readonly kind: 'lost_race' }
  /** Too many are begun this second: the database refused it. */
  | { readonly kind: 'paced' };

/**
 * Takes the invoice's one slot for a new payment by link, with the exact request that Stripe will be sent:
 * the row is there before the call. `ach` offers a US bank account beside cards. Whoever loses the race reads again and finds the winner's payment.
 */
export async function claimForLink(
  ctx: Context,
  payable: Payable,
  connectionId: string,
  stripeCustomerId: string,
  ach: boolean,
): Promise<Claim> {
  const { invoice, merchant, customer, head } = payable;
  const at = ctx.now();
  const paymentId = newId(ctx, 'pay');
  const amount = amountRemaining(invoice);
  const target = { invoiceId: invoice.id, invoiceVersion: invoice.version, amount };
  const request = ctx.rules.sessionParams({
    stripeCustomerId,
    currency: invoice.currency,
    amount,
    ach,
    description: ctx.links.escape(describeInvoice(invoice, merchant)),
    metadata: {
      quittance_deployment: ctx.deploymentId,
      quittance_merchant: merchant.id,
      quittance_payment: paymentId,
      quittance_invoice: invoice.id,
      quittance_version: String(invoice.version),
    },
    paymentId,
    successUrl: ctx.links.placeholder('success', { id: paymentId, version: invoice.linkVersion }),
    cancelUrl: ctx.links.placeholder('view', { id: invoice.id, version: invoice.linkVersion }),
    expiresAtMs: at + SESSION_LIFE_MS,
    locale: customer.locale ?? merchant.locale,
    receiptEmail: merchant.receiptsBy === 'stripe' ? (recipientsOf(customer)[0] ?? null) : null,
  });
  const change: Change = {
    merchantId: merchant.id,
    commandId: `claim/${paymentId}`,
    at,
    appends: [
      { stream: { type: 'invoice', id: invoice.id }, head, type: 'payment_claimed', data: { paymentId } },
      {
        stream: { type: 'payment', id: paymentId },
        head: EMPTY_HEAD,
        type: 'claimed',
        data: { via: 'link', currency: invoice.currency, targets: [target] },
      },
    ],
    rows: [
      ctx.db.insert(payments).values({
        id: paymentId,
        merchantId: merchant.id,
        connectionId,
        customerId: customer.id,
        livemode: invoice.livemode,
        via: 'link',
        attempt: payable.attempts + 1,
        currency: invoice.currency,
        amount,
        state: 'claimed',
        request,
        claimedAt: at,
        expiresAt: at + SESSION_LIFE_MS,
        checkAt: at + CLAIM_LOOK_AFTER_MS,
        updatedAt: at,
      }),
      ctx.db.insert(paymentTargets).values({ paymentId, ...target }),
      ctx.db.insert(slots).values({ invoiceId: invoice.id, paymentId, takenAt: at }),
    ],
    effects: [],
    result: { paymentId },
  };
  try {
    const committed = await commitChange(ctx, change);
    return committed.kind === 'committed' ? { kind: 'claimed', paymentId } : { kind: 'lost_race' };
  } catch (error) {
    // The journal was read back: nothing was written. If the pace explains it, it is no bug.
    const [paced] = await selectClaims(ctx.db, connectionId, at - 1000);
    if ((paced?.claims ?? 0) >= CLAIMS_PER_SECOND) return { kind: 'paced' };
    throw error;
  }
}
