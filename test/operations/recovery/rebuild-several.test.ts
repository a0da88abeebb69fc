import { and, eq, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  connections,
  inbox,
  journal,
  payments,
  paymentTargets,
  slots,
  sweeps,
} from '../../../src/db/schema/index.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { rebuildPaused } from '../../../src/operations/recovery/rebuild.ts';
import { ownAccount } from '../../support/worker/accounts.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { allowParts, invoiceFor, shownOn, signIn } from '../../support/worker/portal.ts';
import { openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
});

/** The database as it was before the payment was begun: a snapshot that was restored. */
async function forget(paymentId: string): Promise<void> {
  const { db } = shop.ctx;
  await db.batch([
    db.delete(slots).where(eq(slots.paymentId, paymentId)),
    db.delete(paymentTargets).where(eq(paymentTargets.paymentId, paymentId)),
    db.delete(payments).where(eq(payments.id, paymentId)),
    db.delete(journal).where(and(eq(journal.streamType, 'payment'), eq(journal.streamId, paymentId))),
    db.delete(journal).where(eq(journal.type, 'payment_claimed')),
    db.delete(inbox).where(eq(inbox.account, account)),
  ]);
}

describe('after a restore', () => {
  it('a lost payment for several invoices is put back with the share of each, so that none is charged again', async () => {
    await allowParts(shop);
    await sweepEvents(shop.ctx);
    const { customerId, invoiceId: first } = await shop.invoice(42_000);
    const second = await invoiceFor(shop, customerId, 8_000);
    const browser = await signIn(shop, customerId);
    const review = await browser.get(`/portal/pay?invoice=${first}&invoice=${second}`);
    const answer = await browser.post('/portal/pay', {
      invoice: shownOn(await review.text()),
      [`amount.${second}`]: '30.00',
    });
    const session = sessionIn(answer.headers.get('location'));
    const [begun] = await shop.payments();
    const shares = await shop.ctx.db.select().from(paymentTargets).orderBy(paymentTargets.amount).all();
    expect(begun?.amount).toBe(shares.reduce((sum, { amount }) => sum + amount, 0));
    await payAtStripe(session);
    await forget(begun?.id ?? '');

    const long = shop.ctx.now() - HOUR;
    const mine = eq(sweeps.connectionId, shop.connectionId);
    await shop.ctx.db.update(sweeps).set({ touchedAt: long }).where(mine);
    await sweepEvents(shop.ctx);
    await rebuildPaused(shop.ctx);
    await shop.work();
    expect(await shop.payments()).toMatchObject([
      { id: begun?.id, via: 'portal', state: 'succeeded', amountReceived: begun?.amount },
    ]);
    expect(await shop.ctx.db.select().from(paymentTargets).orderBy(paymentTargets.amount).all()).toEqual(
      shares,
    );
    expect(await invoiceRow(shop, first)).toMatchObject({
      status: 'paid',
      amountPaid: 42_000,
      frozenAt: null,
    });
    const share = shares.find(({ invoiceId }) => invoiceId === second)?.amount;
    expect(await invoiceRow(shop, second)).toMatchObject({ amountPaid: share, frozenAt: null });
    expect(await shop.slots()).toEqual([]);
  });
});
