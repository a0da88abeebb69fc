import { expect, it } from 'vitest';
import { readCollectable } from '../../../src/db/queries/collectable.ts';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { saveDecision } from '../../../src/operations/collection/save-decision.ts';
import { collectionFacts } from '../../../src/operations/facts/collection-facts.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { sendNew, setPolicy } from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { attachAtStripe, stripeCustomerOf } from '../../support/worker/methods.ts';
import { must, openShop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

it('a decision on what was so before a method came is looked at again at once, though another was faster', async () => {
  const shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send', retryDays: [3], remindDays: [] });
  const { customerId } = await shop.invoice(100);
  const follow = async () =>
    must(await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId }));
  const invoiceId = await sendNew(shop, customerId);
  const first = await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_visa');
  await follow();
  await collectInvoice(shop.ctx, invoiceId);
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectReason: 'awaiting_choice' });
  await askStripe('POST', `/v1/payment_methods/${first}/detach`, {});
  await follow();
  const read = await readCollectable(shop.ctx.db, invoiceId, shop.ctx.now());
  if (read === null) throw new Error('the invoice is there');
  // Its worker stands still. A method comes, and another worker finds nothing new to say: the customer is asked already.
  await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_mastercard');
  await follow();
  await collectInvoice(shop.ctx, invoiceId);
  const facts = collectionFacts(shop.ctx, read);
  const decision = nextStep(facts);
  if (decision.step.kind !== 'rest') throw new Error('nothing is charged without a method');
  await saveDecision(shop.ctx, read, facts, { ...decision, step: decision.step });
  const overtaken = await invoiceRow(shop, invoiceId);
  expect(overtaken).toMatchObject({ collectReason: 'no_method' });
  expect(overtaken.nextCheckAt).toBeLessThanOrEqual(shop.ctx.now());
  await collectInvoice(shop.ctx, invoiceId);
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectReason: 'awaiting_choice' });
});
