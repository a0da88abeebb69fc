import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinks } from '../../../src/adapters/links/links.ts';
import { merchants } from '../../../src/db/schema/index.ts';
import { makeId } from '../../../src/domain/ids.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { OPEN_BRAKES, seedMerchant, testContext } from '../../support/worker/context.ts';
import { followLink, onlyPayment, readyInvoice, withStripe } from '../../support/worker/guards.ts';
import { openShop } from '../../support/worker/shop.ts';

const links = createLinks('https://billing.test', [{ id: 1, secret: new Uint8Array(32).fill(1) }]);
const invoice = makeId('inv', 1_790_000_000_000, new Uint8Array(9).fill(5));
const payment = makeId('pay', 1_790_000_000_000, new Uint8Array(9).fill(6));
const TOKEN = /billing\.test\/(?:i|pay)\/(?:[A-Za-z0-9_-]{68}|[A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])/;

const pieces = [
  '{{',
  '}}',
  'link:',
  'text:',
  '{{link:',
  '{{text:',
  links.placeholder('pay', { id: invoice, version: 1 }),
  links.placeholder('success', { id: payment, version: 2 }),
  'Invoice 7',
  '"\n€',
];
/** Text that somebody typed who knows how links are stored. */
const typed = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('text that somebody typed', () => {
  it('comes back to the letter from what is stored, and never as a link', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const filled = await links.fill(links.escape(text));
        expect(filled).toBe(text);
        expect(filled).not.toMatch(TOKEN);
      }),
    );
  });

  it('comes back to the letter beside links of ours, which are not stored', async () => {
    const ours = await Promise.all([
      links.url('pay', { id: invoice, version: 1 }),
      links.url('view', { id: invoice, version: 65_535 }),
      links.url('success', { id: payment, version: 2 }),
    ]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(typed, fc.constantFrom(...ours)), { maxLength: 8 }), async (all) => {
        const text = all.join(' ');
        const stored = await links.hide(text);
        expect(stored).not.toMatch(TOKEN);
        expect(await links.fill(stored)).toBe(text);
      }),
    );
  });

  it('is answered by the API alike, byte for byte, when the request is repeated', async () => {
    const ctx = testContext();
    const merchant = await seedMerchant(ctx);
    const api = apiClient(ctx, merchant);
    const customerId = await makeCustomer(api);
    const { id } = await makeDraft(api, customerId);
    const placeholder = ctx.links.placeholder('pay', { id, version: 1 });
    const description = `${placeholder} {{text:link:${id} {{link:x {{`;
    const lines = [{ description, quantity: '1', unitAmount: 12_000 }];
    const send = async () => {
      const answer = await apiRoutes.request(
        'https://billing.test/api/v1/invoices',
        {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${merchant.apiKey}`,
            'Content-Type': 'application/json',
            'Idempotency-Key': 'typed',
          },
          body: JSON.stringify({ customerId, currency: 'USD', notes: description, lines }),
        },
        { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: newId(ctx, 'req') },
      );
      return { status: answer.status, text: await answer.text() };
    };
    const first = await send();
    expect(first.status).toBe(201);
    expect(JSON.parse(first.text)).toMatchObject({ notes: description });
    expect(first.text).not.toMatch(TOKEN);
    expect(await send()).toEqual(first);
  });

  it('reaches Stripe as it was typed: a merchant’s name is no link', async () => {
    const shop = await openShop();
    const displayName = `Shop {{link:pay:${invoice}:1:1}}`;
    await shop.ctx.db.update(merchants).set({ displayName }).where(eq(merchants.id, shop.scope.merchantId));
    const { invoiceId } = await readyInvoice(shop);
    const sent: string[] = [];
    const ctx = withStripe(shop.ctx, (real) => ({
      createSession: (params, key) => {
        sent.push(params);
        return real.createSession(params, key);
      },
    }));
    expect(await followLink(ctx, invoiceId)).toMatchObject({ value: { kind: 'checkout' } });
    const params = JSON.parse(sent[0] ?? '');
    expect(params.payment_intent_data.description).toMatch(
      new RegExp(` from Shop \\{\\{link:pay:${invoice}`),
    );
    expect(params.line_items[0].price_data.product_data.name).toBe(params.payment_intent_data.description);
    expect(params.success_url).toMatch(TOKEN);
    expect((await onlyPayment(shop)).request).not.toMatch(TOKEN);
  });
});
