import { selectOpenIn, selectOwn } from '../../db/queries/portal-pay.ts';
import type { invoices } from '../../db/schema/index.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { amountRemaining, isOverdue } from '../../domain/invoice/state.ts';
import type { Context } from '../core/context.ts';
import { type NotPayable, whyNotPayable } from '../facts/payable.ts';
import type { Visit } from '../facts/visit.ts';

/** So many invoices one payment is for at most: all of them change in one transaction. */
export const MOST_AT_ONCE = 20;

/** Which invoices somebody wants to pay: these, or all that are open in a currency. */
export type Selection =
  | { readonly kind: 'these'; readonly ids: readonly string[] }
  | { readonly kind: 'currency'; readonly currency: string };

/** An invoice that is to be paid, as it is shown before. Amounts in minor units of its currency. */
export type Payee = {
  readonly id: string;
  /** What is charged is what was shown: the version goes with the button. */
  readonly version: number;
  readonly number: string;
  readonly currency: string;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly total: number;
  readonly remaining: number;
};

export type Review = {
  readonly payable: readonly Payee[];
  /** Those that cannot be paid now, and why. */
  readonly leftOut: readonly (Payee & { readonly reason: NotPayable })[];
  /** There were more than are paid at once. */
  readonly hasMore: boolean;
};

/** What would be paid, before it is. Null where one of the ids is no invoice of this customer. One D1 round trip. */
export async function reviewPayment(
  ctx: Context,
  visit: Visit,
  selection: Selection,
): Promise<Review | null> {
  const isList = selection.kind === 'these';
  const ids = isList ? [...new Set(selection.ids)] : [];
  const asked = ids.slice(0, MOST_AT_ONCE);
  const rows = isList
    ? await selectOwn(ctx.db, visit, asked)
    : await selectOpenIn(ctx.db, visit, selection.currency, MOST_AT_ONCE + 1);
  if (isList && rows.length !== asked.length) return null;
  const now = ctx.now();
  const house = { paymentLinks: visit.merchant.paymentLinks, connectionId: visit.connectionId };
  const judged = rows
    .slice(0, MOST_AT_ONCE)
    .map((row) => ({ ...payee(row, now), reason: whyNotPayable(ctx, row, house, true) }));
  return {
    payable: judged.filter(({ reason }) => reason === null),
    leftOut: judged.flatMap(({ reason, ...one }) => (reason === null ? [] : [{ ...one, reason }])),
    hasMore: isList ? ids.length > asked.length : rows.length > MOST_AT_ONCE,
  };
}

const payee = (invoice: typeof invoices.$inferSelect, now: number): Payee => ({
  id: invoice.id,
  version: invoice.version,
  number: invoiceNumber(invoice) ?? '',
  currency: invoice.currency,
  dueOn: invoice.dueDate,
  overdue: isOverdue(invoice, now),
  total: invoice.amountDue,
  remaining: amountRemaining(invoice),
});
