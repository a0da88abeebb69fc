import { expect, it } from 'vitest';
import { newId } from '../../../src/operations/core/context.ts';
import { updateSettings } from '../../../src/operations/merchants/update-settings.ts';
import { attemptsAt, customerWith, sendNew, setPolicy, tick } from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { must, openShop } from '../../support/worker/shop.ts';

/** A business in New York with one customer whose card is on file, and one invoice due on 31 January of a year to come. */
async function planned() {
  const shop = await openShop();
  // All tests share one clock at Stripe, and some advance it.
  const year = new Date(shop.ctx.now() + 60 * 86_400_000).getUTCFullYear() + 1;
  const utc = (text: string) => Date.parse(`${year}-${text}`);
  await setPolicy(shop, { collectPolicy: 'on_due_date' });
  const customerId = await customerWith(shop, 'pm_card_visa');
  const invoiceId = await sendNew(shop, customerId, { dueDate: `${year}-01-31` });
  const change = async (wishes: Parameters<typeof updateSettings>[1]['change']) => {
    must(
      await updateSettings(shop.ctx, {
        scope: shop.scope,
        commandId: newId(shop.ctx, 'req'),
        change: wishes,
      }),
    );
    // The effect makes them due; the next tick checks them.
    await shop.work();
    await tick(shop);
    return invoiceRow(shop, invoiceId);
  };
  return { shop, invoiceId, change, utc };
}

it('a changed hour counts for what is planned already', async () => {
  const { shop, invoiceId, change, utc } = await planned();
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({
    collectStage: 'scheduled',
    collectAt: utc('01-31T14:00:00Z'),
  });
  expect(await change({ hour: 15, noticeDays: 5 })).toMatchObject({
    collectAt: utc('01-31T20:00:00Z'),
    nextCheckAt: utc('01-26T20:00:00Z'),
  });
});

it('an invoice that was announced is not charged before that, whatever is chosen since', async () => {
  const { shop, invoiceId, change, utc } = await planned();
  shop.advance(utc('01-29T00:00:00Z') - shop.ctx.now());
  await tick(shop);
  const announced = utc('01-31T14:00:00Z');
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ noticedFor: announced });
  expect(await change({ policy: 'on_send' })).toMatchObject({
    collectAt: announced,
    collectReason: 'noticed',
  });
  expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  shop.advance(announced - shop.ctx.now());
  await tick(shop);
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
});

it('switched off, nothing is charged any more', async () => {
  const { shop, invoiceId, change, utc } = await planned();
  expect(await change({ policy: 'never' })).toMatchObject({
    collectStage: 'off',
    collectReason: 'policy_never',
    collectAt: null,
  });
  shop.advance(utc('01-31T23:00:00Z') - shop.ctx.now());
  await tick(shop);
  expect(await attemptsAt(shop, invoiceId)).toEqual([]);
});
