import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { allocations, type invoices } from '../../db/schema/index.ts';
import type { Head } from '../../db/streams.ts';
import { type CreditStanding, spendable, spendCredits } from '../../domain/credit/spend.ts';
import type { SmallRest } from '../../domain/invoice/status.ts';
import { payBeside } from '../../domain/payment/rest.ts';
import { type Context, newId } from '../core/context.ts';
import { changeBalance } from './money-step.ts';

/** A customer's credit, read with the head of its stream. */
export type AvailableCredit = { readonly credits: readonly CreditStanding[]; readonly customerHead: Head };

export type Spending = {
  /** The amount paid from credit, minor units; may be 0. */
  readonly amount: number;
  readonly appends: readonly Append[];
  readonly rows: readonly Statement[];
};

/** What credit may pay of an invoice: what is owed on it, and the most that staff want to spend. Minor units. */
type ToPay = { readonly owed: number; readonly most?: number; readonly smallRest?: SmallRest };

/** How much of an invoice its customer's credit pays: so much is kept that the rest can be charged. */
export function creditToSpend(
  ctx: Context,
  currency: string,
  { owed, most = owed, smallRest }: ToPay,
  credits: readonly CreditStanding[],
): number {
  const available = Math.min(owed, most, spendable(credits));
  return smallRest === 'leave'
    ? available
    : payBeside(ctx.rules.smallestCharge, { currency, owed }, available);
}

/**
 * Pays an invoice from its customer's credit, to be committed with what caused it. The customer's stream is the lock:
 * two concurrent invoices cannot spend one credit twice. The caller updates the invoice's own columns.
 */
export function spendCredit(
  ctx: Context,
  invoice: Pick<typeof invoices.$inferSelect, 'id' | 'merchantId' | 'customerId' | 'currency'>,
  toPay: ToPay,
  { credits, customerHead }: AvailableCredit,
  at: number,
): Spending {
  const spent = spendCredits(creditToSpend(ctx, invoice.currency, toPay, credits), credits);
  if (spent.length === 0) return { amount: 0, appends: [], rows: [] };
  const { id: invoiceId, merchantId, currency } = invoice;
  return {
    amount: spent.reduce((total, { amount }) => total + amount, 0),
    appends: [
      {
        stream: { type: 'customer', id: invoice.customerId },
        head: customerHead,
        type: 'credit_spent',
        data: { invoiceId, credits: spent },
      },
    ],
    rows: spent.flatMap(({ creditId, amount }) => [
      changeBalance(ctx, creditId, -amount),
      ctx.db.insert(allocations).values({
        id: newId(ctx, 'all'),
        merchantId,
        invoiceId,
        sourceType: 'credit',
        sourceId: creditId,
        currency,
        amount,
        createdAt: at,
      }),
    ]),
  };
}
