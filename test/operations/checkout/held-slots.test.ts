import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { slots } from '../../../src/db/schema/index.ts';
import type { Order, PayOutcome } from '../../../src/operations/checkout/order.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { passTime } from '../../support/worker/charging.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { payAtStripe } from '../../support/worker/shop.ts';
import { debitAt, openScene, type Scene, sessionOf, slotOf, WAYS, wordOf } from './entrances.ts';

let scene: Scene;
let one: string;
let two: string;
let both: Order;
beforeEach(async () => {
  scene = await openScene();
  [one, two] = [await scene.invoice(), await scene.invoice(5_000)];
  both = {
    ...scene.orderOf('portal session', one),
    lines: [
      { invoiceId: one, version: 1, amount: 'all' },
      { invoiceId: two, version: 1, amount: 'all' },
    ],
  };
});

/** A session for both invoices as it is put back where another payment held the slot of the second by then. */
async function withoutSecondSlot(): Promise<PayOutcome> {
  const outcome = await payCart(scene.shop.ctx, both);
  await scene.shop.ctx.db.delete(slots).where(eq(slots.invoiceId, two));
  return outcome;
}
const states = async () => (await scene.shop.payments()).map(({ state }) => state).toSorted();

describe('a session that does not hold every slot it is for', () => {
  it('is not gone on with: it is expired, and one that holds each takes its place', async () => {
    const first = sessionOf(await withoutSecondSlot());
    const again = sessionOf(await payCart(scene.shop.ctx, both));
    expect(again).not.toBe(first);
    expect((await payAtStripe(first)).ok).toBe(false);
    expect(await slotOf(scene.shop, two)).toBe(await slotOf(scene.shop, one));
    expect(await states()).toEqual(['canceled', 'session_open']);
  });

  it.each(WAYS)('is expired before the invoice whose slot it lacks is paid (%s)', async (way) => {
    const first = sessionOf(await withoutSecondSlot());
    expect(['checkout', 'paid']).toContain(wordOf(await scene.pay(way, two)));
    expect((await payAtStripe(first)).ok).toBe(false);
    expect(await states()).toEqual(['canceled', way.endsWith('saved') ? 'succeeded' : 'session_open']);
    expect((await scene.shop.slots()).map(({ invoiceId }) => invoiceId)).toEqual(
      way.endsWith('saved') ? [] : [two],
    );
  });

  it('is expired together with the one that holds the slot', async () => {
    const first = sessionOf(await withoutSecondSlot());
    const holder = sessionOf(await scene.pay('portal session', one));
    expect(await states()).toEqual(['canceled', 'session_open']);
    const next = sessionOf(await payCart(scene.shop.ctx, both));
    for (const over of [first, holder]) expect((await payAtStripe(over)).ok).toBe(false);
    expect((await payAtStripe(next)).ok).toBe(true);
    await scene.shop.sweepSoon();
    for (const id of [one, two]) expect(await invoiceRow(scene.shop, id)).toMatchObject({ status: 'paid' });
  });

  it('and brings a debit says so of each of its invoices, and nothing else is begun', async () => {
    await debitAt(await withoutSecondSlot());
    await passTime(scene.shop, 4);
    for (const way of WAYS) expect(wordOf(await scene.pay(way, two))).toBe('not_payable: processing');
    expect(await scene.shop.payments()).toHaveLength(1);
  });
});
