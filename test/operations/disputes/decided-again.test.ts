import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { selectEntries } from '../../../src/db/queries/journal.ts';
import { allocations, connections, emails, slots } from '../../../src/db/schema/index.ts';
import { pauseMoney, resumeMoney } from '../../../src/operations/connections/pause-money.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { apiClient } from '../../support/worker/api.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { invoiceRow, openSession, withStripe } from '../../support/worker/guards.ts';
import {
  atStripe,
  creditRows,
  disputeRows,
  outside,
  paidInvoice,
  paymentRow,
  templatesQueuedFor,
} from '../../support/worker/money.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const FRAUD = { card: '4000000000000259' };

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const allocated = async (invoiceId: string) =>
  (await shop.ctx.db.select().from(allocations).where(eq(allocations.invoiceId, invoiceId))).map(
    ({ amount }) => amount,
  );
const receipts = async (invoiceId: string) =>
  (await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId))).filter(
    ({ template }) => template === 'receipt',
  ).length;

/** A paid invoice whose payer complained, and what was decided of it, one after the other. */
async function disputed(...outcomes: readonly string[]) {
  const paid = await paidInvoice(shop, { method: FRAUD });
  const [dispute] = await atStripe('disputes', paid.intentId);
  const decide = async (...next: readonly string[]) => {
    for (const outcome of next) {
      await outside(`/disputes/${dispute?.id}/decide`, { outcome });
      await Promise.all([1, 2].map(() => recordDisputes(shop.ctx, paid.paymentId)));
      await shop.work();
    }
  };
  await recordDisputes(shop.ctx, paid.paymentId);
  await decide(...outcomes);
  return { ...paid, decide };
}

