import { and, eq } from 'drizzle-orm';
import { customers, emails, merchants, payments, paymentTargets } from '../../../src/db/schema/index.ts';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { sweepDue } from '../../../src/operations/collection/sweep-due.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { createDraft } from '../../../src/operations/invoices/create-draft.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { attachAtStripe, stripeCustomerOf } from './methods.ts';
import { must, type Shop } from './shop.ts';

/** Sets the merchant's collection settings. */
export const setPolicy = async (
  shop: Shop,
  policy: Partial<typeof merchants.$inferInsert>,
): Promise<void> => {
  await shop.ctx.db.update(merchants).set(policy).where(eq(merchants.id, shop.scope.merchantId));
};

/** Sets one customer's collection policy. */
export const setCustomer = async (
  shop: Shop,
  customerId: string,
  choice: Partial<typeof customers.$inferInsert>,
): Promise<void> => {
  await shop.ctx.db.update(customers).set(choice).where(eq(customers.id, customerId));
};

/** A customer with methods on file at Stripe, in this order: the first is the default. */
export async function customerWith(shop: Shop, ...methods: readonly string[]): Promise<string> {
  const { customerId } = await shop.invoice(100);
  await shop.work();
  const stripeCustomer = await stripeCustomerOf(shop, customerId);
  for (const method of methods) {
    await attachAtStripe(stripeCustomer, method);
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    shop.advance(1000);
  }
  return customerId;
}

/** A draft for a customer; `dueDate` as `YYYY-MM-DD`. */
export async function draftFor(
  shop: Shop,
  customerId: string,
  { amount = 12_000, dueDate = '2030-01-31', currency = 'USD' } = {},
): Promise<string> {
  const invoiceId = newId(shop.ctx, 'inv');
  const draft = {
    customerId,
    currency: parseCurrency(currency),
    dueDate: parseLocalDate(dueDate),
    notes: null,
    paymentLink: true,
    lines: [{ description: 'Work', quantity: '1', unitAmount: amount, discount: null, taxRates: [] }],
  };
  must(await createDraft(shop.ctx, { scope: shop.scope, invoiceId, commandId: invoiceId, draft }));
  return invoiceId;
}

/** Sends an invoice, as staff does, and nothing after it. */
export async function send(shop: Shop, invoiceId: string): Promise<void> {
  const ask = { invoiceId, commandId: `${invoiceId}/send`, to: null };
  must(await sendInvoice(shop.ctx, { scope: shop.scope, ...ask }));
}

/** A new invoice, sent, with everything done that follows at once. */
export async function sendNew(shop: Shop, customerId: string, draft: Parameters<typeof draftFor>[2] = {}) {
  const invoiceId = await draftFor(shop, customerId, draft);
  await send(shop, invoiceId);
  await shop.work();
  return invoiceId;
}

/** A cron tick and what it enqueues; delayed messages run at once. */
export async function tick(shop: Shop): Promise<void> {
  await readStripeEvents(shop.ctx);
  await sweepDue(shop.ctx);
  await shop.work();
}

export const collect = (shop: Shop, invoiceId: string) => collectInvoice(shop.ctx, invoiceId);

/** The attempts at one invoice, oldest first. */
export const attemptsAt = (shop: Shop, invoiceId: string) =>
  shop.ctx.db
    .select({
      id: payments.id,
      state: payments.state,
      via: payments.via,
      failureCode: payments.failureCode,
      closeReason: payments.closeReason,
      methodId: payments.paymentMethodId,
      intentId: payments.stripePaymentIntentId,
    })
    .from(payments)
    .innerJoin(paymentTargets, eq(paymentTargets.paymentId, payments.id))
    .where(eq(paymentTargets.invoiceId, invoiceId))
    .orderBy(payments.attempt)
    .all();

/** The templates that anybody was sent about an invoice, sorted; not what was untrue by the time it would have gone. */
export async function templatesSentAbout(shop: Shop, invoiceId: string): Promise<readonly string[]> {
  const rows = await shop.ctx.db
    .select({ template: emails.template })
    .from(emails)
    .where(and(eq(emails.invoiceId, invoiceId), eq(emails.state, 'sent')));
  return rows.map(({ template }) => template).toSorted();
}
