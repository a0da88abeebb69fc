import { type CreditStanding, spendable } from '../../domain/credit/spend.ts';
import { amountRemaining, type InvoiceFacts } from '../../domain/invoice/state.ts';
import type { SmallRest } from '../../domain/invoice/status.ts';
import { strandedRest } from '../../domain/payment/rest.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import { creditToSpend } from '../money/spend-credit.ts';

type Invoice = InvoiceFacts & { readonly currency: string };

type CreditAsk = { readonly amount: number | null; readonly smallRest?: SmallRest };

/** What credit is to pay of an invoice, as staff asked for it. */
export const creditAsked = (invoice: InvoiceFacts, { amount, smallRest }: CreditAsk) => ({
  owed: amountRemaining(invoice),
  ...(amount !== null && { most: amount }),
  ...(smallRest !== undefined && { smallRest }),
});

/** Why a part that came around Stripe is refused, since its rest could not be charged, or null. */
export function refusePartOutside(
  ctx: Context,
  invoice: Invoice,
  { amount, smallRest }: { readonly amount: number; readonly smallRest?: SmallRest },
): Rejection | null {
  if (smallRest === 'leave') return null;
  const owed = { currency: invoice.currency, owed: amountRemaining(invoice) };
  const stranded = strandedRest(ctx.rules.smallestCharge, owed, amount);
  return stranded === null ? null : { code: 'rest_too_small', ...stranded };
}

/** Why credit cannot pay any of an invoice, or null: there is none, or whatever it paid would strand the rest. */
export function refuseCredit(
  ctx: Context,
  invoice: Invoice,
  ask: CreditAsk,
  credits: readonly CreditStanding[],
): Rejection | null {
  const available = spendable(credits);
  if (available === 0) return { code: 'no_credit' };
  const toPay = creditAsked(invoice, ask);
  if (creditToSpend(ctx, invoice.currency, toPay, credits) > 0) return null;
  return refusePartOutside(ctx, invoice, { amount: Math.min(available, toPay.most ?? available) });
}
