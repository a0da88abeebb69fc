import type { InvoicePage } from '../../db/queries/invoice-page.ts';
import type { InvoiceView } from '../../domain/invoice/view.ts';
import type { Context } from '../core/context.ts';
import { partTermsOf, standingOf } from '../facts/plan.ts';

/** What an invoice's page shows of paying it in parts. */
export function planView(
  ctx: Pick<Context, 'rules' | 'now'>,
  page: Pick<InvoicePage, 'invoice' | 'plan' | 'ledger' | 'merchant' | 'customer'>,
): Pick<InvoiceView, 'plan' | 'ownPart'> {
  const { invoice, plan, ledger } = page;
  const moving = invoice.status === 'open' ? (ledger.moving?.amount ?? 0) : 0;
  const standing = standingOf(ctx, invoice, plan, { moving });
  const terms = partTermsOf(invoice, plan, page);
  return {
    plan: standing && {
      parts: standing.parts.map(({ position, amount, open, dueDate, state }) => ({
        position,
        amount,
        open,
        dueOn: dueDate,
        state,
      })),
      asked: standing.asked && {
        amount: standing.asked.amount,
        dueOn: standing.asked.dueDate,
        isDue: standing.asked.isDue,
      },
      next: standing.next && { amount: standing.next.amount, dueOn: standing.next.dueDate },
    },
    ownPart: terms.allowed && invoice.status === 'open' ? { least: terms.least } : null,
  };
}
