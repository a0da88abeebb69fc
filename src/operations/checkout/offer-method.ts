import { type Cart, readCart } from '../../db/queries/cart.ts';
import { mayOffer } from '../../domain/collection/may-offer.ts';
import { inOrder } from '../../domain/collection/order.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import type { Context } from '../core/context.ts';
import { methodOnFile } from '../facts/collection-facts.ts';

/** A method on file that a payer is offered: *Pay $420.00 with Visa •••• 4242*. */
export type SavedMethod = {
  readonly methodId: string;
  readonly card: MethodCard;
  /** The version that was shown; paying sends it back. */
  readonly invoiceVersion: number;
};

/** The customer's methods that may be offered in a currency, in the order of charging. */
export const offeredMethods = (
  ctx: Context,
  { methods, merchant, customer }: Pick<Cart, 'methods' | 'merchant' | 'customer'>,
  currency: string,
) =>
  inOrder(methods).filter((method) =>
    mayOffer(methodOnFile(method, customer), currency, merchant.timeZone, ctx.now()),
  );

/**
 * The method on file that is offered for one of a cart's invoices; null where there is none. The caller decides whether
 * it may be offered at all (in the customer's own portal, or if the merchant enabled it for links).
 */
export function offerMethod(
  ctx: Context,
  cart: Pick<Cart, 'methods' | 'merchant' | 'customer'>,
  { currency, version }: Cart['targets'][number]['invoice'],
): SavedMethod | null {
  const [first] = offeredMethods(ctx, cart, currency);
  return first === undefined ? null : { methodId: first.id, card: first.summary, invoiceVersion: version };
}

/** The method on file that an invoice's payer is offered, in one D1 round trip. */
export async function savedMethodFor(ctx: Context, invoiceId: string): Promise<SavedMethod | null> {
  const cart = await readCart(ctx.db, { ids: [invoiceId], owner: null, paceSince: ctx.now() });
  const [target] = cart?.targets ?? [];
  return cart === null || target === undefined ? null : offerMethod(ctx, cart, target.invoice);
}
