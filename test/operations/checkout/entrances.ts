import { eq } from 'drizzle-orm';
import { connections, invoices, payments } from '../../../src/db/schema/index.ts';
import type { Order, PayOutcome } from '../../../src/operations/checkout/order.ts';
import { linkOrder } from '../../../src/operations/checkout/order.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { customerWith, draftFor, setPolicy } from '../../support/worker/collecting.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { must, openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

/** Where the payer comes in, and how they pay. */
export const WAYS = ['link session', 'portal session', 'link saved', 'portal saved'] as const;
export type Way = (typeof WAYS)[number];

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** A customer with a card on file, whose invoices may be paid at both entrances and in both ways. */
export async function openScene() {
  const shop = await openShop();
  await setPolicy(shop, { publicSavedMethod: true });
  const customerId = await customerWith(shop, 'pm_card_visa');
  const [method] = await methodsOnFile(shop, customerId);
  const methodId = method?.id ?? '';
  const owner = { customerId, ...shop.scope };

  const orderOf = (way: Way, invoiceId: string): Order => {
    const link = { id: invoiceId, version: 1 };
    const from = { via: 'portal', owner } as const;
    const lines = [{ invoiceId, version: 1, amount: 'all' }] as const;
    switch (way) {
      case 'link session':
        return linkOrder(link);
      case 'link saved':
        return linkOrder(link, { methodId, version: 1 });
      case 'portal session':
        return { from, lines, methodId: null };
      case 'portal saved':
        return { from, lines, methodId };
    }
  };

  return {
    shop,
    customerId,
    methodId,
    orderOf,
    async invoice(amount = 12_000): Promise<string> {
      const invoiceId = await draftFor(shop, customerId, { amount });
      must(
        await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/finalize` }),
      );
      return invoiceId;
    },
    pay: (way: Way, invoiceId: string, ctx: Context = shop.ctx): Promise<PayOutcome> =>
      payCart(ctx, orderOf(way, invoiceId)),
    setInvoice: (invoiceId: string, row: Partial<typeof invoices.$inferInsert>) =>
      shop.ctx.db.update(invoices).set(row).where(eq(invoices.id, invoiceId)).run(),
    setConnection: (row: Partial<typeof connections.$inferInsert>) =>
      shop.ctx.db.update(connections).set(row).where(eq(connections.id, shop.connectionId)).run(),
    setPayment: (paymentId: string, row: Partial<typeof payments.$inferInsert>) =>
      shop.ctx.db.update(payments).set(row).where(eq(payments.id, paymentId)).run(),
  };
}

/** The session that the payer was sent to. */
export function sessionOf(outcome: PayOutcome): string {
  return sessionIn(outcome.kind === 'done' && outcome.value.kind === 'checkout' ? outcome.value.url : null);
}

/** Enters a bank account on the session that the payer was sent to. */
export const debitAt = (outcome: PayOutcome): Promise<Response> =>
  payAtStripe(sessionOf(outcome), { bank: '000123456789' });

/** The open payment that holds an invoice's slot. */
export async function slotOf(shop: Shop, invoiceId: string): Promise<string> {
  const slot = (await shop.slots()).find((taken) => taken.invoiceId === invoiceId);
  if (slot === undefined) throw new Error('no payment holds the slot');
  return slot.paymentId;
}

/** An outcome in one word: what was done, or why not. */
export function wordOf(outcome: PayOutcome): string {
  if (outcome.kind === 'done') return outcome.value.kind;
  if (outcome.kind !== 'refused') return outcome.kind;
  const { rejection } = outcome;
  return rejection.code === 'not_payable'
    ? `not_payable: ${rejection.invoices.map(({ reason }) => reason).join()}`
    : rejection.code;
}
