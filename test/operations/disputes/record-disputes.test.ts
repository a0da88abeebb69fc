import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { allocations, emails } from '../../../src/db/schema/index.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { requestRefund } from '../../../src/operations/refunds/request-refund.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import {
  AWAY,
  invoiceRow,
  onlyPayment,
  openSession,
  readyInvoice,
  withStripe,
} from '../../support/worker/guards.ts';
import {
  atStripe,
  disputeRows,
  outside,
  paidInvoice,
  paymentRow,
  refund,
  refundRows,
  templatesQueuedFor,
} from '../../support/worker/money.ts';
import { versionsOf } from '../../support/worker/rows.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const DAY = 86_400_000;
const FRAUD = { card: '4000000000000259' };
const INQUIRY = { card: '4000000000001976' };

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const allocated = async (invoiceId: string) =>
  (await shop.ctx.db.select().from(allocations).where(eq(allocations.invoiceId, invoiceId))).map(
    ({ amount }) => amount,
  );

/** A paid invoice whose payer complains; recorded. */
async function disputed(method: object = FRAUD) {
  const paid = await paidInvoice(shop, { method });
  const [dispute] = await atStripe('disputes', paid.intentId);
  if (dispute === undefined) throw new Error('no dispute was opened');
  await recordDisputes(shop.ctx, paid.paymentId);
  return { ...paid, disputeId: dispute.id };
}
const decide = async (disputeId: string, outcome: string) =>
  outside(`/disputes/${disputeId}/decide`, { outcome });

describe('a dispute', () => {
  it('shows on its invoice, which stays paid, and notifies the business of the deadline, once', async () => {
    const { invoiceId, paymentId } = await disputed();
    await Promise.all([recordDisputes(shop.ctx, paymentId), recordDisputes(shop.ctx, paymentId)]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'disputed' });
    expect(await disputeRows(shop, paymentId)).toMatchObject([
      { state: 'needs_response', kind: 'dispute', amount: 12_000, reason: 'fraudulent', closedAt: null },
    ]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['dispute_business']);
    const [told] = (await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId))).filter(
      ({ template }) => template === 'dispute_business',
    );
    const [row] = await disputeRows(shop, paymentId);
    expect(told).toMatchObject({
      recipient: 'billing@northwind.test',
      facts: { stage: 'opened', isInquiry: false, evidenceDueAt: row?.evidenceDueAt },
    });
    expect(row?.evidenceDueAt).toBeGreaterThan(shop.ctx.now());
  });

  it('that is won leaves the invoice as its refunds say', async () => {
    const { invoiceId, paymentId, disputeId } = await disputed();
    await decide(disputeId, 'won');
    await recordDisputes(shop.ctx, paymentId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
    expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await disputeRows(shop, paymentId)).toMatchObject([{ state: 'won' }]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['dispute_business', 'dispute_business']);
    expect(await allocated(invoiceId)).toEqual([12_000]);
    await refund(shop, paymentId, 1_000);
    await shop.work();
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'partially_refunded' });
  });

  it('that is lost takes the money: the invoice is owed again, is not charged automatically, and both sides are notified', async () => {
    const { invoiceId, paymentId, disputeId, payPath } = await disputed();
    await decide(disputeId, 'lost');
    await Promise.all([1, 2, 3].map(() => recordDisputes(shop.ctx, paymentId)));
    expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'returned' });
    expect(await allocated(invoiceId)).toEqual([12_000, -12_000]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'open',
      paymentStatus: 'returned',
      amountPaid: 0,
      paidAt: null,
      version: 3,
      collectStage: 'needs_customer',
      collectReason: 'taken_back',
    });
    expect((await versionsOf(shop.ctx, invoiceId)).map(({ amountRemaining }) => amountRemaining)).toEqual([
      12_000, 0, 12_000,
    ]);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual([
      'dispute_business',
      'dispute_business',
      'payment_returned',
    ]);
    // What was taken back can be paid again, by the same link.
    await payAtStripe(await openSession(shop, payPath));
    const second = (await shop.payments()).find(({ state }) => state === 'session_open');
    await recordOutcome(shop.ctx, second?.id ?? '');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
    await recordDisputes(shop.ctx, paymentId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  });

  it('that was decided before its first event arrived is notified with its outcome', async () => {
    const { invoiceId, paymentId, intentId } = await paidInvoice(shop, { method: FRAUD });
    const [dispute] = await atStripe('disputes', intentId);
    await decide(dispute?.id ?? '', 'lost');
    await recordDisputes(shop.ctx, paymentId);
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['dispute_business', 'payment_returned']);
  });

  it('keeps its payment from being refunded, and holds back what was asked for before', async () => {
    const { paymentId, intentId, disputeId } = await disputed();
    const id = 'ref_00000000000000000000000001';
    const ask = { paymentId, refundId: id, commandId: id, amount: null, reason: null, requestedBy: 'Ann' };
    expect(await requestRefund(shop.ctx, { scope: shop.scope, ...ask })).toEqual({
      kind: 'refused',
      rejection: { code: 'payment_disputed' },
    });
    await decide(disputeId, 'lost');
    await recordDisputes(shop.ctx, paymentId);
    expect(await requestRefund(shop.ctx, { scope: shop.scope, ...ask })).toEqual({
      kind: 'refused',
      rejection: { code: 'amount_exceeds_refundable', refundable: 0 },
    });
    expect(await atStripe('refunds', intentId)).toEqual([]);
  });

  it('that is lost drops a refund that was not sent yet: the payer is not paid twice', async () => {
    const { paymentId, intentId, invoiceId } = await paidInvoice(shop, { method: FRAUD });
    await refund(shop, paymentId, 5_000);
    shop.enqueued.length = 0;
    const [dispute] = await atStripe('disputes', intentId);
    await decide(dispute?.id ?? '', 'lost');
    await recordDisputes(shop.ctx, paymentId);
    await advanceBoth(shop, DAY);
    expect(await refundRows(shop, paymentId)).toMatchObject([
      { state: 'canceled', failureReason: 'taken_back', checkAt: null },
    ]);
    expect(await atStripe('refunds', intentId)).toEqual([]);
    expect(await templatesQueuedFor(shop, invoiceId)).toContain('refund_failed_business');
  });

  it('that is won after it was lost waits for Stripe to put the money back', async () => {
    const { invoiceId, paymentId, disputeId } = await disputed();
    await decide(disputeId, 'lost');
    await recordDisputes(shop.ctx, paymentId);
    const ctx = withStripe(shop.ctx, (real) => ({
      listDisputes: async (intentId) => {
        const listed = await real.listDisputes(intentId);
        if (listed.kind !== 'ok') return listed;
        return { kind: 'ok', value: listed.value.map((each) => ({ ...each, status: 'won' as const })) };
      },
    }));
    expect(await recordDisputes(ctx, paymentId)).toMatchObject({ known: true, anomaly: null });
    expect(await disputeRows(shop, paymentId)).toMatchObject([{ state: 'won', withdrawn: true }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'returned' });
  });

  it('of a part of the money takes that part', async () => {
    const { invoiceId, paymentId } = await paidInvoice(shop, { method: FRAUD });
    const ctx = withStripe(shop.ctx, (real) => ({
      listDisputes: async (intentId) => {
        const listed = await real.listDisputes(intentId);
        if (listed.kind !== 'ok') return listed;
        const part = { amount: 3_000, status: 'lost' as const };
        return { kind: 'ok', value: listed.value.map((each) => ({ ...each, ...part })) };
      },
    }));
    await recordDisputes(ctx, paymentId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', amountPaid: 9_000 });
    expect(await allocated(invoiceId)).toEqual([12_000, -3_000]);
  });

  it('that comes before the news of the payment has the payment recorded first', async () => {
    const invoice = await readyInvoice(shop);
    await payAtStripe(await openSession(shop, invoice.payPath), FRAUD);
    const { id } = await onlyPayment(shop);
    await recordDisputes(shop.ctx, id);
    expect(await invoiceRow(shop, invoice.invoiceId)).toMatchObject({
      status: 'paid',
      paymentStatus: 'disputed',
    });
  });

  it('is not known of while Stripe does not say', async () => {
    const { paymentId } = await paidInvoice(shop, { method: FRAUD });
    const ctx = withStripe(shop.ctx, () => ({ listDisputes: async () => AWAY }));
    expect((await recordDisputes(ctx, paymentId)).known).toBe(false);
    expect(await disputeRows(shop, paymentId)).toEqual([]);
  });
});

