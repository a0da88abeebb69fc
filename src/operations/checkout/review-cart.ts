import { type Cart, readCart, readOpenCart } from '../../db/queries/cart.ts';
import type { invoices } from '../../db/schema/index.ts';
import type { NotPayable } from '../../domain/invoice/link.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { amountRemaining, isOverdue } from '../../domain/invoice/state.ts';
import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import type { Owner } from '../facts/visit.ts';
import { whyNotEach } from './judge-cart.ts';
import { offerMethods, type SavedMethod } from './offer-method.ts';
import { MOST_AT_ONCE } from './order.ts';

/** Which invoices are to be paid: these, or all open ones in a currency. */
export type Selection =
  | { readonly kind: 'these'; readonly ids: readonly string[] }
  | { readonly kind: 'currency'; readonly currency: string };

/** An invoice that is to be paid, as the review page shows it. Amounts in minor units of its currency. */
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
  /** Invoices that cannot be paid now, and why. */
  readonly leftOut: readonly (Payee & { readonly reason: NotPayable })[];
  /** More invoices are open than one payment can cover. */
  readonly hasMore: boolean;
  /** The methods on file that all of it may be paid with at once; none where it is of several currencies. */
  readonly saved: readonly SavedMethod[];
};

type NotFound = Extract<Rejection, { readonly code: 'not_found' }>;

const NOTHING: Review = { payable: [], leftOut: [], hasMore: false, saved: [] };

/** What would be paid, before it is: one D1 round trip. */
export async function reviewCart(
  ctx: Context,
  { owner, selection }: { readonly owner: Owner; readonly selection: Selection },
): Promise<Done<Review> | Refused<NotFound>> {
  const paceSince = ctx.now();
  if (selection.kind === 'currency') {
    const ask = { currency: selection.currency, most: MOST_AT_ONCE + 1, paceSince };
    const open = await readOpenCart(ctx.db, owner, ask);
    return done(open === null ? NOTHING : review(ctx, open, open.targets.length > MOST_AT_ONCE));
  }
  const asked = [...new Set(selection.ids)];
  if (asked.length === 0) return done(NOTHING);
  const ids = asked.slice(0, MOST_AT_ONCE).toSorted();
  const cart = await readCart(ctx.db, { ids, owner, paceSince });
  return cart === null
    ? refused({ code: 'not_found', what: 'invoice' })
    : done(review(ctx, cart, asked.length > MOST_AT_ONCE));
}

function review(ctx: Context, read: Cart, hasMore: boolean): Review {
  const now = ctx.now();
  const cart = { ...read, targets: read.targets.slice(0, MOST_AT_ONCE) };
  const reasons = whyNotEach(ctx, cart);
  const payable = cart.targets.filter(({ invoice }) => !reasons.has(invoice.id));
  const [currency, another] = new Set(payable.map(({ invoice }) => invoice.currency));
  return {
    payable: payable.map(({ invoice }) => payee(invoice, now)),
    leftOut: cart.targets.flatMap(({ invoice }) => {
      const reason = reasons.get(invoice.id);
      return reason === undefined ? [] : [{ ...payee(invoice, now), reason }];
    }),
    hasMore,
    saved: currency === undefined || another !== undefined ? [] : offerMethods(ctx, cart, currency),
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
