import { asc, eq } from 'drizzle-orm';
import { credits, disputes, emails, payments, refunds } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { requestRefund } from '../../../src/operations/refunds/request-refund.ts';
import { advanceBoth } from './events.ts';
import { openSession, readyInvoice } from './guards.ts';
import { must, payAtStripe, SANDBOX, type Shop } from './shop.ts';

const DAY = 86_400_000;
const KEY = { Authorization: 'Bearer sk_test_worker_suite' };

/** An invoice that is paid on Stripe's page and recorded; a bank debit settles first. */
export async function paidInvoice(
  shop: Shop,
  { amount = 12_000, currency = 'USD', method = {} as object } = {},
) {
  const invoice =
    currency === 'USD' ? await readyInvoice(shop, amount) : await shop.invoice(amount, currency);
  await shop.work();
  const sessionId = await openSession(shop, invoice.payPath);
  const before = new Set((await shop.payments()).map(({ id }) => id));
  const paid = await payAtStripe(sessionId, { card: '4242424242424242', ...method });
  if (paid.status !== 200) throw new Error(`Stripe took no payment: ${await paid.text()}`);
  if ('bank' in method) await advanceBoth(shop, 4 * DAY + 60_000);
  const [found] = await shop.ctx.db.select().from(payments).where(eq(payments.stripeSessionId, sessionId));
  if (found === undefined || !before.has(found.id)) throw new Error('no payment was made');
  const recorded = await recordOutcome(shop.ctx, found.id);
  if (recorded.state !== 'succeeded') throw new Error(`the payment is ${recorded.state}`);
  await shop.work();
  const intentId = recorded.intentId ?? '';
  return { ...invoice, sessionId, paymentId: found.id, intentId };
}

export const paymentRow = async (shop: Shop, paymentId: string) => {
  const [row] = await shop.ctx.db.select().from(payments).where(eq(payments.id, paymentId));
  if (row === undefined) throw new Error('no such payment');
  return row;
};

/** Our refunds of a payment, oldest first. */
export const refundRows = (shop: Shop, paymentId: string) =>
  shop.ctx.db.select().from(refunds).where(eq(refunds.paymentId, paymentId)).orderBy(asc(refunds.id)).all();

export const disputeRows = (shop: Shop, paymentId: string) =>
  shop.ctx.db
    .select()
    .from(disputes)
    .where(eq(disputes.paymentId, paymentId))
    .orderBy(asc(disputes.id))
    .all();

export const creditRows = (shop: Shop, customerId: string) =>
  shop.ctx.db.select().from(credits).where(eq(credits.customerId, customerId)).orderBy(asc(credits.id)).all();

/** The templates that were queued about an invoice, sorted, except those about its sending. */
export async function templatesQueuedFor(shop: Shop, invoiceId: string): Promise<string[]> {
  const rows = await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId));
  return rows
    .map(({ template }) => template)
    .filter((template) => template !== 'receipt')
    .toSorted();
}

/** Requests a refund; in full if no amount is given. */
export async function refund(
  shop: Shop,
  paymentId: string,
  amount: number | null = null,
  refundId: string = newId(shop.ctx, 'ref'),
): Promise<string> {
  const ask = { paymentId, refundId, commandId: refundId, amount, reason: null, requestedBy: 'Ann' };
  return must(await requestRefund(shop.ctx, { scope: shop.scope, ...ask })).refundId;
}

export type AtStripe = { readonly id: string; readonly amount: number; readonly status: string };

/** What Stripe has of a PaymentIntent, newest first. */
export async function atStripe(kind: 'refunds' | 'disputes', intentId: string): Promise<AtStripe[]> {
  const answer = await fetch(`${SANDBOX}/v1/${kind}?payment_intent=${intentId}&limit=100`, { headers: KEY });
  const { data }: { data: AtStripe[] } = await answer.json();
  return data;
}

/** Somebody refunds in Stripe's own dashboard; the refund's id. */
export async function refundInDashboard(intentId: string, amount?: number): Promise<string> {
  const body = new URLSearchParams({ payment_intent: intentId });
  if (amount !== undefined) body.set('amount', String(amount));
  const answer = await fetch(`${SANDBOX}/v1/refunds`, { method: 'POST', headers: KEY, body });
  const made: { id?: string } = await answer.json();
  if (made.id === undefined) throw new Error(`not refunded: ${JSON.stringify(made)}`);
  return made.id;
}

/** Events from outside: a settlement, a decision, a dispute. */
export async function outside(path: string, body: object = {}): Promise<void> {
  const answer = await fetch(`${SANDBOX}/_sandbox${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}
