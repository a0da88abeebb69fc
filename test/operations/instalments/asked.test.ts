import { expect, it } from 'vitest';
import { reviewCart } from '../../../src/operations/checkout/review-cart.ts';
import { listOwnInvoices } from '../../../src/operations/portal/list-invoices.ts';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { send } from '../../support/worker/collecting.ts';
import { mustDraftInParts, planOf } from '../../support/worker/instalments.ts';
import { must, openShop } from '../../support/worker/shop.ts';
import { visitOf } from '../../support/worker/visits.ts';

const DAY = 24 * 3_600_000;

it('the portal’s button names what its page asks for: parts of an invoice in parts, as its own page does', async () => {
  const shop = await openShop();
  const { customerId } = await shop.invoice(10_000);
  const plan = planOf(['30', 0], ['30', 30], [null, 60]);
  const invoiceId = await mustDraftInParts(shop, customerId, { plan });
  await send(shop, invoiceId);
  const visit = await visitOf(shop, customerId);
  const said = async () => {
    const list = must(await listOwnInvoices(shop.ctx, { visit, filter: 'all', before: null, typed: '' }));
    const cart = must(
      await reviewCart(shop.ctx, { owner: visit, selection: { kind: 'currency', currency: 'USD' } }),
    );
    const page = await showInvoice(shop.ctx, invoiceId, { allLines: false });
    const review = cart.payable.reduce((sum, { remaining }) => sum + remaining, 0);
    const row = list.invoices.find(({ id }) => id === invoiceId);
    expect([row?.asked, page?.view.ledger.headline.amount]).toEqual([
      page?.view.plan?.asked?.amount,
      page?.view.plan?.asked?.amount,
    ]);
    return [list.sums[0]?.toPay, list.sums[0]?.askedNow, review];
  };
  expect(await said()).toEqual([110_000, 40_000, 40_000]);
  shop.advance(31 * DAY);
  expect(await said()).toEqual([110_000, 70_000, 70_000]);
  shop.advance(31 * DAY);
  expect(await said()).toEqual([110_000, 110_000, 110_000]);
});
