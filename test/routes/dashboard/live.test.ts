import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { invoices, unknownObjects } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { rotateLink } from '../../../src/operations/invoices/rotate-link.ts';
import { paidInvoice } from '../../support/worker/money.ts';
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

/** Home as it is, and the events that it asks for. */
async function home() {
  const page = await (await reader.get(base)).text();
  const [, live] = /data-live="([^"]+)"/.exec(page) ?? [];
  if (live === undefined) throw new Error('home is not followed');
  return {
    page,
    live: new URL(live, 'https://staff.test').pathname + new URL(live, 'https://staff.test').search,
  };
}

it('home hears of money that comes in, and nothing of what it shows', async () => {
  const before = await home();
  const heard = events(await reader.get(before.live));
  await paidInvoice(shop, { amount: 4_321 });
  expect(await heard.next()).toMatch(/^event: changed\n/);
  await heard.end();
  const after = await home();
  expect(after.live).not.toBe(before.live);
  expect((await home()).live).toBe(after.live);
  expect(before.page).not.toContain('43.21');
  expect(after.page).toContain('43.21');
});

it('home hears of what no entry of the journal tells', async () => {
  const { live } = await home();
  const heard = events(await reader.get(live));
  const found = {
    connectionId: shop.connectionId,
    paymentId: newId(shop.ctx, 'pay'),
    stripeId: 'pi_unknown',
  };
  await shop.ctx.db
    .insert(unknownObjects)
    .values({ ...found, reason: 'unknown_payment', foundAt: shop.ctx.now() });
  expect(await heard.next()).toMatch(/^event: changed\n/);
  await heard.end();
});

it('home is read in one round trip, and followed in one a look', async () => {
  const { live } = await home();
  const { trips } = shop;
  const counts = [];
  for (const path of [base, live]) {
    const before = trips.count;
    const answer = await reader.get(path);
    // The session's own, and the page's.
    counts.push(trips.count - before);
    await answer.body?.cancel();
  }
  expect(counts).toEqual([2, 2]);
});

it('what is not there, of the other mode or of nobody’s kind is not found', async () => {
  const { invoiceId } = await shop.invoice(10_000);
  await shop.ctx.db.update(invoices).set({ livemode: true }).where(eq(invoices.id, invoiceId));
  for (const of of [invoiceId, newId(shop.ctx, 'inv'), newId(shop.ctx, 'blm'), shop.scope.merchantId, 'x'])
    expect([of, (await reader.get(`${base}/live/${of}`)).status]).toEqual([of, 404]);
});
