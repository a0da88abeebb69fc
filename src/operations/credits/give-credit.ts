import { selectCustomer } from '../../db/queries/customers.ts';
import { credits } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import type { Currency } from '../../domain/currency.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';

export type CreditAsk = {
  readonly customerId: string;
  /** Chosen by the caller, so that a retry issues the same credit. */
  readonly creditId: string;
  readonly commandId: string;
  readonly currency: Currency;
  /** Minor units, > 0. */
  readonly amount: number;
  readonly note: string | null;
  /** The named member of staff who issued it (I3). */
  readonly issuedBy: string;
};

/**
 * Issues goodwill credit to a customer: it is applied to the next invoices of that currency when they are finalized, or
 * to an open one on demand. Rejects with `not_found`.
 */
export const giveCredit = (
  ctx: Context,
  { scope, ...ask }: Scoped<CreditAsk>,
): Promise<Outcome<{ readonly creditId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { customerId, creditId, commandId, currency, amount, note, issuedBy }: CreditAsk,
): Promise<ConflictOr<Outcome<{ readonly creditId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'customer', id: customerId } as const;
  const [head, commanded, [found]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectCustomer(db, scope, customerId),
  ]);
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'customer' }));
  if (commanded.length > 0) return decided(done({ creditId }));
  const at = ctx.now();
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [{ stream, head: headOf(head), type: 'credit_given', data: { creditId, amount, currency } }],
    rows: [
      db.insert(credits).values({
        id: creditId,
        merchantId: scope.merchantId,
        customerId,
        currency,
        amount,
        balance: amount,
        reason: 'goodwill',
        issuedBy,
        note,
        createdAt: at,
      }),
    ],
    effects: [],
    result: { creditId },
  });
  return committed.kind === 'committed' ? decided(done({ creditId })) : CONFLICT;
}
