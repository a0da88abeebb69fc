import { done, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { readKept } from '../methods/refuse-method.ts';
import { showInvoice } from '../resources/show-invoice.ts';
import type { FollowedLink } from './follow-pay-link.ts';
import { type Returned, returnFromStripe } from './return-from-stripe.ts';

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
    kept: target === null ? null : await keptBy(ctx, target.id, returned),
  });
}

/**
 * What this payment keeps, for whoever paid: whose page this is, so they can refuse at once, whatever address Stripe has of
 * them. Stripe may tell of the method a moment later, and of one that they were asked about only then.
 */
async function keptBy(ctx: Context, paymentId: string, { outcome, saysOfKeeping }: Returned) {
  if (outcome !== 'succeeded' && outcome !== 'processing') return null;
  const kept = saysOfKeeping === null ? null : await readKept(ctx, { paymentId });
  if (kept?.kind !== 'done' || kept.value.state === 'refused') return null;
  if (kept.value.state === 'nothing_kept' && saysOfKeeping !== 'announced') return null;
  return {
    customer: kept.value.customer.legalName,
    refuseUrl: await ctx.links.url('refuse', { id: paymentId, version: 1 }),
  };
}
