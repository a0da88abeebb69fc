import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { payments } from '../../../src/db/schema/index.ts';
import { OPEN_STATES, type OpenState } from '../../../src/domain/payment/state.ts';
import { readHealth } from '../../../src/operations/watch/health.ts';
import { raiseAlarms } from '../../../src/operations/watch/raise-alarms.ts';
import { onlyPayment, openSession, readyInvoice, withLog } from '../../support/worker/guards.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How old each open state can be, said once more beside the code. */
const LIMITS: Readonly<Record<OpenState, number>> = {
  claimed: DAY,
  session_open: DAY,
  confirming: DAY,
  authenticating: DAY,
  verifying: 11 * DAY,
  processing: 10 * DAY,
  unknown: DAY,
};

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

async function openIn(state: OpenState) {
  await openSession(shop, (await readyInvoice(shop)).payPath);
  const { id } = await onlyPayment(shop);
  const now = shop.ctx.now();
  const beganAt = state === 'processing' ? now : null;
  await shop.ctx.db.update(payments).set({ state, claimedAt: now, beganAt }).where(eq(payments.id, id));
}

async function alarms(): Promise<number> {
  const { ctx, logged } = withLog(shop.ctx);
  await raiseAlarms(ctx);
  return logged.filter((event) => event === 'payment_unresolved').length;
}

describe('every open state of a payment has an oldest age', () => {
  it.each(OPEN_STATES)('(%s): then an alarm is raised, once, and health counts it', async (state) => {
    await raiseAlarms(shop.ctx);
    const before = (await readHealth(shop.ctx)).unresolvedPayments;
    await openIn(state);
    shop.advance(LIMITS[state] - HOUR);
    const others = await alarms();
    shop.advance(2 * HOUR);
    const { unresolvedPayments } = await readHealth(shop.ctx);
    expect(unresolvedPayments).toBeGreaterThan(before);
    expect(await alarms()).toBe(1);
    expect(await alarms()).toBe(0);
    expect(others).toBe(0);
  });

  it('counts a debit from when it began, not from its claim', async () => {
    await openIn('processing');
    const { id, claimedAt } = await onlyPayment(shop);
    await shop.ctx.db
      .update(payments)
      .set({ beganAt: claimedAt + 9 * DAY })
      .where(eq(payments.id, id));
    shop.advance(18 * DAY);
    expect(await alarms()).toBe(0);
    shop.advance(2 * DAY);
    expect(await alarms()).toBe(1);
  });
});
