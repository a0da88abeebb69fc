import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { payments } from '../../../src/db/schema/index.ts';
import { CARD_LIMIT } from '../../../src/domain/collection/limits.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { hooked } from '../../support/worker/charging.ts';
import {
  attemptsAt,
  collect,
  customerWith,
  draftFor,
  send,
  setPolicy,
} from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { controlStripe } from '../../support/worker/stripe.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send', retryDays: [3], remindDays: [] });
  await shop.ctx.db.update(payments).set({ fingerprint: null });
});

/** A customer with one card, and so many invoices of theirs that were sent and not collected yet. */
async function withInvoices(count: number) {
  const customerId = await customerWith(shop, 'pm_card_visa');
  const [card] = await methodsOnFile(shop, customerId);
  if (card === undefined) throw new Error('no card');
  const invoiceIds: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const invoiceId = await draftFor(shop, customerId, { amount: 1_000 + n });
    await send(shop, invoiceId);
    invoiceIds.push(invoiceId);
  }
  shop.enqueued.length = 0;
  const decline = (declineCode: string) =>
    controlStripe(`/payment_methods/${card.stripePaymentMethodId}/decline`, { declineCode });
  return { customerId, card, invoiceIds, decline };
}

/** The row of a charge of the card as autopay begins it, or of one that was declined so long ago. */
const row = (
  { card, customerId }: Awaited<ReturnType<typeof withInvoices>>,
  ago: number,
  state: 'claimed' | 'failed',
): typeof payments.$inferInsert => ({
  id: newId(shop.ctx, 'pay'),
  merchantId: shop.scope.merchantId,
  connectionId: shop.connectionId,
  customerId,
  livemode: false,
  via: 'autopay',
  flow: 'intent',
  attempt: 1,
  currency: 'USD',
  amount: 1_000,
  state,
  request: '{}',
  failureCode: state === 'failed' ? 'generic_decline' : null,
  paymentMethodId: card.id,
  fingerprint: card.fingerprint,
  claimedAt: shop.ctx.now() - ago,
  expiresAt: shop.ctx.now() + HOUR,
  closedAt: state === 'failed' ? shop.ctx.now() - ago : null,
  updatedAt: shop.ctx.now(),
});

async function declinedBefore(of: Awaited<ReturnType<typeof withInvoices>>, times: number, ago: number) {
  for (let n = 0; n < times; n += 1) await shop.ctx.db.insert(payments).values(row(of, ago, 'failed'));
}

const triesOf = async ({ card }: Awaited<ReturnType<typeof withInvoices>>, state: 'failed' | 'canceled') =>
  (
    await shop.ctx.db
      .select({ id: payments.id })
      .from(payments)
      .where(and(eq(payments.fingerprint, card.fingerprint ?? ''), eq(payments.state, state)))
  ).length;

describe('a card’s last allowed try', () => {
  it.each([
    [CARD_LIMIT.failuresIn30Days, 3 * DAY],
    [CARD_LIMIT.failuresIn24Hours, HOUR],
  ])(
    'is used by one of several invoices that are decided at the same time (%i declines)',
    async (limit, ago) => {
      const of = await withInvoices(4);
      await declinedBefore(of, limit - 1, ago);
      await of.decline('generic_decline');
      await Promise.all(of.invoiceIds.map((invoiceId) => collect(shop, invoiceId)));
      expect(await triesOf(of, 'failed')).toBe(limit);
      const attempts = await Promise.all(of.invoiceIds.map((invoiceId) => attemptsAt(shop, invoiceId)));
      expect(attempts.flat()).toHaveLength(1);
      const others = await Promise.all(of.invoiceIds.map((invoiceId) => invoiceRow(shop, invoiceId)));
      expect(others.map(({ collectReason }) => collectReason)).toContain('network_limit');
      expect(others.every(({ nextCheckAt }) => nextCheckAt !== null)).toBe(true);
    },
  );

  it('is held by the database where a worker decided on what was so before', async () => {
    const of = await withInvoices(0);
    const claim = () => shop.ctx.db.insert(payments).values(row(of, 0, 'claimed'));
    await declinedBefore(of, CARD_LIMIT.failuresIn30Days - 1, 3 * DAY);
    await claim();
    const refused = async (): Promise<string> => {
      const error: unknown = await claim().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      return error instanceof Error ? String(error.cause ?? error.message) : '';
    };
    // The one under way may be declined yet.
    expect(await refused()).toContain('network limit');
    const mine = eq(payments.fingerprint, of.card.fingerprint ?? '');
    await shop.ctx.db.delete(payments).where(mine);
    await declinedBefore(of, CARD_LIMIT.failuresIn24Hours, HOUR);
    expect(await refused()).toContain('network limit');
    await shop.ctx.db
      .update(payments)
      .set({ closedAt: shop.ctx.now() - DAY - 1 })
      .where(mine);
    await claim();
  });
});

describe('a never again', () => {
  it('that is heard while another invoice’s charge is being prepared stops that charge', async () => {
    const of = await withInvoices(2);
    const [first = '', second = ''] = of.invoiceIds;
    await of.decline('lost_card');
    let isNested = false;
    const slow = hooked(shop.ctx, 'createIntent', async (sendIt) => {
      const made = await sendIt();
      if (!isNested) {
        isNested = true;
        await collect(shop, first);
      }
      return made;
    });
    await collectInvoice(slow, second);
    expect(await attemptsAt(shop, first)).toMatchObject([{ state: 'failed', failureCode: 'lost_card' }]);
    expect(await attemptsAt(shop, second)).toMatchObject([{ state: 'canceled', failureCode: null }]);
    await collect(shop, second);
    expect(await attemptsAt(shop, second)).toHaveLength(1);
    expect(await invoiceRow(shop, second)).toMatchObject({ collectStage: 'needs_customer' });
  });

  it('that a payer met on Stripe’s page holds for their card on file', async () => {
    const of = await withInvoices(1);
    const gone = { ...row(of, HOUR, 'failed'), state: 'canceled' as const, failureCode: 'stolen_card' };
    await shop.ctx.db
      .insert(payments)
      .values({ ...gone, via: 'link', flow: 'session', paymentMethodId: null });
    const [invoiceId = ''] = of.invoiceIds;
    await collect(shop, invoiceId);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });
});
