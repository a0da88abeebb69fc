import { done, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { showInvoice } from '../resources/show-invoice.ts';
import type { FollowedLink } from './follow-pay-link.ts';
import { returnFromStripe } from './return-from-stripe.ts';

/** A payer who came by link returns from Stripe. A rotated link still shows the outcome of this payment. */
export async function returnToPayLink(
  ctx: Context,
  { token }: { readonly token: string },
): Promise<FollowedLink> {
  const target = await ctx.links.open('success', token);
  const returned = target === null ? null : await returnFromStripe(ctx, target.id);
  const shown = returned && (await showInvoice(ctx, returned.invoiceId, { allLines: false }));
  if (returned === null || shown === null) return refused({ code: 'not_found', what: 'link' });
  return done({
    kind: 'outcome',
    shown,
    outcome: shown.view.status === 'paid' ? 'succeeded' : returned.outcome,
    saysReceipt: returned.receiptsBy === 'quittance',
    leadsOn: shown.linkVersion === target?.version,
  });
}
