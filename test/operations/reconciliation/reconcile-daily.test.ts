import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  balanceChecks,
  balanceTransactions,
  connections,
  disputes,
  emails,
  findings,
  payments,
  paymentTargets,
  refunds,
} from '../../../src/db/schema/index.ts';
import { metered } from '../../../src/operations/core/budget.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import {
  reconcileDaily,
  scheduleReconciliation,
} from '../../../src/operations/reconciliation/reconcile-daily.ts';
import { requestReconciliation } from '../../../src/operations/reconciliation/request-reconciliation.ts';
import { atStripe, chargeByHand, control, ownAccount } from '../../support/worker/accounts.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { AWAY, onlyPayment, openSession, readyInvoice, withStripe } from '../../support/worker/guards.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let shop: Shop;
let account: string;
async function open(wishes: object = {}) {
  shop = await openShop();
  account = await ownAccount(shop, wishes);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
}
beforeEach(() => open());

async function connectionRow() {
  const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
  if (row === undefined) throw new Error('no connection');
  return row;
}
/** The books, as of now. */
async function reconcile(ctx: Context = shop.ctx): Promise<void> {
  await scheduleReconciliation(ctx, await connectionRow(), 0);
  await reconcileDaily(ctx);
}
const transactions = async () =>
  shop.ctx.db
    .select()
    .from(balanceTransactions)
    .where(eq(balanceTransactions.connectionId, shop.connectionId))
    .orderBy(asc(balanceTransactions.createdAt), asc(balanceTransactions.stripeId))
    .all();
const openFindings = async () =>
  shop.ctx.db
    .select({
      kind: findings.kind,
      subject: findings.subject,
      state: findings.state,
      currency: findings.currency,
      amount: findings.amount,
    })
    .from(findings)
    .where(and(eq(findings.connectionId, shop.connectionId), isNull(findings.resolvedAt)))
    .all();
/** An invoice that was paid by link, and is booked here. */
async function paid(currency = 'USD') {
  const invoice = currency === 'USD' ? await readyInvoice(shop) : await shop.invoice(12_000, currency);
  await shop.work();
  await payAtStripe(await openSession(shop, invoice.payPath));
  await sweepEvents(shop.ctx);
  await shop.work();
  return onlyPayment(shop);
}

