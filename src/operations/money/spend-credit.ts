import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { allocations, type invoices } from '../../db/schema/index.ts';
import type { Head } from '../../db/streams.ts';
import { type CreditStanding, spendCredits } from '../../domain/credit/spend.ts';
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

/**
 * Pays up to `owed` minor units of an invoice from its customer's credit, to be committed with what caused it. The
 * customer's stream is the lock: two concurrent invoices cannot spend one credit twice. The caller updates the
 * invoice's own columns.
 */
export function spendCredit(
  ctx: Context,
  invoice: Pick<typeof invoices.$inferSelect, 'id' | 'merchantId' | 'customerId' | 'currency'>,
  owed: number,
  { credits, customerHead }: AvailableCredit,
  at: number,
): Spending {
  const spent = spendCredits(owed, credits);
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
