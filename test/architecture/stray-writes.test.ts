import { describe, expect, it } from 'vitest';
import { strayWrites } from '../support/node/stray-writes.ts';

describe('the checker of writes', () => {
  const inside = (body: string) =>
    new Map([
      ['src/operations/core/a.ts', `export async function f(ctx: Context, db: Database) {\n${body}\n}`],
    ]);

  it.each([
    'await ctx.db.update(invoices).set({ paid: true }).where(eq(invoices.id, id));',
    'await ctx.db\n  .update(invoices)\n  .set({ paid: true });',
    'const [row] = await ctx.db.insert(alarms).values(row).returning();',
    'const [row] = await (ctx.db.delete(alarms).where(old));',
    'return ctx.db.delete(alarms).where(old);',
    'const write = async () => db.delete(alarms);',
    'void ctx.db.delete(alarms).run();',
    'ctx.db.delete(alarms).then(() => {});',
    'await (late ? ctx.db.delete(alarms) : nothing);',
    'await ctx.db.batch([ctx.db.insert(alarms).values(row)]);',
    'await ctx.db.batch([selectHead(ctx.db, stream), ctx.db.update(invoices).set(columns)]);',
    'await ctx.db.batch([selectHead(ctx.db, stream), ...rows]);',
    'await ctx.db.batch(statements);',
    'await ctx.db.batch([insertInvoice(ctx.db, row)]);',
    'await ctx.db.run(sql`delete from alarms`);',
    "await env.DB.prepare('delete from alarms');",
    "await env.DB.exec('delete from alarms');",
  ])('refuses %s', (body) => {
    expect(strayWrites(inside(body))).toHaveLength(1);
  });

  it.each([
    'return commitChange(ctx, { rows: [ctx.db.update(invoices).set({ paid: true })] });',
    'const rows = [ctx.db.insert(alarms).values(row)];',
    'const [found] = await ctx.db.select().from(invoices);',
    'const [[a], b] = await ctx.db.batch([selectHead(ctx.db, s), ctx.db.select().from(invoices)]);',
    'await ctx.db.batch([db.select({ id: invoices.id }).from(invoices), db.selectDistinct().from(alarms)]);',
    'names.delete(name); await cache.delete(key);',
    'const build = (at: number) => ctx.db.update(invoices).set({ at });',
    '// await ctx.db.delete(alarms);',
  ])('lets pass %s', (body) => {
    expect(strayWrites(inside(body))).toEqual([]);
  });

  it('watches routes, jobs and wiring, and leaves src/db alone', () => {
    const source = 'export const f = async (db: Database) => { await db.delete(alarms); };';
    const found = (path: string) => strayWrites(new Map([[path, source]])).length;
    const paths = ['src/routes/a.ts', 'src/jobs/a.ts', 'src/index.ts', 'src/db/writes/a.ts', 'test/a.ts'];
    expect(paths.map(found)).toEqual([1, 1, 1, 0, 0]);
  });
});
