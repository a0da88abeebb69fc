import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  balanceTransactions,
  connections,
  findings,
  inbox,
  sweeps,
  unknownObjects,
} from '../../../src/db/schema/index.ts';
import type { FindingKind } from '../../../src/domain/finding.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { addBankAccount } from '../../../src/operations/methods/add-bank-account.ts';
import { beginSetup } from '../../../src/operations/methods/begin-setup.ts';
import { requestReconciliation } from '../../../src/operations/reconciliation/request-reconciliation.ts';
import { dismissFinding } from '../../../src/operations/recovery/dismiss-finding.ts';
import { listFindings } from '../../../src/operations/recovery/list-findings.ts';
import { rebuildPaused } from '../../../src/operations/recovery/rebuild.ts';
import { readHealth } from '../../../src/operations/watch/health.ts';
import { catchUpAll, chargeByHand, ownAccount } from '../../support/worker/accounts.ts';
import { invoiceRow, openSession, readyInvoice } from '../../support/worker/guards.ts';
import { AGREED, ownerOf, typedAccount } from '../../support/worker/methods.ts';
import { must, openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
});

const connectionRow = async () => {
  const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
  return row;
};
const open = async () => must(await listFindings(shop.ctx, { scope: shop.scope, state: 'open' }));
const quarantined = () =>
  shop.ctx.db
    .select({ id: inbox.eventId })
    .from(inbox)
    .where(and(eq(inbox.account, account), eq(inbox.state, 'quarantined')))
    .all();
/** Cron was away for eleven minutes; then it goes through Stripe's lists. */
async function awayAndBack(): Promise<void> {
  shop.advance(11 * MINUTE);
  await sweepEvents(shop.ctx);
  await rebuildPaused(shop.ctx);
  await shop.work();
}
const readEverythingAgain = async (): Promise<void> => {
  await shop.ctx.db
    .update(sweeps)
    .set({ touchedAt: shop.ctx.now() - 60 * MINUTE })
    .where(eq(sweeps.connectionId, shop.connectionId));
  await shop.ctx.db
    .update(inbox)
    .set({ state: 'pending', reason: null })
    .where(and(eq(inbox.account, account), eq(inbox.state, 'quarantined')));
  await sweepEvents(shop.ctx);
  await rebuildPaused(shop.ctx);
  const pending = await shop.ctx.db.select().from(inbox).where(eq(inbox.state, 'pending'));
  await shop.ctx.enqueue(
    pending.map(({ livemode, eventId }) => ({ kind: 'inbox', account, livemode, eventId })),
  );
  await shop.work();
};
const dismiss = (subject: string, kind: FindingKind = 'unknown_object') =>
  dismissFinding(shop.ctx, {
    scope: shop.scope,
    kind,
    subject,
    by: 'Ann',
    reason: 'A test of the old shop.',
    commandId: newId(shop.ctx, 'req'),
  });
const marked = (more: Readonly<Record<string, string>>) => ({
  quittance_deployment: shop.ctx.deploymentId,
  quittance_merchant: shop.scope.merchantId,
  ...more,
});

describe('what saves a payment method is no payment', () => {
  it('a card that is being saved, and eleven minutes without cron, leave nothing for a person', async () => {
    await sweepEvents(shop.ctx);
    const { customerId, payPath } = await readyInvoice(shop);
    const setupId = newId(shop.ctx, 'set');
    must(await beginSetup(shop.ctx, { who: ownerOf(shop, customerId), setupId, kind: 'card', locale: 'en' }));
    await awayAndBack();
    expect(await open()).toEqual([]);
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
    expect(await openSession(shop, payPath)).toMatch(/^cs_test_/);
  });

  it('nor one that was saved meanwhile, nor an account that waits for its deposits', async () => {
    await sweepEvents(shop.ctx);
    const { customerId } = await readyInvoice(shop);
    const who = ownerOf(shop, customerId);
    for (const kind of ['card', 'bank_instant'] as const) {
      const setupId = newId(shop.ctx, 'set');
      const { url } = must(await beginSetup(shop.ctx, { who, setupId, kind, locale: 'en' }));
      await payAtStripe(
        sessionIn(url),
        kind === 'card' ? { card: '4242424242424242' } : { bank: '000123456789' },
      );
    }
    const setupId = newId(shop.ctx, 'set');
    must(await addBankAccount(shop.ctx, { who, setupId, typed: typedAccount(), agreed: AGREED }));
    await awayAndBack();
    expect(await open()).toEqual([]);
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
  });
});

