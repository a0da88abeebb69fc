import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { metered } from '../../../src/db/meter.ts';
import { sweeps } from '../../../src/db/schema/index.ts';
import { runScheduled } from '../../../src/jobs/scheduled.ts';
import { mayGoOn, reserving, UNIT } from '../../../src/operations/core/budget.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { openSession, readyInvoice } from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

describe('the books of a deployment whose ticks have room', () => {
  it('are kept once a day, and Stripe’s list of transactions is not read again every minute', async () => {
    const { payPath } = await readyInvoice(shop);
    await shop.work();
    await payAtStripe(await openSession(shop, payPath));
    await sweepEvents(shop.ctx);
    await shop.work();
    const list = and(eq(sweeps.connectionId, shop.connectionId), eq(sweeps.list, 'transactions'));
    const readAt: number[] = [];
    for (let minute = 0; minute < 4; minute += 1) {
      await runScheduled(shop.ctx);
      const [row] = await shop.ctx.db.select().from(sweeps).where(list);
      readAt.push(row?.touchedAt ?? 0);
      expect((row?.dueAt ?? 0) - (row?.touchedAt ?? 0)).toBeGreaterThan(DAY - MINUTE);
      await advanceBoth(shop, MINUTE);
    }
    expect(new Set(readAt).size).toBe(1);
  });

  it('go on with what is missing in the room that the run set aside', async () => {
    const answers = await metered(async (meter) => {
      const within = (statements: number) => {
        meter.statements = statements;
        return reserving(UNIT, async () => mayGoOn());
      };
      return [await within(62), await within(140), await within(141)];
    });
    expect(answers).toEqual([true, true, false]);
  });
});