describe('the books', () => {
  it('of an account that is connected again miss nothing that moved in between, and count nothing twice', async () => {
    await chargeByHand(account, 5_000);
    await reconcile();
    const payment = await paid();
    const earlier = await connectionRow();
    await shop.ctx.db
      .update(connections)
      .set({ state: 'disconnected', disconnectedAt: shop.ctx.now() })
      .where(eq(connections.id, earlier.id));
    await advanceBoth(shop, 2 * HOUR);
    const again = { ...earlier, id: newId(shop.ctx, 'con'), createdAt: shop.ctx.now() };
    await shop.ctx.db.insert(connections).values(again);
    await reconcileDaily(shop.ctx);
    const rows = await shop.ctx.db.select().from(balanceTransactions);
    expect(rows.map((row) => [row.connectionId, row.classification, row.ownerId]).toSorted()).toEqual(
      [
        [earlier.id, 'foreign', null],
        [again.id, 'ours', payment.id],
      ].toSorted(),
    );
    const found = await shop.ctx.db.select().from(findings).where(eq(findings.connectionId, again.id));
    expect(found.filter(({ state }) => state === 'unexplained')).toEqual([]);
  });

  it('of an account that was connected again before it was ever read are read from its first connection on', async () => {
    const payment = await paid();
    const earlier = await connectionRow();
    const { db } = shop.ctx;
    await db
      .update(connections)
      .set({ state: 'disconnected', disconnectedAt: shop.ctx.now() })
      .where(eq(connections.id, earlier.id));
    await advanceBoth(shop, 3 * 24 * HOUR);
    const again = { ...earlier, id: newId(shop.ctx, 'con'), createdAt: shop.ctx.now() };
    await db.insert(connections).values(again);
    // Staff ask for it before anything was read on the new connection.
    must(await requestReconciliation(shop.ctx, { scope: shop.scope }));
    await reconcileDaily(shop.ctx);
    const rows = await db
      .select()
      .from(balanceTransactions)
      .where(eq(balanceTransactions.connectionId, again.id));
    expect(rows.filter(({ classification }) => classification === 'ours')).toMatchObject([
      { ownerId: payment.id },
    ]);
  });

  it('that was read before our row came is decided by the next connection of the account', async () => {
    const payment = await paid();
    await reconcile();
    const earlier = await connectionRow();
    const { db } = shop.ctx;
    const ofEarlier = eq(balanceTransactions.connectionId, earlier.id);
    await db.update(balanceTransactions).set({ classification: null, ownerId: null }).where(ofEarlier);
    await db
      .update(connections)
      .set({ state: 'disconnected', disconnectedAt: shop.ctx.now() })
      .where(eq(connections.id, earlier.id));
    const again = { ...earlier, id: newId(shop.ctx, 'con'), createdAt: shop.ctx.now() };
    await db.insert(connections).values(again);
    await advanceBoth(shop, 26 * HOUR);
    await reconcileDaily(shop.ctx);
    const rows = await db.select().from(balanceTransactions).where(ofEarlier);
    expect(rows).toMatchObject([{ classification: 'ours', ownerId: payment.id }]);
    const found = await db.select().from(findings).where(eq(findings.connectionId, again.id));
    expect(found.filter(({ state }) => state === 'unexplained')).toEqual([]);
  });

  it('take back as ours a refund that counted as foreign before its payment was put back', async () => {
    const payment = await paid();
    const { stripePaymentIntentId, id } = payment;
    await atStripe(account, '/refunds', { payment_intent: stripePaymentIntentId ?? '', amount: '4000' });
    await sweepEvents(shop.ctx);
    await shop.work();
    await reconcile();
    const { db } = shop.ctx;
    // As it was classified while the restored database knew neither of them.
    const isRefund = eq(balanceTransactions.reportingCategory, 'refund');
    await db.update(balanceTransactions).set({ classification: 'foreign', ownerId: null }).where(isRefund);
    await advanceBoth(shop, 26 * HOUR);
    await reconcile();
    const [refund] = await db.select().from(refunds).where(eq(refunds.paymentId, id));
    const rows = await db.select().from(balanceTransactions).where(isRefund);
    expect(rows).toMatchObject([{ classification: 'ours', ownerId: refund?.id }]);
    expect(await openFindings()).toEqual([]);
  });

  it('take back as ours a dispute’s withdrawal that counted as foreign, though what gave it back counts as ours', async () => {
    const payment = await paid();
    await control(`/charges/${payment.stripeChargeId}/dispute`, { kind: 'fraudulent' });
    await reconcile();
    const { db } = shop.ctx;
    const isWithdrawal = eq(balanceTransactions.reportingCategory, 'dispute');
    await db
      .update(balanceTransactions)
      .set({ classification: 'foreign', ownerId: null })
      .where(isWithdrawal);
    const [dispute] = await db.select().from(disputes).where(eq(disputes.paymentId, payment.id));
    await control(`/disputes/${dispute?.stripeDisputeId}/decide`, { outcome: 'won' });
    await advanceBoth(shop, 26 * HOUR);
    await reconcile();
    expect(await db.select().from(balanceTransactions).where(isWithdrawal)).toMatchObject([
      { classification: 'ours', ownerId: dispute?.id },
    ]);
    expect(await openFindings()).toEqual([]);
  });

  it('tell ours, the account’s own business and Stripe’s apart, and agree with the balance that Stripe states', async () => {
    const payment = await paid();
    await chargeByHand(account, 5_000);
    await atStripe(account, '/payment_intents', {
      amount: '30000',
      currency: 'usd',
      confirm: 'true',
      payment_method: 'pm_card_bypassPending',
    });
    await atStripe(account, '/payouts', { amount: '2000', currency: 'usd' });
    await reconcile();
    const rows = await transactions();
    expect(rows.map((row) => [row.reportingCategory, row.classification, row.ownerId])).toEqual(
      expect.arrayContaining([
        ['charge', 'ours', payment.id],
        ['charge', 'foreign', null],
        ['charge', 'foreign', null],
        ['payout', 'stripe', null],
      ]),
    );
    expect(rows).toHaveLength(4);
    expect(await openFindings()).toEqual([]);
    const [check] = await shop.ctx.db
      .select()
      .from(balanceChecks)
      .where(eq(balanceChecks.connectionId, shop.connectionId));
    expect(check).toMatchObject({ currency: 'USD', opening: 0 });
    expect(check?.stated).toBe(check?.reckoned);
  });

  it('are kept once a day, and each transaction is stored once however often it is listed', async () => {
    await paid();
    await reconcileDaily(shop.ctx);
    await reconcile();
    await Promise.all([reconcile(), reconcile()]);
    expect(await transactions()).toHaveLength(1);
    let asked = 0;
    const ctx = withStripe(shop.ctx, (real) => ({
      retrieveBalance: () => {
        asked += 1;
        return real.retrieveBalance();
      },
    }));
    await reconcileDaily(ctx);
    expect(asked).toBe(0);
    shop.advance(DAY);
    await reconcileDaily(ctx);
    expect(asked).toBe(2);
  });

  it('settle another currency by what it was converted into', async () => {
    await open({ settles: ['usd'] });
    await paid('EUR');
    await reconcile();
    const [row] = await transactions();
    expect(row).toMatchObject({ currency: 'USD', classification: 'ours', exchangeRate: expect.any(Number) });
    expect(await openFindings()).toEqual([]);
  });

  it('never count what another account has', async () => {
    const other = await openShop();
    const otherAccount = await ownAccount(other);
    await other.ctx.db
      .update(connections)
      .set({ state: 'active', account })
      .where(eq(connections.id, shop.connectionId));
    await chargeByHand(otherAccount, 777);
    await paid();
    await reconcileDaily(shop.ctx);
    expect((await transactions()).map(({ amount }) => amount)).toEqual([12_000]);
    const theirs = await shop.ctx.db
      .select()
      .from(balanceTransactions)
      .where(eq(balanceTransactions.connectionId, other.connectionId));
    expect(theirs.map(({ amount, classification }) => [amount, classification])).toEqual([[777, 'foreign']]);
  });
});

