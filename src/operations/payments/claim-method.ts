import type { Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import type { Collectable } from '../../db/queries/collectable.ts';
import { cut } from '../../domain/cut.ts';
import { describeInvoices } from '../../domain/invoice/number.ts';
import { type Context, newId } from '../core/context.ts';
import { recipientsOf } from '../core/queue-message.ts';
import { DESCRIPTION_LENGTH, paymentMetadata, targetsMetadata } from '../facts/payment-metadata.ts';
import { type Claim, type ClaimTarget, commitClaim, type Initiator } from './commit-claim.ts';

type Method = Collectable['methods'][number];

/**
 * Claims invoices for one charge of a method on file: every slot is taken in one commit or none is. `via` says who
 * initiated it: `autopay` while the payer is away, the others by a button that was just pressed. `rows` and `effects`
 * are committed with it.
 */
export function claimWithMethod(
  ctx: Context,
  {
    merchant,
    customer,
    attempts,
  }: Pick<Collectable, 'merchant' | 'customer'> & {
    readonly attempts: readonly { readonly attempt: number }[];
  },
  charge: Initiator & {
    readonly connectionId: string;
    readonly stripeCustomerId: string;
    readonly method: Method;
    readonly targets: readonly [ClaimTarget, ...ClaimTarget[]];
    readonly rows?: readonly Statement[];
    readonly effects?: readonly Effect[];
  },
): Promise<Claim> {
  const { connectionId, method, via, targets, rows, effects } = charge;
  const [{ invoice: first }, ...others] = targets;
  const invoices = [first, ...others.map(({ invoice }) => invoice)] as const;
  const paymentId = newId(ctx, 'pay');
  const request = ctx.rules.intentParams({
    stripeCustomerId: charge.stripeCustomerId,
    stripePaymentMethodId: method.stripePaymentMethodId,
    methodKind: method.summary.kind,
    currency: first.currency,
    amount: targets.reduce((sum, { amount }) => sum + amount, 0),
    description: cut(describeInvoices(invoices, merchant), DESCRIPTION_LENGTH),
    metadata: { ...paymentMetadata(ctx, paymentId, invoices), ...targetsMetadata(targets) },
    offSession: via === 'autopay' || via === 'staff',
    receiptEmail: merchant.receiptsBy === 'stripe' ? (recipientsOf(customer)[0] ?? null) : null,
  });
  return commitClaim(ctx, {
    paymentId,
    at: ctx.now(),
    ...(charge.via === 'autopay' ? { via: charge.via, because: charge.because } : { via: charge.via }),
    connectionId,
    flow: 'intent',
    attempt: Math.max(0, ...attempts.map((tried) => tried.attempt)) + 1,
    request,
    method,
    targets,
    ...(rows !== undefined && { rows }),
    ...(effects !== undefined && { effects }),
  });
}
