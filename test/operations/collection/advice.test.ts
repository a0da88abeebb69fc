import { beforeEach, describe, expect, it } from 'vitest';
import { payments } from '../../../src/db/schema/index.ts';
import { apiClient } from '../../support/worker/api.ts';
import { attemptsAt, customerWith, sendNew, setPolicy, tick } from '../../support/worker/collecting.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { paymentRow } from '../../support/worker/money.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { controlStripe } from '../../support/worker/stripe.ts';

const DAY = 24 * 3_600_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send', retryDays: [3, 5], remindDays: [] });
});

/** A customer whose first card its issuer declines so from now on. */
async function declinedCustomer(
  decline: object,
  ...methods: readonly [string, ...string[]]
): Promise<string> {
  // A test card is the same card in every test: what it failed before is not of this one.
  await shop.ctx.db.update(payments).set({ fingerprint: null });
  const customerId = await customerWith(shop, ...methods);
  const [first] = await methodsOnFile(shop, customerId);
  await controlStripe(`/payment_methods/${first?.stripePaymentMethodId}/decline`, decline);
  return customerId;
}

async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    shop.advance(DAY);
    await tick(shop);
    await tick(shop);
  }
}

const generic = (adviceCode: string | null) => ({ declineCode: 'generic_decline', adviceCode });

describe('a decline with Stripe’s advice', () => {
  it('not to try again ends all charges by that card: of this invoice, and of one that is sent months later', async () => {
    const customerId = await declinedCustomer(generic('do_not_try_again'), 'pm_card_visa');
    const invoiceId = await sendNew(shop, customerId);
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ failureCode: 'generic_decline' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectStage: 'needs_customer' });
    await days(10);
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(1);
    shop.advance(60 * DAY);
    await tick(shop);
    const later = await sendNew(shop, customerId, { amount: 500 });
    await days(2);
    expect(await attemptsAt(shop, later)).toEqual([]);
  });

  it('not to try again has the next method charged instead', async () => {
    const customerId = await declinedCustomer(
      generic('do_not_try_again'),
      'pm_card_visa',
      'pm_card_mastercard',
    );
    const invoiceId = await sendNew(shop, customerId);
    await tick(shop);
    await days(4);
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ state: 'failed' }, { state: 'succeeded' }]);
  });

  it('to confirm the card’s data waits for the customer; to try later, or in a word that is new, is repeated', async () => {
    const attempts = async (advice: string | null) => {
      const customerId = await declinedCustomer(generic(advice), 'pm_card_visa');
      const invoiceId = await sendNew(shop, customerId);
      await days(4);
      return (await attemptsAt(shop, invoiceId)).length;
    };
    expect(await attempts('confirm_card_data')).toBe(1);
    expect(await attempts('try_again_later')).toBe(2);
    expect(await attempts('a_word_of_next_year')).toBe(2);
    expect(await attempts(null)).toBe(2);
  });

  it('of Mastercard’s own, 03 or 21, is heeded where Stripe says nothing of it; its 02 is not one of them', async () => {
    const attempts = async (networkAdviceCode: string, card: string) => {
      const customerId = await declinedCustomer({ ...generic(null), networkAdviceCode }, card);
      const invoiceId = await sendNew(shop, customerId);
      await days(4);
      return (await attemptsAt(shop, invoiceId)).length;
    };
    expect(await attempts('03', 'pm_card_mastercard')).toBe(1);
    expect(await attempts('21', 'pm_card_mastercard')).toBe(1);
    expect(await attempts('02', 'pm_card_mastercard')).toBe(2);
    expect(await attempts('03', 'pm_card_visa')).toBe(2);
  });

  it('is kept, shown by the API as Stripe’s word, and told by the timeline', async () => {
    const customerId = await declinedCustomer(generic('do_not_try_again'), 'pm_card_visa');
    const invoiceId = await sendNew(shop, customerId);
    const [attempt] = await attemptsAt(shop, invoiceId);
    const paymentId = attempt?.id ?? '';
    expect(await paymentRow(shop, paymentId)).toMatchObject({ adviceCode: 'do_not_try_again' });
    const api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
    const { body } = await api('GET', `/payments/${paymentId}`);
    expect(body).toMatchObject({ failureCode: 'generic_decline', adviceCode: 'do_not_try_again' });
    const told = await api('GET', `/invoices/${invoiceId}/timeline?limit=100`);
    expect(JSON.stringify(told.body)).toContain('Stripe advises: do not try again.');
  });
});
