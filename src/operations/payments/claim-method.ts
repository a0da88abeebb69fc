import type { Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import type { Collectable } from '../../db/queries/collectable.ts';
import { cut } from '../../domain/cut.ts';
import { describeInvoices } from '../../domain/invoice/number.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import { type Context, newId } from '../core/context.ts';
import { recipientsOf } from '../core/queue-message.ts';
import { localeOf } from '../facts/locale.ts';
import { DESCRIPTION_LENGTH, paymentMetadata, targetsMetadata } from '../facts/payment-metadata.ts';
import { type Claim, type ClaimTarget, commitClaim, type Initiator } from './commit-claim.ts';

type Method = Collectable['methods'][number];

/**
 * Claims an amount of an invoice, and of `others` beside it, for one charge of a method on file: every slot is taken
 * in one commit or none is. `via` says who initiated it: `autopay` while the payer is away, the others by a button that
 * was just pressed. `rows` and `effects` are committed with it.
 */
export async function claimWithMethod(
  ctx: Context,
  read: Pick<Collectable, 'invoice' | 'merchant' | 'customer' | 'head'> & {
    readonly attempts: readonly { readonly attempt: number }[];
  },
  charge: Initiator & {
    readonly connectionId: string;
    readonly stripeCustomerId: string;
    readonly method: Method;
    /** What is charged of the invoice, minor units; all that is left where it is absent. */
    readonly amount?: number;
    readonly others?: readonly ClaimTarget[];
    readonly rows?: readonly Statement[];
    readonly effects?: readonly Effect[];
    /** Chosen by the caller, so that a retry claims the same one. */
    readonly paymentId?: string;
  },
): Promise<Claim> {
  const { invoice, merchant, customer, head } = read;
  const { connectionId, method, via, others = [], rows, effects } = charge;
  const targets = [{ invoice, head, amount: charge.amount ?? amountRemaining(invoice) }, ...others] as const;
  const invoices = [invoice, ...others.map((other) => other.invoice)] as const;
  const paymentId = charge.paymentId ?? newId(ctx, 'pay');
  const naming = await ctx.nameInvoices(localeOf(ctx, customer, merchant));
  const request = ctx.rules.intentParams({
    stripeCustomerId: charge.stripeCustomerId,
    stripePaymentMethodId: method.stripePaymentMethodId,
    methodKind: method.summary.kind,
    currency: invoice.currency,
    amount: targets.reduce((sum, { amount }) => sum + amount, 0),
    description: cut(describeInvoices(invoices, merchant, naming), DESCRIPTION_LENGTH),
    metadata: {
      ...paymentMetadata(ctx, paymentId, invoices, { via, payerId: customer.id }),
      ...targetsMetadata(targets),
    },
    offSession: via === 'autopay' || via === 'staff',
    returnUrl: ctx.links.page(`/portal/payments/${paymentId}`),
    receiptEmail: merchant.receiptsBy === 'stripe' ? (recipientsOf(customer, 'receipts')[0] ?? null) : null,
  });
  return commitClaim(ctx, {
    paymentId,
    at: ctx.now(),
    ...(charge.via === 'autopay' ? { via: charge.via, because: charge.because } : { via: charge.via }),
    connectionId,
    payerId: customer.id,
    flow: 'intent',
    attempt: Math.max(0, ...read.attempts.map((tried) => tried.attempt)) + 1,
    request,
    method,
    targets,
    ...(rows !== undefined && { rows }),
    ...(effects !== undefined && { effects }),
  });
}
