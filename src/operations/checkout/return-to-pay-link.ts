import type { Context } from '../core/context.ts';
import { showInvoice } from '../resources/show-invoice.ts';
import type { PayLinkPage } from './follow-pay-link.ts';
import { returnFromStripe } from './return-from-stripe.ts';

/** A payer who came by link is back from Stripe. A link that was replaced still tells what became of this payment. */
export async function returnToPayLink(ctx: Context, token: string): Promise<PayLinkPage> {
  const target = await ctx.links.open('success', token);
  const returned = target === null ? null : await returnFromStripe(ctx, target.id);
  const shown = returned && (await showInvoice(ctx, returned.invoiceId, { allLines: false }));
  if (returned === null || shown === null) return { kind: 'link_not_found' };
  return {
    kind: 'outcome',
    shown,
    outcome: shown.view.status === 'paid' ? 'succeeded' : returned.outcome,
    saysReceipt: returned.receiptsBy === 'quittance',
    leadsOn: shown.linkVersion === target?.version,
  };
}
