import { and, eq, like, ne, or } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections, inbox, outbox, payments, slots, sweeps } from '../../../src/db/schema/index.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { workEvent } from '../../../src/operations/inbox/work-event.ts';
import { runJob } from '../../../src/operations/outbox/run-job.ts';
import { rebuildPaused } from '../../../src/operations/recovery/rebuild.ts';
import { atStripe, ownAccount } from '../../support/worker/accounts.ts';
import {
  AWAY,
  invoiceRow,
  openSession,
  REFUSED,
  readyInvoice,
  withStripe,
} from '../../support/worker/guards.ts';
import { disputeRows, paymentRow, refundRows } from '../../support/worker/money.ts';
import { forgetPayments } from '../../support/worker/restored.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;
const DISPUTED = '4000000000000259';
/** Of an account that the key cannot reach any more. */
const REVOKED = { ...REFUSED, status: 403, code: 'account_invalid' } as const;

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
  await sweepEvents(shop.ctx);
});

/** A payment on Stripe's page that nothing is known of here but that it was begun. */
async function paidUnheard(card: string) {
  const { invoiceId, payPath } = await readyInvoice(shop);
  const sessionId = await openSession(shop, payPath);
  const [payment] = await shop.payments();
  await payAtStripe(sessionId, { card });
  const stripe = await shop.ctx.stripe(account);
  const listed = await stripe.listSessions(0, null);
  if (listed.kind !== 'ok' || payment === undefined) throw new Error('no payment was made');
  const intentId = listed.value.items.find(({ id }) => id === sessionId)?.intentId ?? '';
  return { invoiceId, paymentId: payment.id, intentId };
}

/** Those that name nothing but the intent; of a refund, `charge.refunded` names our payment as well. */
const eventsOfMoneyBack = () =>
  shop.ctx.db
    .select()
    .from(inbox)
    .where(
      and(eq(inbox.account, account), or(like(inbox.type, 'charge.dispute.%'), like(inbox.type, 'refund.%'))),
    );

/** A snapshot is restored, and what Stripe tells of is worked on before anything is put back. */
async function restoredWithoutIt(paymentId: string): Promise<void> {
  await forgetPayments(shop, account, [paymentId]);
  const mine = eq(sweeps.connectionId, shop.connectionId);
  await shop.ctx.db
    .update(sweeps)
    .set({ touchedAt: shop.ctx.now() - HOUR })
    .where(mine);
  await sweepEvents(shop.ctx);
  await shop.work();
  const told = await eventsOfMoneyBack();
  expect(told.length).toBeGreaterThan(0);
  for (const event of told) expect(event).toMatchObject({ state: 'skipped', reason: 'foreign_object' });
}

describe('after a restore', () => {
  it('a dispute whose events came before its payment was put back is recorded with it', async () => {
    const { paymentId } = await paidUnheard(DISPUTED);
    await restoredWithoutIt(paymentId);
    await rebuildPaused(shop.ctx);
    await shop.work();
    expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await disputeRows(shop, paymentId)).toHaveLength(1);
  });

  it('a dispute that was lost meanwhile takes its money back, and the invoice is owed again', async () => {
    const { paymentId, invoiceId, intentId } = await paidUnheard(DISPUTED);
    const stripe = await shop.ctx.stripe(account);
    const listed = await stripe.listDisputes(intentId);
    const id = listed.kind === 'ok' ? listed.value[0]?.stripeDisputeId : undefined;
    await atStripe(account, `/disputes/${id}/close`);
    await restoredWithoutIt(paymentId);
    await rebuildPaused(shop.ctx);
    await shop.work();
    expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'returned' });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ amountPaid: 0, frozenAt: null });
  });

  it('a refund made at Stripe whose events came before its payment was put back is recorded with it', async () => {
    const { paymentId, intentId } = await paidUnheard('4242424242424242');
    await atStripe(account, '/refunds', { payment_intent: intentId, amount: '4000' });
    await restoredWithoutIt(paymentId);
    await rebuildPaused(shop.ctx);
    await shop.work();
    expect(await refundRows(shop, paymentId)).toMatchObject([{ amount: 4_000, purpose: 'external' }]);
  });

  it('a dispute is recorded later where Stripe does not answer when its payment is put back', async () => {
    const { paymentId } = await paidUnheard(DISPUTED);
    await restoredWithoutIt(paymentId);
    await rebuildPaused(shop.ctx);
    const [job] = await shop.ctx.db
      .select()
      .from(outbox)
      .where(
        and(eq(outbox.merchantId, shop.scope.merchantId), eq(outbox.kind, 'record_refunds_and_disputes')),
      );
    const away = withStripe(shop.ctx, () => ({ listDisputes: async () => AWAY }));
    const noMailer = () => Promise.reject(new Error('no mail is sent'));
    await runJob(away, noMailer, job?.id ?? '');
    expect(await disputeRows(shop, paymentId)).toEqual([]);
    shop.advance(HOUR);
    await runJob(shop.ctx, noMailer, job?.id ?? '');
    expect(await disputeRows(shop, paymentId)).toHaveLength(1);
  });
});

it('a dispute is recorded however long Stripe refused the account before', async () => {
  const { paymentId } = await paidUnheard(DISPUTED);
  await restoredWithoutIt(paymentId);
  await rebuildPaused(shop.ctx);
  const [job] = await shop.ctx.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.merchantId, shop.scope.merchantId), eq(outbox.kind, 'record_refunds_and_disputes')));
  const revoked = withStripe(shop.ctx, () => ({
    listDisputes: async () => REVOKED,
    listRefunds: async () => REVOKED,
  }));
  const noMailer = () => Promise.reject(new Error('no mail is sent'));
  // Longer than a job is tried that fails for no known reason.
  for (let hours = 0; hours < 100; hours += 1) {
    await runJob(revoked, noMailer, job?.id ?? '');
    shop.advance(HOUR);
  }
  expect(await disputeRows(shop, paymentId)).toEqual([]);
  await runJob(shop.ctx, noMailer, job?.id ?? '');
  expect(await disputeRows(shop, paymentId)).toHaveLength(1);
});

describe('a payment that was ended without proof and has succeeded', () => {
  it('gets the dispute whose events came before its success was known', async () => {
    const { paymentId } = await paidUnheard(DISPUTED);
    const { db } = shop.ctx;
    await db.delete(slots).where(eq(slots.paymentId, paymentId));
    const now = shop.ctx.now();
    await db
      .update(payments)
      .set({ state: 'canceled', closeReason: 'by_staff', closedAt: now, checkAt: null, lookBackAt: now })
      .where(eq(payments.id, paymentId));
    await sweepEvents(shop.ctx);
    const told = await eventsOfMoneyBack();
    expect(told.length).toBeGreaterThan(0);
    for (const event of told) await workEvent(shop.ctx, event);
    for (const event of await eventsOfMoneyBack())
      expect(event).toMatchObject({ state: 'skipped', reason: 'foreign_object' });
    await shop.work();
    expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await disputeRows(shop, paymentId)).toHaveLength(1);
  });
});
