import type { Payable } from '../../db/queries/payable.ts';
import { keepsMethod } from '../../domain/collection/keep-method.ts';
import { describeInvoice } from '../../domain/invoice/number.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import { type Context, newId } from '../core/context.ts';
import { recipientsOf } from '../core/queue-message.ts';
import { paymentMetadata } from '../facts/payment-metadata.ts';
import { SESSION_LIFE_MS } from '../facts/payment-timing.ts';
import { customerPolicy, merchantPolicy } from '../facts/policies.ts';
import { type Claim, commitClaim } from '../payments/commit-claim.ts';

/**
 * Claims an invoice for a session that its payer opens by link. `ach` offers a US bank account beside cards. Where
 * the next invoices are charged by themselves, the method is kept for them.
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
  const request = ctx.rules.sessionParams({
    stripeCustomerId,
    currency: invoice.currency,
    amount,
    ach,
    description: ctx.links.escape(describeInvoice(invoice, merchant)),
    metadata: paymentMetadata(ctx, paymentId, [invoice]),
    paymentId,
    successUrl: ctx.links.placeholder('success', { id: paymentId, version: invoice.linkVersion }),
    cancelUrl: ctx.links.placeholder('view', { id: invoice.id, version: invoice.linkVersion }),
    expiresAtMs: at + SESSION_LIFE_MS,
    locale: customer.locale ?? merchant.locale,
    receiptEmail: merchant.receiptsBy === 'stripe' ? (recipientsOf(customer)[0] ?? null) : null,
    savesMethod: keepsMethod(merchantPolicy(merchant), customerPolicy(customer)),
  });
  return commitClaim(ctx, {
    paymentId,
    at,
    connectionId,
    via: 'link',
    flow: 'session',
    attempt: payable.attempts + 1,
    request,
    method: null,
    targets: [{ invoice, head, amount }],
  });
}
