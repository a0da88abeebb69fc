import { selectCreditsFor } from '../../db/queries/credits.ts';
import { selectInvoice } from '../../db/queries/invoices.ts';
import { spendable } from '../../domain/credit/spend.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { creditToSpend } from '../money/spend-credit.ts';
import { refuseAsked, type Verb } from './refuse-asked.ts';
import { creditAsked } from './stranded-rest.ts';

/** Where a part of an invoice would be paid from: the customer's credit, or around Stripe. */
export type PartSource = 'credit' | 'outside';

/** What paying a part would do. Amounts in minor units of `currency`. */
export type PartPreview = {
  readonly currency: string;
  readonly amountRemaining: number;
  readonly amount: number;
  readonly rest: number;
  /** Whether the rest can be charged by itself; a rest of nothing need not be. */
  readonly restIsChargeable: boolean;
  /** The smallest rest that can be charged by itself; null where Stripe does not charge in the currency. */
  readonly smallestRest: number | null;
  /** Why the verb would refuse it. */
  readonly refusal: Rejection | null;
};

/** Says what `record-payment` or `apply-credit` would do, by the same rules. Changes nothing. Rejects with `not_found`. */
export async function previewPart(
  ctx: Context,
  ask: Scoped<{ readonly invoiceId: string; readonly from: PartSource; readonly amount: number | null }>,
): Promise<Outcome<PartPreview>> {
  const [[found], credits] = await ctx.db.batch([
    selectInvoice(ctx.db, ask.scope, ask.invoiceId),
    selectCreditsFor(ctx.db, ask.invoiceId),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'invoice' });
  const { invoice } = found;
  const { currency } = invoice;
  const remaining = amountRemaining(invoice);
  const asked = Math.min(ask.amount ?? remaining, ask.from === 'credit' ? spendable(credits) : Infinity);
  const refusal = refuseAsked(ctx, invoice, verbOf(ask.from, ask.amount, asked), credits);
  const spent =
    ask.from === 'credit'
      ? creditToSpend(ctx, currency, creditAsked(invoice, { amount: ask.amount }), credits)
      : asked;
  const amount = refusal === null ? spent : asked;
  const rest = Math.max(0, remaining - amount);
  return done({
    currency,
    amountRemaining: remaining,
    amount,
    rest,
    restIsChargeable: rest === 0 || ctx.rules.refuseCharge(currency, rest) === null,
    smallestRest: ctx.rules.smallestCharge(currency, 1),
    refusal,
  });
}

function verbOf(from: PartSource, most: number | null, amount: number): Verb {
  if (from === 'credit') return { verb: 'apply_credit', amount: most };
  const payment = { amount, method: 'other', reference: null, receivedOn: '', recordedBy: '' } as const;
  return { verb: 'record_payment', payment };
}
