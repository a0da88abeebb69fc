import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { attemptsAt, sendNew, setPolicy } from '../../support/worker/collecting.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import {
  agreementsOf,
  askPayerForAddress,
  followed,
  mailsAbout,
  openLink,
  payByLink,
} from '../../support/worker/kept-by-link.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const FRIEND = 'friend@example.com';

let shop: Shop;
let customerId: string;
let payPath: string;
let viewPath: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send' });
  ({ customerId, payPath, viewPath } = await shop.invoice(100));
  await askPayerForAddress(shop, customerId);
});
afterEach(mendStripe);

const requested = async () => {
  const rows = await shop.payments();
  return JSON.parse(rows.at(-1)?.request ?? '{}');
};
const pageAt = async (path: string): Promise<string> => (await shop.request(path)).text();
const pages = async () => [await pageAt(payPath), await pageAt(viewPath)].join();

describe('the merchant chooses what a link keeps', () => {
  it('only what the payer ticks, which Stripe shows to nobody else', async () => {
    await setPolicy(shop, { linkKeeps: 'if_asked' });
    expect(await pages()).toContain('If you choose to save your payment details when you pay');
    await openLink(shop, payPath);
    const params = await requested();
    expect(params).toMatchObject({
      saved_payment_method_options: { payment_method_save: 'enabled' },
      payment_method_data: { allow_redisplay: 'limited' },
    });
    expect(params.payment_intent_data).not.toHaveProperty('setup_future_usage');
    await payByLink(shop, payPath, { email: FRIEND, keep: true, fields: { payeremail: FRIEND } });
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ payerEmail: FRIEND, confirmedAt: null }]);
    expect(await agreementsOf(shop, customerId)).toMatchObject([{ kind: 'link_payment', agreedBy: FRIEND }]);
  });

  it('and nothing where the payer did not tick it', async () => {
    await setPolicy(shop, { linkKeeps: 'if_asked' });
    await payByLink(shop, payPath, { email: FRIEND });
    expect(await methodsOnFile(shop, customerId)).toEqual([]);
    expect(await agreementsOf(shop, customerId)).toEqual([]);
    expect(await mailsAbout(shop, customerId)).toEqual([]);
  });

  it('or nothing at all, and then nothing is said of it', async () => {
    await setPolicy(shop, { linkKeeps: 'never' });
    expect(await pages()).not.toContain('kept for later invoices');
    await openLink(shop, payPath);
    const params = await requested();
    await payByLink(shop, payPath, { email: FRIEND });
    expect(params).not.toHaveProperty('custom_text');
    expect(params.payment_intent_data).not.toHaveProperty('setup_future_usage');
    expect(await methodsOnFile(shop, customerId)).toEqual([]);
  });

  it('and nothing is kept or said where no later invoice would be charged', async () => {
    await setPolicy(shop, { collectPolicy: 'never' });
    expect(await pages()).not.toContain('kept for later invoices');
    await payByLink(shop, payPath);
    expect(await methodsOnFile(shop, customerId)).toEqual([]);
  });
});

describe('a session that was opened before the merchant chose otherwise', () => {
  it('holds what its payer was told, and the link leads to a new one', async () => {
    const session = await openLink(shop, payPath);
    expect(await openLink(shop, payPath)).toBe(session);
    await setPolicy(shop, { linkKeeps: 'never' });
    const another = await openLink(shop, payPath);
    expect(another).not.toBe(session);
    expect(await requested()).not.toHaveProperty('custom_text');
  });

  it('keeps what its payer had agreed to, with the agreement, and waits for its customer', async () => {
    const session = await openLink(shop, payPath);
    await setPolicy(shop, { linkKeeps: 'never' });
    await payAtStripe(session, { card: '4242424242424242', email: FRIEND });
    await followed(shop);
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ payerEmail: FRIEND, confirmedAt: null }]);
    expect(await agreementsOf(shop, customerId)).toHaveLength(1);
    const invoiceId = await sendNew(shop, customerId);
    await collectInvoice(shop.ctx, invoiceId);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });
});

describe('where Stripe does not take what keeping needs', () => {
  it.each([
    ['custom_text[submit][message]', 'custom_text'],
    ['custom_fields[0][label][custom]', 'custom_fields'],
    ['payment_intent_data[setup_future_usage]', 'setup_future_usage'],
  ])('the payer pays all the same and nothing is kept unannounced (%s)', async (param, containing) => {
    const error = { type: 'invalid_request_error', code: 'parameter_invalid', param, message: 'Not so.' };
    await breakStripe({
      method: 'POST',
      pathPattern: '/v1/checkout/sessions',
      times: 1000,
      kind: 'answer',
      answer: { status: 400, body: { error } },
      containing,
    });
    await payByLink(shop, payPath, { email: FRIEND });
    expect(await methodsOnFile(shop, customerId)).toEqual([]);
    expect(await agreementsOf(shop, customerId)).toEqual([]);
  });
});
