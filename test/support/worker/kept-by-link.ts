import { asc, eq } from 'drizzle-orm';
import { agreements, emails, payments } from '../../../src/db/schema/index.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { stripeCustomerOf } from './methods.ts';
import { payAtStripe, type Shop, sessionIn } from './shop.ts';
import { askStripe } from './stripe.ts';

/** Opens a pay link and gives the id of the session that it leads to. */
export async function openLink(shop: Shop, payPath: string): Promise<string> {
  const answer = await shop.request(payPath, { method: 'POST' });
  return sessionIn(answer.headers.get('location'));
}

/**
 * Stripe's customer has no address of its own, so that its page asks whoever pays for theirs: where it has one, Stripe
 * shows that and takes no other.
 */
export async function askPayerForAddress(shop: Shop, customerId: string): Promise<void> {
  await shop.work();
  await askStripe('POST', `/v1/customers/${await stripeCustomerOf(shop, customerId)}`, { email: '' });
}

/** Somebody pays by link; then everything that follows is done, by events that are read or a sweep. */
export async function payByLink(shop: Shop, payPath: string, payer: object = {}): Promise<string> {
  const session = await openLink(shop, payPath);
  const paid = await payAtStripe(session, { card: '4242424242424242', ...payer });
  if (!paid.ok) throw new Error(await paid.text());
  await followed(shop);
  return session;
}

/** Days pass, with what is due of an invoice checked once a day. */
export async function daysPass(shop: Shop, invoiceId: string, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    shop.advance(24 * 3_600_000);
    await followed(shop);
    await collectInvoice(shop.ctx, invoiceId);
    await shop.work();
  }
}

export async function followed(shop: Shop): Promise<void> {
  await readStripeEvents(shop.ctx);
  await shop.work();
  await shop.sweepSoon();
  await shop.work();
}

/** The mails about no invoice that a customer's payments led to, by template and recipient. */
export const mailsAbout = async (shop: Shop, customerId: string): Promise<readonly string[]> => {
  const rows = await shop.ctx.db
    .select()
    .from(emails)
    .where(eq(emails.customerId, customerId))
    .orderBy(asc(emails.id));
  return rows.map(({ template, recipient }) => `${template} ${recipient}`).toSorted();
};

export const agreementsOf = (shop: Shop, customerId: string) =>
  shop.ctx.db.select().from(agreements).where(eq(agreements.customerId, customerId)).all();

/** The path on which whoever paid a customer's only payment by link refuses. */
export async function refusePathOf(shop: Shop, customerId: string): Promise<string> {
  const [payment] = await shop.ctx.db
    .select()
    .from(payments)
    .where(eq(payments.customerId, customerId))
    .orderBy(asc(payments.id));
  return new URL(await shop.ctx.links.url('refuse', { id: payment?.id ?? '', version: 1 })).pathname;
}
