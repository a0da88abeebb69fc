import { and, asc, eq } from 'drizzle-orm';
import { emails, methodSetups, paymentMethods, stripeCustomers } from '../../../src/db/schema/index.ts';
import type { TypedAccount } from '../../../src/domain/methods/bank-account.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { ensureStripeCustomer } from '../../../src/operations/customers/ensure-stripe-customer.ts';
import { addBankAccount } from '../../../src/operations/methods/add-bank-account.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import type { Shop } from './shop.ts';
import { askStripe, controlStripe } from './stripe.ts';

/** The Stripe customer linked to ours. */
export async function stripeCustomerOf(shop: Shop, customerId: string): Promise<string> {
  const [row] = await shop.ctx.db
    .select({ id: stripeCustomers.stripeCustomerId })
    .from(stripeCustomers)
    .where(
      and(eq(stripeCustomers.customerId, customerId), eq(stripeCustomers.connectionId, shop.connectionId)),
    );
  if (row === undefined || row.id === null) throw new Error('no Stripe customer yet');
  return row.id;
}

/** Saves a method as the merchant's own use of Stripe's API would; its id. */
export async function attachAtStripe(stripeCustomer: string, method: string): Promise<string> {
  const { id } = await askStripe('POST', `/v1/payment_methods/${method}/attach`, {
    customer: stripeCustomer,
  });
  return String(id);
}

/** The network's own update of a saved card. */
export const updateCardAtStripe = (
  method: string,
  update: { expMonth?: number; expYear?: number; number?: string },
): Promise<void> => controlStripe(`/payment_methods/${method}/update_card`, update);

/** The scope of a test's customer. */
export const ownerOf = (shop: Shop, customerId: string) => ({ ...shop.scope, customerId });

/** Consent as a browser would have given it. */
export const AGREED = {
  version: '2026-11',
  locale: 'en',
  text: 'Northwind may debit the account.',
  by: 'payer@payer.test',
  ipAddress: '203.0.113.7',
  userAgent: 'Test browser',
} as const;

/** The form for a bank account, filled in with one of Stripe's test accounts. */
export const typedAccount = (more: Partial<TypedAccount> = {}): TypedAccount => ({
  accountNumber: '000123456789',
  holderName: 'Jane Payer',
  holderType: 'individual',
  country: 'US',
  currency: 'USD',
  routingNumber: '110000000',
  ...more,
});

/** What a customer has on file, in its order. */
export const methodsOnFile = (shop: Shop, customerId: string) =>
  shop.ctx.db
    .select()
    .from(paymentMethods)
    .where(eq(paymentMethods.customerId, customerId))
    .orderBy(asc(paymentMethods.position))
    .all();

/** A set-up's row. */
export async function setupRow(shop: Shop, setupId: string) {
  const [row] = await shop.ctx.db.select().from(methodSetups).where(eq(methodSetups.id, setupId));
  if (row === undefined) throw new Error('no such set-up');
  return row;
}

/** The messages that are about a customer and no invoice, oldest first. */
export const messagesTo = async (shop: Shop, customerId: string) =>
  (
    await shop.ctx.db
      .select({ facts: emails.facts })
      .from(emails)
      .where(eq(emails.customerId, customerId))
      .orderBy(asc(emails.createdAt))
  ).map(({ facts }) => facts);

/** Puts a card on file, and an account that waits for its deposits. */
export async function putOnFile(
  shop: Shop,
  customerId: string,
): Promise<{ readonly methodId: string; readonly setupId: string }> {
  const { stripeCustomerId } = await ensureStripeCustomer(shop.ctx, {
    customerId,
    connectionId: shop.connectionId,
  });
  await attachAtStripe(stripeCustomerId ?? '', 'pm_card_visa');
  await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
  const setupId = newId(shop.ctx, 'set');
  const typed = typedAccount();
  await addBankAccount(shop.ctx, { who: ownerOf(shop, customerId), setupId, typed, agreed: AGREED });
  const [card] = await methodsOnFile(shop, customerId);
  return { methodId: card?.id ?? '', setupId };
}