describe('an inquiry', () => {
  it('takes no money and changes nothing of the invoice; the business is notified once, and not when it ends', async () => {
    const { invoiceId, paymentId, disputeId } = await disputed(INQUIRY);
    expect(await disputeRows(shop, paymentId)).toMatchObject([
      { state: 'warning_needs_response', kind: 'inquiry', closedAt: null },
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
    await decide(disputeId, 'won');
    await recordDisputes(shop.ctx, paymentId);
    const [row] = await disputeRows(shop, paymentId);
    expect(row).toMatchObject({ state: 'warning_closed' });
    expect(row?.closedAt).not.toBeNull();
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['dispute_business']);
  });

  it('that becomes a dispute is notified again, and can be lost', async () => {
    const { invoiceId, paymentId, disputeId } = await disputed(INQUIRY);
    await decide(disputeId, 'escalated');
    await recordDisputes(shop.ctx, paymentId);
    expect(await disputeRows(shop, paymentId)).toMatchObject([{ state: 'needs_response', kind: 'dispute' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'disputed' });
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual(['dispute_business', 'dispute_business']);
    await decide(disputeId, 'lost');
    await recordDisputes(shop.ctx, paymentId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'returned' });
  });
});

describe('a bank debit that comes back after it paid', () => {
  it('opens its invoice again, and notifies both sides of the reason, each in its own words', async () => {
    const { invoiceId, paymentId } = await paidInvoice(shop, { method: { bank: '000555555559' } });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    await advanceBoth(shop, 2 * DAY);
    await recordDisputes(shop.ctx, paymentId);
    await recordDisputes(shop.ctx, paymentId);
    expect(await disputeRows(shop, paymentId)).toMatchObject([
      { state: 'lost', kind: 'return', reason: 'debit_not_authorized' },
    ]);
    expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'returned' });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'open',
      paymentStatus: 'returned',
      amountPaid: 0,
      collectReason: 'taken_back',
    });
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual([
      'payment_returned',
      'payment_returned_business',
    ]);
    expect(await recordOutcome(shop.ctx, paymentId)).toMatchObject({ state: 'returned' });
  });
});
