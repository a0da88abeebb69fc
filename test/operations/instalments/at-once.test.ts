import { beforeEach, describe, expect, it } from 'vitest';
import { recordPayment, voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { readInvoice } from '../../../src/operations/resources/read-invoice.ts';
import { customerWith, send, setPolicy, tick } from '../../support/worker/collecting.ts';
import { cash, openSession } from '../../support/worker/guards.ts';
import {
  chargesOf,
  draftInParts,
  mustDraftInParts,
  partsOf,
  planOf,
} from '../../support/worker/instalments.ts';
import { signIn } from '../../support/worker/portal.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const DAY = 24 * 3_600_000;
const THREE = planOf(['30', 0], ['30', 30], [null, 60]);

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

async function sent(customerId: string, plan = THREE): Promise<string> {
  const invoiceId = await mustDraftInParts(shop, customerId, { plan });
  await send(shop, invoiceId);
  await shop.work();
  return invoiceId;
}
const read = async (invoiceId: string) => must(await readInvoice(shop.ctx, { scope: shop.scope, invoiceId }));
const payPath = async (invoiceId: string) =>
  new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 1 })).pathname;
/** What was paid of it is what its payments came to, and its parts say the same. */
async function addsUp(invoiceId: string, paid: number): Promise<void> {
  const invoice = await read(invoiceId);
  expect(invoice.amountPaid).toBe(paid);
  expect(invoice.instalments.reduce((sum, { amountCovered }) => sum + amountCovered, 0)).toBe(paid);
  expect(invoice.instalments.reduce((sum, { amount }) => sum + amount, 0)).toBe(invoice.total);
}

describe('at the same time', () => {
  it('issued by six people, an invoice has its parts once', async () => {
    const { customerId } = await shop.invoice(100);
    const invoiceId = await mustDraftInParts(shop, customerId, { plan: THREE });
    const ask = (by: number) =>
      finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `issue/${by}` });
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(ask));
    expect(answers.filter(({ kind }) => kind === 'done').length).toBeGreaterThan(0);
    expect((await partsOf(shop, invoiceId)).map(({ amount }) => amount)).toEqual([30_000, 30_000, 40_000]);
    await addsUp(invoiceId, 0);
  });

  it('a part that five browsers open is paid once', async () => {
    const invoiceId = await sent((await shop.invoice(100)).customerId);
    const path = await payPath(invoiceId);
    const opened = await Promise.allSettled(Array.from({ length: 5 }, () => openSession(shop, path)));
    const sessions = new Set(opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
    expect(sessions.size).toBeGreaterThan(0);
    await Promise.all([...sessions].map((session) => payAtStripe(session)));
    await shop.sweepSoon();
    await shop.work();
    const paid = (await chargesOf(shop, invoiceId)).filter(({ state }) => state === 'succeeded');
    expect(paid.map(({ amount }) => amount)).toEqual([30_000]);
    await addsUp(invoiceId, 30_000);
  });

  it('a part that falls due while its payer pays is not charged as well', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date', noticeDays: 1 });
    // Due tomorrow, so that whatever the hour is nothing is charged before its payer is there.
    const plan = planOf(['30', 1], ['30', 30], [null, 60]);
    const invoiceId = await sent(await customerWith(shop, 'pm_card_visa'), plan);
    await tick(shop);
    const session = await openSession(shop, await payPath(invoiceId)).catch(() => null);
    shop.advance(2 * DAY);
    await Promise.all([tick(shop), session === null ? null : payAtStripe(session), tick(shop)]);
    await shop.sweepSoon();
    await tick(shop);
    const paid = (await chargesOf(shop, invoiceId)).filter(({ state }) => state === 'succeeded');
    expect(paid.map(({ amount }) => amount)).toEqual([30_000]);
    await addsUp(invoiceId, 30_000);
  });

  it('two parts that two people write down are two parts, and the third waits', async () => {
    const invoiceId = await sent((await shop.invoice(100)).customerId);
    const record = (commandId: string) =>
      recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId, payment: cash(30_000) });
    const answers = await Promise.all([record('ann'), record('bob'), record('ann')]);
    const done = new Set(
      answers.flatMap((each, at) => (each.kind === 'done' ? [['ann', 'bob', 'ann'][at]] : [])),
    );
    await addsUp(invoiceId, done.size * 30_000);
    for (const commandId of ['ann', 'bob']) must(await record(commandId));
    await addsUp(invoiceId, 60_000);
    expect((await read(invoiceId)).instalments.map(({ state }) => state)).toEqual([
      'paid',
      'paid',
      'upcoming',
    ]);
  });

  it('an invoice that is made void and whose part is written down is one of the two', async () => {
    const invoiceId = await sent((await shop.invoice(100)).customerId);
    const asked = { scope: shop.scope, invoiceId };
    await Promise.all([
      voidInvoice(shop.ctx, { ...asked, commandId: 'void' }),
      recordPayment(shop.ctx, { ...asked, commandId: 'cash', payment: cash(30_000) }),
    ]);
    const { status, amountPaid } = await read(invoiceId);
    expect([
      ['void', 0],
      ['open', 30_000],
    ]).toContainEqual([status, amountPaid]);
  });
});

describe('the plan of a business', () => {
  it('is nobody else’s: neither read, issued nor paid by another business or customer', async () => {
    const { customerId } = await shop.invoice(100);
    const invoiceId = await sent(customerId);
    const draftId = await mustDraftInParts(shop, customerId, { plan: THREE });
    const other = await openShop();
    const theirs = { scope: other.scope, invoiceId };
    const notFound = { kind: 'refused', rejection: { code: 'not_found' } };
    expect(await readInvoice(other.ctx, theirs)).toMatchObject(notFound);
    expect(
      await finalizeInvoice(other.ctx, { ...theirs, invoiceId: draftId, commandId: 'issue' }),
    ).toMatchObject(notFound);
    expect(
      await recordPayment(other.ctx, { ...theirs, commandId: 'cash', payment: cash(30_000) }),
    ).toMatchObject(notFound);
    expect((await draftInParts(other, customerId, { plan: THREE })).kind).toBe('refused');
    const stranger = await signIn(shop, (await shop.invoice(100)).customerId);
    for (const path of [`/portal/pay?invoice=${invoiceId}`, `/portal/pay?invoice=${invoiceId}&pay=all`]) {
      const answer = await stranger.get(path);
      expect(answer.status).toBeGreaterThanOrEqual(300);
      expect(await answer.text()).not.toContain('$300.00');
    }
    expect(await partsOf(shop, draftId)).toEqual([]);
    await addsUp(invoiceId, 0);
  });
});
