import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { runScheduled } from '../../src/jobs/scheduled.ts';
import { countedD1 } from '../support/worker/counted-d1.ts';
import { withLog } from '../support/worker/guards.ts';
import { openShop } from '../support/worker/shop.ts';

it('a tick with nothing to do sends D1 no more than twenty statements, whichever minute it is', async () => {
  const shop = await openShop();
  const { binding, takeSent } = countedD1();
  const { ctx, logged } = withLog({ ...shop.ctx, db: openDatabase(binding) });
  // The first ones read Stripe's lists and keep the books.
  for (let tick = 0; tick < 3; tick += 1) await runScheduled(ctx);
  const sent: number[] = [];
  for (let tick = 0; tick < 30; tick += 1) {
    shop.advance(60_000);
    takeSent();
    await runScheduled(ctx);
    sent.push(takeSent());
  }
  expect(Math.max(...sent)).toBeLessThanOrEqual(20);
  expect(logged).not.toContain('tick_failed');
});
