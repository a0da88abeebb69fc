import { env } from 'cloudflare:test';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/database.ts';
import { pruneOld, TICKS_A_ROUND } from '../../../src/operations/retention/prune-old.ts';
import { readyInvoice } from '../../support/worker/guards.ts';
import { openShop } from '../../support/worker/shop.ts';

it('what ends is found by an index, however much is kept', async () => {
  const shop = await openShop();
  await readyInvoice(shop);
  const sent = new Set<string>();
  const listening: D1Database = {
    prepare: (sql) => {
      sent.add(sql);
      return env.DB.prepare(sql);
    },
    batch: (statements) => env.DB.batch(statements),
    exec: (sql) => env.DB.exec(sql),
    withSession: (constraint) => env.DB.withSession(constraint),
    dump: () => env.DB.dump(),
  };
  const ctx = { ...shop.ctx, db: openDatabase(listening) };
  for (let tick = 0; tick < TICKS_A_ROUND; tick += 1) {
    await pruneOld(ctx);
    shop.advance(60_000);
  }
  expect(sent.size).toBeGreaterThan(8);
  for (const sql of sent) {
    const nothing = Array.from(sql.matchAll(/\?/g), () => null);
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...nothing)
      .all<{ detail: string }>();
    const steps = results.map(({ detail }) => detail);
    // Businesses are few, a list that is handed over is as long as a bite, and of marks there is one a business.
    const scans = steps.filter(
      (step) => /^SCAN (?!json_each|left|merchants)/.test(step) && !/ INDEX journal_marks_checked/.test(step),
    );
    expect({ sql, scans }).toEqual({ sql, scans: [] });
    expect(steps.join('\n')).not.toMatch(/TEMP B-TREE/);
  }
});
