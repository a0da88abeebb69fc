import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { invoices } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { rotateLink } from '../../../src/operations/invoices/rotate-link.ts';

import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let reader: StaffBrowser;
let base: string;
beforeAll(async () => {
  shop = await openShop();
  reader = await staffOf(shop, 'read_only');
  base = `/dashboard/${shop.scope.merchantId}`;
});

const change = async (invoiceId: string) =>
  must(await rotateLink(shop.ctx, { scope: shop.scope, invoiceId, commandId: newId(shop.ctx, 'req') }));

/** The events of an answer, one after the other. */
function events(answer: Response) {
  const reading = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reading === undefined) throw new Error('no stream');
  return { next: async () => (await reading.read()).value, end: () => reading.cancel() };
}

it('an open page hears once how an invoice stands, and again when it changes', async () => {
  const { invoiceId } = await shop.invoice(10_000);
  const answer = await reader.get(`${base}/live/${invoiceId}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const heard = events(answer);
  const first = await heard.next();
  expect(first).toMatch(/^event: changed\n/);
  await change(invoiceId);
  const second = await heard.next();
  expect(second).toMatch(/^event: changed\n/);
  expect(second).not.toBe(first);
  await heard.end();
});

it('a page that asks again from where it was hears nothing that it has seen', async () => {
  const { invoiceId } = await shop.invoice(10_000);
  const heard = events(await reader.get(`${base}/live/${invoiceId}`));
  const version = /^id: (.+)$/m.exec((await heard.next()) ?? '')?.[1] ?? '';
  await heard.end();
  const again = events(await reader.get(`${base}/live/${invoiceId}`, { 'Last-Event-ID': version }));
  await change(invoiceId);
  expect(await again.next()).not.toContain(`id: ${version}\n`);
  await again.end();
});

it('what is not there, of the other mode or of nobody’s kind is not found', async () => {
  const { invoiceId } = await shop.invoice(10_000);
  await shop.ctx.db.update(invoices).set({ livemode: true }).where(eq(invoices.id, invoiceId));
  for (const of of [invoiceId, newId(shop.ctx, 'inv'), newId(shop.ctx, 'blm'), shop.scope.merchantId, 'x'])
    expect([of, (await reader.get(`${base}/live/${of}`)).status]).toEqual([of, 404]);
});
