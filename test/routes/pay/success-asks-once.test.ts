import { expect, it } from 'vitest';
import { returnToPayLink } from '../../../src/operations/checkout/return-to-pay-link.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { must, openShop } from '../../support/worker/shop.ts';

it('the page that Stripe returns to asks Stripe once in three seconds, however often it is opened', async () => {
  const shop = await openShop();
  const { payPath } = await shop.invoice(12_000);
  expect((await shop.request(payPath, { method: 'POST' })).status).toBe(303);
  const [payment] = await shop.payments();
  const url = await shop.ctx.links.url('success', { id: payment?.id ?? '', version: 1 });
  const token = new URL(url).pathname.split('/')[2] ?? '';
  let asked = 0;
  const ctx: Context = {
    ...shop.ctx,
    stripe: (account) => {
      asked += 1;
      return shop.ctx.stripe(account);
    },
  };
  const open = async () => must(await returnToPayLink(ctx, { token })).kind;
  const perLook = async (times: number) => {
    asked = 0;
    await Promise.all(Array.from({ length: times }, open));
    return asked;
  };
  const once = await perLook(1);
  expect(once).toBeGreaterThan(0);
  expect(await perLook(50)).toBe(0);
  shop.advance(3000);
  expect(await perLook(50)).toBe(once);
  shop.advance(3000);
  expect(await perLook(1)).toBe(once);
});