describe('another merchant’s object is foreign, though its deployment has the same name', () => {
  const others = { quittance_merchant: 'mer_of_another_deployment' };

  it('its payments pause nothing here, freeze nothing, and are not asked about', async () => {
    await sweepEvents(shop.ctx);
    const { invoiceId, payPath } = await readyInvoice(shop);
    for (const payment of ['pay_a', 'pay_b', 'pay_c']) {
      const metadata = marked({ ...others, quittance_payment: payment, quittance_invoice: invoiceId });
      await chargeByHand(account, 700, { metadata });
    }
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
    await awayAndBack();
    expect(await open()).toEqual([]);
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
    expect((await invoiceRow(shop, invoiceId)).frozenAt).toBeNull();
    expect(await openSession(shop, payPath)).toMatch(/^cs_test_/);
  });

  it('and its money is foreign in the books', async () => {
    await chargeByHand(account, 700, { metadata: marked({ ...others, quittance_payment: 'pay_a' }) });
    await catchUpAll(shop.ctx);
    const rows = await shop.ctx.db
      .select({ as: balanceTransactions.classification })
      .from(balanceTransactions)
      .where(eq(balanceTransactions.connectionId, shop.connectionId));
    expect(rows).toEqual([{ as: 'foreign' }]);
  });

  it('while what is marked as ours and is not known is asked about, under whatever name', async () => {
    await sweepEvents(shop.ctx);
    await chargeByHand(account, 700, { metadata: marked({}) });
    await chargeByHand(account, 800, { metadata: marked({}) });
    await awayAndBack();
    const found = await open();
    expect(found).toMatchObject([{ reason: 'no_payment_named' }, { reason: 'no_payment_named' }]);
    expect(found.map(({ subject, stripeId }) => subject === stripeId)).toEqual([true, true]);
  });
});

describe('a finding that a person has dismissed stays dismissed', () => {
  it('an object that names no payment, in whatever list it is met again', async () => {
    await sweepEvents(shop.ctx);
    const { invoiceId } = await readyInvoice(shop);
    const { id } = await chargeByHand(account, 700, { metadata: marked({ quittance_invoice: invoiceId }) });
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await open()).toMatchObject([{ subject: id, frozenInvoiceIds: [invoiceId] }]);
    expect((await dismiss(id)).kind).toBe('done');
    expect((await invoiceRow(shop, invoiceId)).frozenAt).toBeNull();
    expect(await quarantined()).toEqual([]);
    await readEverythingAgain();
    expect(await open()).toEqual([]);
    expect((await invoiceRow(shop, invoiceId)).frozenAt).toBeNull();
    expect(await connectionRow()).toMatchObject({ pausedAt: null });
    expect(await quarantined()).toEqual([]);
  });

  it('also where it is met through a new connection to the same account', async () => {
    await sweepEvents(shop.ctx);
    await chargeByHand(account, 700, { metadata: marked({ quittance_payment: 'pay_old' }) });
    await sweepEvents(shop.ctx);
    await shop.work();
    expect((await dismiss('pay_old')).kind).toBe('done');
    const before = await connectionRow();
    if (before === undefined) throw new Error('no connection');
    const ended = { state: 'disconnected', disconnectedAt: shop.ctx.now() } as const;
    await shop.ctx.db.update(connections).set(ended).where(eq(connections.id, before.id));
    await shop.ctx.db.insert(connections).values({ ...before, id: newId(shop.ctx, 'con') });
    shop.advance(11 * MINUTE);
    await sweepEvents(shop.ctx);
    await rebuildPaused(shop.ctx);
    await shop.work();
    expect(await open()).toEqual([]);
  });

  it('what it froze goes on only where no other finding holds it', async () => {
    await sweepEvents(shop.ctx);
    const { invoiceId } = await readyInvoice(shop);
    for (const payment of ['pay_a', 'pay_b']) {
      const metadata = marked({ quittance_payment: payment, quittance_invoice: invoiceId });
      await chargeByHand(account, 700, { metadata });
    }
    await sweepEvents(shop.ctx);
    await shop.work();
    expect((await dismiss('pay_a')).kind).toBe('done');
    expect((await invoiceRow(shop, invoiceId)).frozenAt).not.toBeNull();
    expect((await dismiss('pay_b')).kind).toBe('done');
    expect((await invoiceRow(shop, invoiceId)).frozenAt).toBeNull();
    expect(
      await shop.ctx.db
        .select()
        .from(unknownObjects)
        .where(and(eq(unknownObjects.connectionId, shop.connectionId), isNull(unknownObjects.resolvedAt))),
    ).toEqual([]);
  });

  it('an item of the books, until it is over another amount', async () => {
    await chargeByHand(account, 700, { metadata: marked({ quittance_payment: 'pay_a' }) });
    await catchUpAll(shop.ctx);
    const reconcile = async () => {
      must(await requestReconciliation(shop.ctx, { scope: shop.scope }));
      await catchUpAll(shop.ctx);
    };
    shop.advance(2 * DAY);
    await reconcile();
    const items = (await open()).filter(({ kind }) => kind === 'ours_without_row');
    expect(items).toHaveLength(1);
    const subject = items[0]?.subject ?? '';
    expect((await dismiss(subject, 'ours_without_row')).kind).toBe('done');
    const before = (await readHealth(shop.ctx)).unexplained;
    await reconcile();
    expect((await open()).filter(({ kind }) => kind === 'ours_without_row')).toEqual([]);
    expect((await readHealth(shop.ctx)).unexplained).toBe(before);
    await shop.ctx.db
      .update(balanceTransactions)
      .set({ net: 1, fee: sql`${balanceTransactions.amount} - 1` })
      .where(eq(balanceTransactions.stripeId, subject));
    await reconcile();
    expect((await open()).filter(({ kind }) => kind === 'ours_without_row')).toMatchObject([
      { subject, amount: 1 },
    ]);
    expect(await shop.ctx.db.select().from(findings).where(eq(findings.subject, subject))).toHaveLength(1);
  });
});
