import { and, eq } from 'drizzle-orm';
import { selectCredits } from '../../db/queries/credits.ts';
import { selectCustomer } from '../../db/queries/customers.ts';
import { credits } from '../../db/schema/index.ts';
import type { CreditReason } from '../../domain/credit/spend.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';

/** A credit as the API shows it. Amounts in minor units; instants ISO 8601 in UTC. */
export type CreditResource = {
  readonly id: string;
  readonly object: 'credit';
  readonly customerId: string;
  readonly currency: string;
  readonly amount: number;
  readonly balance: number;
  readonly reason: CreditReason;
  /** The payment whose surplus it is. */
  readonly paymentId: string | null;
  readonly issuedBy: string | null;
  readonly note: string | null;
  readonly createdAt: string;
};

/** A row → a credit of the API. */
export const creditResource = (credit: typeof credits.$inferSelect): CreditResource => ({
  id: credit.id,
  object: 'credit',
  customerId: credit.customerId,
  currency: credit.currency,
  amount: credit.amount,
  balance: credit.balance,
  reason: credit.reason,
  paymentId: credit.paymentId,
  issuedBy: credit.issuedBy,
  note: credit.note,
  createdAt: new Date(credit.createdAt).toISOString(),
});

/** A customer's credits, newest first, in one round trip. Rejects with `not_found`. */
export async function listCredits(
  ctx: Context,
  { scope, customerId, page }: Scoped<{ readonly customerId: string; readonly page: Page }>,
): Promise<Outcome<ListOf<CreditResource>>> {
  const [[found], rows] = await ctx.db.batch([
    selectCustomer(ctx.db, scope, customerId),
    selectCredits(ctx.db, scope, customerId, page),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'customer' });
  return done(
    toPage(
      rows.map(({ credit }) => creditResource(credit)),
      page.limit,
    ),
  );
}

/** Reads a credit that was just issued. */
export async function readCredit(
  ctx: Context,
  { scope, creditId }: Scoped<{ readonly creditId: string }>,
): Promise<Outcome<CreditResource>> {
  const [row] = await ctx.db
    .select()
    .from(credits)
    .where(and(eq(credits.id, creditId), eq(credits.merchantId, scope.merchantId)));
  return row === undefined ? refused({ code: 'not_found', what: 'customer' }) : done(creditResource(row));
}