describe('a dispute that is decided again', () => {
  it('won, then lost, opens its invoice and tells both sides', async () => {
    const { invoiceId, paymentId } = await disputed('won', 'lost');
    expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'returned' });
    expect(await disputeRows(shop, paymentId)).toMatchObject([
      { state: 'lost', takenAmount: 12_000, withdrawn: true },
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'open',
      paymentStatus: 'returned',
      amountPaid: 0,
      collectReason: 'taken_back',
    });
    // Opened, won, lost.
    expect(await templatesQueuedFor(shop, invoiceId)).toEqual([
      ...Array(3).fill('dispute_business'),
      'payment_returned',
    ]);
  });

  it('lost, then won, pays its invoice again, with a receipt, and can be refunded again', async () => {
    const { invoiceId, paymentId } = await disputed('lost', 'won');
    expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await disputeRows(shop, paymentId)).toMatchObject([
      { state: 'won', takenAmount: null, withdrawn: false },
    ]);
    expect(await allocated(invoiceId)).toEqual([12_000, -12_000, 12_000]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'paid',
      paymentStatus: 'none',
      amountPaid: 12_000,
      collectStage: null,
    });
    expect(await receipts(invoiceId)).toBe(2);
    expect(await creditRows(shop, (await paymentRow(shop, paymentId)).customerId)).toEqual([]);
    const api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
    const { body } = await api('GET', `/payments/${paymentId}`);
    expect(body).toMatchObject({ state: 'succeeded', amountRefundable: 12_000 });
    const told = await api('GET', `/invoices/${invoiceId}/timeline?limit=100`);
    expect(JSON.stringify(told.body)).toContain('The money came back. $120.00 is paid again.');
  });

  it('to and fro is followed each time, and each decision is told of', async () => {
    const { invoiceId, paymentId } = await disputed('lost', 'won', 'lost', 'won', 'lost');
    expect(await allocated(invoiceId)).toEqual([12_000, -12_000, 12_000, -12_000, 12_000, -12_000]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', amountPaid: 0 });
    expect(await paymentRow(shop, paymentId)).toMatchObject({ state: 'returned' });
    expect(
      (await templatesQueuedFor(shop, invoiceId)).filter((name) => name === 'dispute_business'),
    ).toHaveLength(6);
    expect(
      (await templatesQueuedFor(shop, invoiceId)).filter((name) => name === 'payment_returned'),
    ).toHaveLength(3);
    const stream = { type: 'payment', id: paymentId } as const;
    const entries = await selectEntries(shop.ctx.db, stream, 50, null);
    expect(entries.filter(({ type }) => type === 'given_back')).toHaveLength(2);
  });

  it('for us after the invoice was paid otherwise becomes credit, and what is lost again takes that', async () => {
    const { invoiceId, paymentId, payPath, decide } = await disputed('lost');
    await payAtStripe(await openSession(shop, payPath));
    const second = (await shop.payments()).find(({ state }) => state === 'session_open');
    await recordOutcome(shop.ctx, second?.id ?? '');
    await decide('won');
    const { customerId } = await paymentRow(shop, paymentId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
    expect(await creditRows(shop, customerId)).toMatchObject([
      { amount: 12_000, balance: 12_000, reason: 'overpayment', paymentId },
    ]);
    expect(await allocated(invoiceId)).toEqual([12_000, -12_000, 12_000]);
    await decide('lost');
    expect(await creditRows(shop, customerId)).toMatchObject([{ balance: 0 }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
    await decide('won');
    expect(await creditRows(shop, customerId)).toMatchObject([{ amount: 12_000, balance: 12_000 }]);
  });

  it('for us while the payer is about to pay once more ends that payment first', async () => {
    const { invoiceId, payPath, decide } = await disputed('lost');
    const session = await openSession(shop, payPath);
    await decide('won');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
    expect((await payAtStripe(session)).status).not.toBe(200);
    expect(await shop.ctx.db.select().from(slots).where(eq(slots.invoiceId, invoiceId))).toEqual([]);
  });

  it('and was appealed stays owed and can be paid meanwhile; the appeal that is won pays it', async () => {
    const { invoiceId, paymentId, decide } = await disputed('lost', 'appealed');
    expect(await disputeRows(shop, paymentId)).toMatchObject([
      { state: 'appeal_under_review', closedAt: null, takenAmount: 12_000 },
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'returned' });
    await decide('won');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
    expect(await allocated(invoiceId)).toEqual([12_000, -12_000, 12_000]);
  });

  it('and whose appeal is lost takes nothing a second time', async () => {
    const { invoiceId, paymentId } = await disputed('lost', 'appealed', 'lost');
    expect(await disputeRows(shop, paymentId)).toMatchObject([{ state: 'lost', takenAmount: 12_000 }]);
    expect(await allocated(invoiceId)).toEqual([12_000, -12_000]);
  });

  it('whose loss nobody heard of before the appeal is owed all the same, until the appeal is won', async () => {
    const { invoiceId, paymentId, intentId, decide } = await disputed('won');
    const [dispute] = await atStripe('disputes', intentId);
    // As after a restore, or without webhooks and events.
    await outside(`/disputes/${dispute?.id}/decide`, { outcome: 'lost' });
    await decide('appealed');
    expect(await disputeRows(shop, paymentId)).toMatchObject([
      { state: 'appeal_under_review', takenAmount: 12_000 },
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'returned' });
    await decide('won');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
    expect(await allocated(invoiceId)).toEqual([12_000, -12_000, 12_000]);
  });

  it('whose event is older than Stripe keeps events is heard of once money goes on after a pause', async () => {
    const { invoiceId, paymentId, intentId } = await disputed();
    const [dispute] = await atStripe('disputes', intentId);
    await outside(`/disputes/${dispute?.id}/decide`, { outcome: 'lost' });
    const { ctx, connectionId } = shop;
    await pauseMoney(ctx, connectionId, 'catching_up', { from: ctx.now(), by: 'sweep' });
    const [paused] = await ctx.db.select().from(connections).where(eq(connections.id, connectionId));
    await resumeMoney(ctx, connectionId, { by: 'rebuild', pausedAt: paused?.pausedAt ?? 0 });
    await shop.work();
    expect(await disputeRows(shop, paymentId)).toMatchObject([{ state: 'lost', takenAmount: 12_000 }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'returned' });
  });

  it('against us takes the money where Stripe lists two of its transactions and not the third', async () => {
    const { invoiceId, paymentId } = await disputed('won');
    const ctx = withStripe(shop.ctx, (real) => ({
      listDisputes: async (intentId) => {
        const listed = await real.listDisputes(intentId);
        if (listed.kind !== 'ok') return listed;
        return { kind: 'ok', value: listed.value.map((each) => ({ ...each, status: 'lost' as const })) };
      },
    }));
    await recordDisputes(ctx, paymentId);
    await recordDisputes(ctx, paymentId);
    expect(await allocated(invoiceId)).toEqual([12_000, -12_000]);
  });
});