describe('what is unexplained is named to the cent:', () => {
  it('a payment’s row that was deleted by hand', async () => {
    const payment = await paid();
    await reconcile();
    const { db } = shop.ctx;
    await db.batch([
      db.update(emails).set({ paymentId: null }).where(eq(emails.paymentId, payment.id)),
      db.delete(paymentTargets).where(eq(paymentTargets.paymentId, payment.id)),
      db.delete(payments).where(eq(payments.id, payment.id)),
    ]);
    await reconcile();
    const [row] = await transactions();
    expect(await openFindings()).toEqual([
      {
        kind: 'ours_without_row',
        subject: row?.stripeId,
        state: 'unexplained',
        currency: 'USD',
        amount: row?.net,
      },
    ]);
  });

  it('a charge that was made by hand with our metadata: late at first, then unexplained, with one alarm', async () => {
    const metadata = { quittance_deployment: shop.ctx.deploymentId, quittance_payment: 'pay_by_hand' };
    const logged: string[] = [];
    const ctx: Context = { ...shop.ctx, log: (event) => logged.push(event) };
    await chargeByHand(account, 701, { metadata });
    await reconcile(ctx);
    expect(await openFindings()).toMatchObject([
      { kind: 'ours_without_row', state: 'waiting', currency: 'USD' },
    ]);
    shop.advance(2 * HOUR);
    await reconcile(ctx);
    await reconcile(ctx);
    const [row] = await transactions();
    expect(await openFindings()).toMatchObject([
      { state: 'unexplained', amount: row?.net, subject: row?.stripeId },
    ]);
    expect(logged.filter((event) => event === 'unexplained')).toHaveLength(1);
  });

  it('a transaction of ours that is not there, after a day; and explained when it comes', async () => {
    const payment = await paid();
    const hiding = withStripe(shop.ctx, (real) => ({
      listBalanceTransactions: async (since, after) => {
        const page = await real.listBalanceTransactions(since, after);
        return page.kind === 'ok' ? { kind: 'ok', value: { items: [], next: null } } : page;
      },
      retrieveBalance: async () => ({ kind: 'ok', value: [] }),
    }));
    await reconcile(hiding);
    const missing = { kind: 'row_without_transaction', subject: payment.id, amount: 12_000, currency: 'USD' };
    await reconcile(hiding);
    expect(await openFindings()).toEqual([{ ...missing, state: 'waiting' }]);
    await shop.ctx.db.update(payments).set({ succeededAt: shop.ctx.now() - 25 * HOUR });
    await reconcile(hiding);
    expect(await openFindings()).toEqual([{ ...missing, state: 'unexplained' }]);
    await reconcile();
    expect(await openFindings()).toEqual([]);
  });

  it('a category that nobody has classified', async () => {
    await chargeByHand(account, 900);
    const odd = withStripe(shop.ctx, (real) => ({
      listBalanceTransactions: async (since, after) => {
        const page = await real.listBalanceTransactions(since, after);
        if (page.kind !== 'ok') return page;
        const items = page.value.items.map((item) => ({ ...item, reportingCategory: 'moon_dust' }));
        return { kind: 'ok', value: { ...page.value, items } };
      },
    }));
    await reconcile(odd);
    expect(await openFindings()).toMatchObject([{ kind: 'unclassified', state: 'unexplained' }]);
  });

  it('a payment of ours that was booked over another amount', async () => {
    const payment = await paid();
    await shop.ctx.db.update(payments).set({ amountReceived: 11_999 }).where(eq(payments.id, payment.id));
    shop.advance(2 * DAY);
    await reconcile();
    expect(await openFindings()).toMatchObject([{ kind: 'amount_differs', subject: payment.id, amount: 1 }]);
  });

  it('a balance that is not what the transactions add up to', async () => {
    await paid();
    await reconcile();
    const { db } = shop.ctx;
    await db
      .update(balanceChecks)
      .set({ opening: 7 })
      .where(eq(balanceChecks.connectionId, shop.connectionId));
    await reconcile();
    expect(await openFindings()).toMatchObject([{ kind: 'balance_differs', subject: 'USD', amount: -7 }]);
    await db
      .update(balanceChecks)
      .set({ opening: 0 })
      .where(eq(balanceChecks.connectionId, shop.connectionId));
    await reconcile();
    expect(await openFindings()).toEqual([]);
  });

  it('and nothing is said of a balance that moved while its list was read', async () => {
    await paid();
    const busy = withStripe(shop.ctx, (real) => ({
      listBalanceTransactions: async (since, after) => {
        const page = await real.listBalanceTransactions(since, after);
        await chargeByHand(account, 400);
        return page;
      },
    }));
    await reconcile(busy);
    expect(await openFindings()).toEqual([]);
    const checks = await shop.ctx.db
      .select()
      .from(balanceChecks)
      .where(eq(balanceChecks.connectionId, shop.connectionId));
    expect(checks).toEqual([]);
  });

  it('are compared with Stripe’s balance on a busy account, too: money moves before each answer, and the check concludes', async () => {
    await paid();
    await reconcile();
    const busy = withStripe(shop.ctx, (real) => ({
      listBalanceTransactions: async (since, after) => {
        const page = await real.listBalanceTransactions(since, after);
        await chargeByHand(account, 400);
        return page;
      },
      retrieveBalance: async () => {
        await chargeByHand(account, 300);
        return real.retrieveBalance();
      },
    }));
    const before = shop.ctx.now();
    await reconcile(busy);
    const checked = async () =>
      shop.ctx.db.select().from(balanceChecks).where(eq(balanceChecks.connectionId, shop.connectionId)).get();
    const check = await checked();
    expect(check?.checkedAt).toBeGreaterThanOrEqual(before);
    expect(check?.stated).toBe(check?.reckoned);
    // A cent that the books do not have is found while money moves.
    await shop.ctx.db
      .update(balanceChecks)
      .set({ opening: 1 })
      .where(eq(balanceChecks.connectionId, shop.connectionId));
    await reconcile(busy);
    expect(await openFindings()).toContainEqual(
      expect.objectContaining({ kind: 'balance_differs', amount: -1, state: 'unexplained' }),
    );
  });

  it('a refund that is not known here, while Stripe does not answer; then it is fetched without any event', async () => {
    const payment = await paid();
    await atStripe(account, '/refunds', {
      payment_intent: payment.stripePaymentIntentId ?? '',
      amount: '500',
    });
    await reconcile(withStripe(shop.ctx, () => ({ listRefunds: async () => AWAY })));
    expect(await openFindings()).toMatchObject([
      { kind: 'ours_without_row', state: 'waiting', amount: -500 },
    ]);
    await reconcile();
    expect(await openFindings()).toEqual([]);
    expect((await transactions()).map(({ classification }) => classification)).toEqual(['ours', 'ours']);
    const known = await shop.ctx.db.select().from(refunds).where(eq(refunds.paymentId, payment.id));
    expect(known).toMatchObject([{ amount: 500, purpose: 'external' }]);
  });

  it('a refund that is not known here, in a tick that has sent statements before: what the books reserved is theirs', async () => {
    const payment = await paid();
    await atStripe(account, '/refunds', {
      payment_intent: payment.stripePaymentIntentId ?? '',
      amount: '500',
    });
    await metered(async (meter) => {
      meter.statements = 60;
      await reconcile();
    });
    expect(await openFindings()).toEqual([]);
    const known = await shop.ctx.db.select().from(refunds).where(eq(refunds.paymentId, payment.id));
    expect(known).toMatchObject([{ amount: 500 }]);
  });

  it('and a dispute whose event was lost is fetched too', async () => {
    const payment = await paid();
    await control(`/charges/${payment.stripeChargeId}/dispute`, { kind: 'fraudulent' });
    await reconcile();
    expect(await openFindings()).toEqual([]);
    const known = await shop.ctx.db.select().from(disputes).where(eq(disputes.paymentId, payment.id));
    expect(known).toHaveLength(1);
  });

  it('and a dispute that is decided again a year later is found by its money, without any event, both ways', async () => {
    const payment = await paid();
    await control(`/charges/${payment.stripeChargeId}/dispute`, { kind: 'fraudulent' });
    await reconcile();
    const known = async () => shop.ctx.db.select().from(disputes).where(eq(disputes.paymentId, payment.id));
    const [dispute] = await known();
    const decide = (outcome: string) => control(`/disputes/${dispute?.stripeDisputeId}/decide`, { outcome });
    await decide('won');
    await reconcile();
    expect(await known()).toMatchObject([{ state: 'won' }]);
    const state = async () =>
      (await shop.ctx.db.select().from(payments).where(eq(payments.id, payment.id)))[0]?.state;
    for (const [outcome, after] of [
      ['lost', 'returned'],
      ['won', 'succeeded'],
    ] as const) {
      await advanceBoth(shop, 365 * DAY);
      await decide(outcome);
      await reconcile();
      expect(await known()).toMatchObject([{ state: outcome }]);
      expect(await state()).toBe(after);
      expect((await openFindings()).filter(({ subject }) => subject === dispute?.id)).toEqual([]);
    }
  });

  it('money that Stripe puts back of a dispute that stays lost is followed, once, and stays', async () => {
    const payment = await paid();
    await control(`/charges/${payment.stripeChargeId}/dispute`, { kind: 'fraudulent' });
    await reconcile();
    const known = async () => shop.ctx.db.select().from(disputes).where(eq(disputes.paymentId, payment.id));
    const [dispute] = await known();
    const decide = (outcome: string) => control(`/disputes/${dispute?.stripeDisputeId}/decide`, { outcome });
    const state = async () =>
      (await shop.ctx.db.select().from(payments).where(eq(payments.id, payment.id)))[0]?.state;
    await decide('lost');
    await recordDisputes(shop.ctx, payment.id);
    await reconcile();
    expect(await known()).toMatchObject([{ state: 'lost', takenAmount: payment.amount }]);
    expect(await state()).toBe('returned');
    await advanceBoth(shop, 90 * DAY);
    await decide('put_back');
    await reconcile();
    for (let again = 0; again < 2; again += 1) {
      expect(await known()).toMatchObject([{ state: 'lost', takenAmount: null, withdrawn: false }]);
      expect(await state()).toBe('succeeded');
      expect((await openFindings()).filter(({ subject }) => subject === dispute?.id)).toEqual([]);
      await recordDisputes(shop.ctx, payment.id);
      await advanceBoth(shop, DAY);
      await reconcile();
    }
  });
});
