import type { ToPay } from '../../db/queries/portal-pay.ts';
import { keepsMethod } from '../../domain/collection/keep-method.ts';
import { describeInvoice, invoiceNumber } from '../../domain/invoice/number.ts';
import { type Context, newId } from '../core/context.ts';
import { recipientsOf } from '../core/queue-message.ts';
import { paymentMetadata, targetsMetadata } from '../facts/payment-metadata.ts';
import { SESSION_LIFE_MS } from '../facts/payment-timing.ts';
import { customerPolicy, merchantPolicy } from '../facts/policies.ts';
import { type Claim, type ClaimTarget, commitClaim } from '../payments/commit-claim.ts';

/**
 * Claims several invoices, or a part of one, for one session that their customer opens from the portal: every slot
 * is taken in one commit or none is. Stripe's page shows a line for each. `ach` offers a US bank account too.
 */
export async function claimSeveral(
  ctx: Context,
  read: ToPay,
  ask: {
    readonly connectionId: string;
    readonly stripeCustomerId: string;
    readonly targets: readonly [ClaimTarget, ...ClaimTarget[]];
    readonly ach: boolean;
  },
): Promise<Claim> {
  const { merchant, customer } = read;
  const { targets } = ask;
  const [first, ...others] = targets;
  const at = ctx.now();
  const paymentId = newId(ctx, 'pay');
  const { currency } = first.invoice;
  const numbers = targets.map(({ invoice }) => invoiceNumber(invoice) ?? '');
  const description =
    others.length === 0
      ? describeInvoice(first.invoice, merchant)
      : `Invoices ${numbers.join(', ')} from ${merchant.displayName}`;
  const selection = new URLSearchParams(targets.map(({ invoice }) => ['invoice', invoice.id]));
  const request = ctx.rules.sessionParams({
    stripeCustomerId: ask.stripeCustomerId,
    currency,
    amount: targets.reduce((sum, { amount }) => sum + amount, 0),
    ach: ask.ach,
    // Stripe takes 500 characters of a name, 1,000 of a description.
    description: ctx.links.escape(description.slice(0, 450)),
    lines: targets.map(({ invoice, amount }) => ({
      description: ctx.links.escape(describeInvoice(invoice, merchant).slice(0, 450)),
      amount,
    })),
    metadata: {
      ...paymentMetadata(ctx, paymentId, [first.invoice, ...others.map(({ invoice }) => invoice)]),
      ...targetsMetadata(targets),
    },
    paymentId,
    successUrl: ctx.links.page(`/portal/payments/${paymentId}`),
    cancelUrl: ctx.links.page(`/portal/pay?${selection}`),
    expiresAtMs: at + SESSION_LIFE_MS,
    locale: customer.locale ?? merchant.locale,
    receiptEmail: merchant.receiptsBy === 'stripe' ? (recipientsOf(customer)[0] ?? null) : null,
    savesMethod: keepsMethod(merchantPolicy(merchant), customerPolicy(customer)),
  });
  return commitClaim(ctx, {
    paymentId,
    at,
    connectionId: ask.connectionId,
    via: 'portal',
    flow: 'session',
    attempt: read.attempts + 1,
    request,
    method: null,
    targets,
  });
}
