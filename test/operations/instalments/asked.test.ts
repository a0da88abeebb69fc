import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { invoices } from '../../../src/db/schema/index.ts';
import { MOST_AT_ONCE } from '../../../src/operations/checkout/order.ts';
import { reviewCart } from '../../../src/operations/checkout/review-cart.ts';
import type { Visit } from '../../../src/operations/facts/visit.ts';
import { recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { listOwnInvoices } from '../../../src/operations/portal/list-invoices.ts';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { send } from '../../support/worker/collecting.ts';
import { cash } from '../../support/worker/guards.ts';
import { mustDraftInParts, planOf } from '../../support/worker/instalments.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { visitOf } from '../../support/worker/visits.ts';

const DAY = 24 * 3_600_000;

/** What the portal's button names, and what the page that it leads to adds up. */
async function bothSay(shop: Shop, visit: Visit) {
  const list = must(await listOwnInvoices(shop.ctx, { visit, filter: 'all', before: null, typed: '' }));
  const cart = must(
    await reviewCart(shop.ctx, { owner: visit, selection: { kind: 'currency', currency: 'USD' } }),
  );
  const review = cart.payable.reduce((sum, { remaining }) => sum + remaining, 0);
  return { list, said: [list.sums[0]?.toPay, list.sums[0]?.payNow, review] };
}

it('the portal’s button names what its page asks for: parts of an invoice in parts, as its own page does', async () => {
  const shop = await openShop();
  const { customerId } = await shop.invoice(10_000);
  const plan = planOf(['30', 0], ['30', 30], [null, 60]);
  const invoiceId = await mustDraftInParts(shop, customerId, { plan });
  await send(shop, invoiceId);
  const visit = await visitOf(shop, customerId);
  const told = async () => {
    const { list, said } = await bothSay(shop, visit);
    const page = await showInvoice(shop.ctx, invoiceId, { allLines: false });
    const row = list.invoices.find(({ id }) => id === invoiceId);
    expect([row?.asked, page?.view.ledger.headline.amount]).toEqual([
      page?.view.plan?.asked?.amount,
      page?.view.plan?.asked?.amount,
    ]);
    return said;
  };
  expect(await told()).toEqual([110_000, 40_000, 40_000]);
  shop.advance(31 * DAY);
  expect(await told()).toEqual([110_000, 70_000, 70_000]);
  shop.advance(31 * DAY);
  expect(await told()).toEqual([110_000, 110_000, 110_000]);
});

it('what is left of a part and too small for Stripe goes with the next one, on the button as on its page', async () => {
  const shop = await openShop();
  const { customerId } = await shop.invoice(10_000);
  const plan = planOf(['30', 0], ['30', 30], [null, 60]);
  const invoiceId = await mustDraftInParts(shop, customerId, { plan });
  await send(shop, invoiceId);
  const payment = cash(29_990);
  must(await recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'cash', payment }));
  const { said } = await bothSay(shop, await visitOf(shop, customerId));
  // Ten cents of the first part, the second, and the other invoice.
  expect(said).toEqual([80_010, 40_010, 40_010]);
});

it('what cannot be paid online, and what one payment has no room for, is not on the button', async () => {
  const shop = await openShop();
  const { customerId, invoiceId } = await shop.invoice(10_000);
  const visit = await visitOf(shop, customerId);
  for (let more = 0; more < MOST_AT_ONCE; more += 1) {
    await send(shop, await mustDraftInParts(shop, customerId, { amount: 1_000, dueDate: '2030-02-28' }));
  }
  expect((await bothSay(shop, visit)).said).toEqual([30_000, 29_000, 29_000]);
  await shop.ctx.db.update(invoices).set({ frozenAt: shop.ctx.now() }).where(eq(invoices.id, invoiceId));
  expect((await bothSay(shop, visit)).said).toEqual([30_000, 19_000, 19_000]);
  await shop.ctx.db.update(invoices).set({ frozenAt: shop.ctx.now() });
  expect((await bothSay(shop, visit)).said).toEqual([30_000, null, 0]);
});
