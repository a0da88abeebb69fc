import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { connections, unknownObjects } from '../../../src/db/schema/index.ts';
import type { Id } from '../../../src/domain/ids.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { dismissFinding } from '../../../src/operations/recovery/dismiss-finding.ts';
import { listFindings } from '../../../src/operations/recovery/list-findings.ts';
import { sweepMadeAgain } from '../../../src/operations/recovery/sweep-made-again.ts';
import { chargeByHand, ownAccount } from '../../support/worker/accounts.ts';
import { AWAY, followLink, invoiceRow, notPayable, withStripe } from '../../support/worker/guards.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
});

/** A payment at Stripe of an invoice that went with a restored database, once its event has come. */
async function paidBeforeItWasLost(amount: number, of = shop) {
  await sweepEvents(shop.ctx);
  const [invoiceId, paymentId] = [newId(shop.ctx, 'inv'), newId(shop.ctx, 'pay')];
  const metadata = {
    quittance_deployment: shop.ctx.deploymentId,
    quittance_merchant: of.scope.merchantId,
    quittance_payment: paymentId,
    quittance_invoice: invoiceId,
    quittance_version: '1',
  };
  await chargeByHand(account, amount, { metadata });
  shop.advance(60 * 60_000);
  await sweepEvents(shop.ctx);
  await shop.work();
  return { invoiceId, paymentId };
}
const madeAgain = (invoiceId: Id<'inv'>) => shop.invoice(12_000, 'USD', 1, invoiceId);
const objects = () =>
  shop.ctx.db
    .select({ resolvedAt: unknownObjects.resolvedAt })
    .from(unknownObjects)
    .where(eq(unknownObjects.connectionId, shop.connectionId));

it('an invoice that a restored database makes again under its name cannot be paid twice: what paid it is put back', async () => {
  const { invoiceId, paymentId } = await paidBeforeItWasLost(12_000);
  expect(must(await listFindings(shop.ctx, { scope: shop.scope, state: 'open' }))).toMatchObject([
    { kind: 'unknown_object', subject: paymentId, frozenInvoiceIds: [] },
  ]);
  await madeAgain(invoiceId);
  expect((await invoiceRow(shop, invoiceId)).frozenAt).not.toBeNull();
  expect(await followLink(shop.ctx, invoiceId)).toEqual(notPayable(invoiceId, 'frozen'));
  await sweepMadeAgain(shop.ctx);
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
  expect(await shop.payments()).toMatchObject([{ id: paymentId, state: 'succeeded' }]);
  expect(await objects()).toMatchObject([{ resolvedAt: expect.any(Number) }]);
  await shop.work();
});

it('while Stripe does not answer it stays frozen, and is looked at again by the next tick', async () => {
  const { invoiceId } = await paidBeforeItWasLost(12_000);
  await madeAgain(invoiceId);
  await sweepMadeAgain(withStripe(shop.ctx, () => ({ findListed: async () => AWAY })));
  expect((await invoiceRow(shop, invoiceId)).frozenAt).not.toBeNull();
  await sweepMadeAgain(shop.ctx);
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
});

it('one that comes back with less due is left to a person, who is asked once, and whose word sets it free', async () => {
  const { invoiceId, paymentId } = await paidBeforeItWasLost(20_000);
  await madeAgain(invoiceId);
  let asked = 0;
  const counting = withStripe(shop.ctx, (stripe) => ({
    findListed: (id) => {
      asked += 1;
      return stripe.findListed(id);
    },
  }));
  shop.advance(1_000);
  for (let ticks = 0; ticks < 3; ticks += 1) await sweepMadeAgain(counting);
  expect(asked).toBe(1);
  expect(must(await listFindings(shop.ctx, { scope: shop.scope, state: 'open' }))).toMatchObject([
    { subject: paymentId, frozenInvoiceIds: [invoiceId] },
  ]);
  const ask = {
    kind: 'unknown_object',
    subject: paymentId,
    by: 'ada',
    reason: 'refunded',
    commandId: paymentId,
  } as const;
  must(await dismissFinding(shop.ctx, { scope: shop.scope, ...ask }));
  expect((await invoiceRow(shop, invoiceId)).frozenAt).toBeNull();
  expect(await followLink(shop.ctx, invoiceId)).not.toEqual(notPayable(invoiceId, 'frozen'));
});

it('another business’s payment freezes nothing, whatever names its metadata claims', async () => {
  const other = await openShop();
  await shop.ctx.db.update(connections).set({ account }).where(eq(connections.id, other.connectionId));
  const { invoiceId } = await paidBeforeItWasLost(12_000, other);
  await madeAgain(invoiceId);
  expect((await invoiceRow(shop, invoiceId)).frozenAt).toBeNull();
});
