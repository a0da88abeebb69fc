import { type Cart, readCart } from '../../db/queries/cart.ts';
import { mayOffer } from '../../domain/collection/may-offer.ts';
import { inOrder, leaderOf } from '../../domain/collection/order.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import { type Done, done } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { methodOnFile } from '../facts/collection-facts.ts';
import type { Owner } from '../facts/visit.ts';

/** A method on file that a payer is offered: *Pay $420.00 with Visa •••• 4242*. */
export type SavedMethod = {
  readonly methodId: string;
  readonly card: MethodCard;
  readonly isDefault: boolean;
};

/** What the holder of a link is offered beside Stripe's page. */
export type LinkOffer = {
  /** `owner`: signed in to the portal as the invoice's customer; `anybody`: the merchant switched it on for links. */
  readonly to: 'owner' | 'anybody';
  readonly methods: readonly [SavedMethod, ...SavedMethod[]];
  /** The version that was shown; paying sends it back. */
  readonly invoiceVersion: number;
};

type OnFile = Pick<Cart, 'methods' | 'merchant' | 'customer' | 'connection'>;

/** The customer's methods that may be offered in a currency, in the order of charging. */
export function offeredMethods(
  ctx: Context,
  { methods, merchant, customer, connection }: OnFile,
  currency: string,
) {
  const takes = { card: connection?.takesCard ?? true, ach: connection?.takesAch ?? true };
  const offering = { currency, timeZone: merchant.timeZone, now: ctx.now(), takes };
  return inOrder(methods).filter((method) => mayOffer(methodOnFile(method, customer), offering));
}

/** The same as the customer sees them in the portal. */
export function offerMethods(ctx: Context, onFile: OnFile, currency: string): readonly SavedMethod[] {
  const leader = leaderOf(onFile.methods);
  return offeredMethods(ctx, onFile, currency).map(({ id, summary }) => ({
    methodId: id,
    card: summary,
    isDefault: id === leader?.id,
  }));
}

/**
 * What the holder of an invoice's link is offered: the customer all that is on file, anybody else the first of it if the
 * merchant enabled that for links, and otherwise nothing.
 */
export function offerByLink(
  ctx: Context,
  { invoice, ...onFile }: OnFile & { readonly invoice: Cart['targets'][number]['invoice'] },
  viewer: Owner | null,
): LinkOffer | null {
  const isOwner = isOwnedBy(invoice, viewer);
  if (!isOwner && !onFile.merchant.publicSavedMethod) return null;
  const [first, ...others] = offerMethods(ctx, onFile, invoice.currency);
  if (first === undefined) return null;
  const methods = isOwner ? ([first, ...others] as const) : ([first] as const);
  return { to: isOwner ? 'owner' : 'anybody', methods, invoiceVersion: invoice.version };
}

type Owned = { readonly customerId: string; readonly merchantId: string; readonly livemode: boolean };

/** Whether a visitor is signed in as an invoice's customer. */
export const isOwnedBy = (invoice: Owned, viewer: Owner | null): boolean =>
  viewer !== null &&
  viewer.customerId === invoice.customerId &&
  viewer.merchantId === invoice.merchantId &&
  viewer.livemode === invoice.livemode;

/** What the holder of an invoice's link is offered, in one D1 round trip; null for nothing. */
export async function linkOfferFor(
  ctx: Context,
  { invoiceId, viewer }: { readonly invoiceId: string; readonly viewer: Owner | null },
): Promise<Done<LinkOffer | null>> {
  const cart = await readCart(ctx.db, { ids: [invoiceId], owner: null, paceSince: ctx.now() });
  const [target] = cart?.targets ?? [];
  return done(
    cart === null || target === undefined
      ? null
      : offerByLink(ctx, { ...cart, invoice: target.invoice }, viewer),
  );
}
