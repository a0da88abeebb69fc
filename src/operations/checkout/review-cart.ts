import { type Cart, readCart, readOpenCart } from '../../db/queries/cart.ts';
import type { NotPayable } from '../../domain/invoice/link.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { amountRemaining, isOverdue } from '../../domain/invoice/state.ts';
import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import { partTermsOf, standingOf } from '../facts/plan.ts';
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
  /** What is asked for now: of a plan what is due of it, else all that remains. */
  readonly remaining: number;
  /** All that remains. */
  readonly owed: number;
  /** Whether parts of any size may be paid, and the least; null where they may not. */
  readonly ownPart: { readonly least: number | null } | null;
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
  const cart = { ...read, targets: read.targets.slice(0, MOST_AT_ONCE) };
  const reasons = whyNotEach(ctx, cart);
  const payable = cart.targets.filter(({ invoice }) => !reasons.has(invoice.id));
  const [currency, another] = new Set(payable.map(({ invoice }) => invoice.currency));
  return {
    payable: payable.map((target) => payee(ctx, cart, target)),
    leftOut: cart.targets.flatMap((target) => {
      const reason = reasons.get(target.invoice.id);
      return reason === undefined ? [] : [{ ...payee(ctx, cart, target), reason }];
    }),
    hasMore,
    saved: currency === undefined || another !== undefined ? [] : offerMethods(ctx, cart, currency),
  };
}

function payee(ctx: Context, cart: Cart, { invoice, plan }: Cart['targets'][number]): Payee {
  const standing = standingOf(ctx, invoice, plan);
  const { allowed, least } = partTermsOf(invoice, plan, cart);
  return {
    id: invoice.id,
    version: invoice.version,
    number: invoiceNumber(invoice) ?? '',
    currency: invoice.currency,
    dueOn: standing?.asked?.dueDate ?? invoice.dueDate,
    overdue: isOverdue(invoice, ctx.now()),
    total: invoice.amountDue,
    remaining: standing?.asked?.amount ?? amountRemaining(invoice),
    owed: amountRemaining(invoice),
    ownPart: allowed ? { least } : null,
  };
}
