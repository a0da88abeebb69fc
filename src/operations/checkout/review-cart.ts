import { readCart } from '../../db/queries/cart.ts';
import { selectOpenIn } from '../../db/queries/portal-pay.ts';
import type { invoices } from '../../db/schema/index.ts';
import type { NotPayable } from '../../domain/invoice/link.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { amountRemaining, isOverdue } from '../../domain/invoice/state.ts';
import type { Context } from '../core/context.ts';
import type { Owner } from '../facts/visit.ts';
import { whyNotEach } from './judge-cart.ts';
import { offerMethod, type SavedMethod } from './offer-method.ts';
import { MOST_AT_ONCE } from './order.ts';

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
  /** The method on file that a single invoice may be paid with at once. */
  readonly saved: SavedMethod | null;
};

/** What would be paid, before it is. Null where one of the ids is no invoice of this customer. */
export async function reviewCart(ctx: Context, owner: Owner, selection: Selection): Promise<Review | null> {
  const found = await idsOf(ctx, owner, selection);
  const first = found.slice(0, MOST_AT_ONCE);
  const ids = selection.kind === 'these' ? first.toSorted() : first;
  if (ids.length === 0) return { payable: [], leftOut: [], hasMore: false, saved: null };
  const now = ctx.now();
  const cart = await readCart(ctx.db, { ids, owner, paceSince: now });
  if (cart === null) return null;
  const reasons = whyNotEach(ctx, cart);
  const payable = cart.targets.filter(({ invoice }) => !reasons.has(invoice.id));
  const [only, another] = payable;
  return {
    payable: payable.map(({ invoice }) => payee(invoice, now)),
    leftOut: cart.targets.flatMap(({ invoice }) => {
      const reason = reasons.get(invoice.id);
      return reason === undefined ? [] : [{ ...payee(invoice, now), reason }];
    }),
    hasMore: found.length > MOST_AT_ONCE,
    saved: only === undefined || another !== undefined ? null : offerMethod(ctx, cart, only.invoice),
  };
}

async function idsOf(ctx: Context, owner: Owner, selection: Selection): Promise<readonly string[]> {
  if (selection.kind === 'these') return [...new Set(selection.ids)];
  const rows = await selectOpenIn(ctx.db, owner, selection.currency, MOST_AT_ONCE + 1);
  return rows.map(({ id }) => id);
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
