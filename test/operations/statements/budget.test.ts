import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { MOST_STATEMENTS, metered } from '../../../src/db/meter.ts';
import { runSwept } from '../../../src/operations/outbox/run-swept.ts';
import { sweepStatements } from '../../../src/operations/statements/sweep-statements.ts';
import { openShop } from '../../support/worker/shop.ts';
import { decisions, switchTo, toNextMailing } from '../../support/worker/statements.ts';

const CUSTOMERS = 1_203;

it('statements of 1,203 customers: each is noted once, no tick sends D1 more than 300 statements, the rest is queued', async () => {
  const shop = await openShop();
  await switchTo(shop, true);
  const contacts = JSON.stringify([{ name: null, email: 'a@a.test', roles: ['statements'], language: null }]);
  await shop.ctx.db.run(sql`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${CUSTOMERS})
    INSERT INTO customers (id, merchant_id, livemode, legal_name, billing_emails, tax_status, address,
      customer_aliases, contacts, search_words, created_at, updated_at)
    SELECT printf('cus_%026d', i), ${shop.scope.merchantId}, 0, 'Payer', '[]', 'TAXED', '{}', '[]', ${contacts}, '[]', 0, 0
    FROM n`);
  toNextMailing(shop);
  const sent = async () =>
    metered(async (meter) => {
      await sweepStatements(shop.ctx);
      return meter.statements;
    });
  expect(await sent()).toBeLessThanOrEqual(MOST_STATEMENTS);
  expect(await decisions(shop)).toHaveLength(CUSTOMERS);
  shop.enqueued.length = 0;
  expect(await sent()).toBeLessThanOrEqual(MOST_STATEMENTS);
  const queued = shop.enqueued.flatMap((message) => (message.kind === 'sweep' ? [message] : []));
  expect(queued.length).toBeGreaterThan(450);
  expect(new Set(queued.map(({ id }) => id)).size).toBe(queued.length);
  // What comes twice is decided once, and what was handed over is not handed over again.
  const [one] = queued;
  if (one === undefined) throw new Error('nothing is queued');
  await runSwept(shop.ctx, one);
  await runSwept(shop.ctx, one);
  shop.enqueued.length = 0;
  await sent();
  const again = shop.enqueued.flatMap((message) => (message.kind === 'sweep' ? [message.id] : []));
  expect(again.filter((id) => queued.some((message) => message.id === id))).toEqual([]);
});
