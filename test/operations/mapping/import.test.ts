import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { customers } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { cancelImport } from '../../../src/operations/mapping/cancel-import.ts';
import { importRow } from '../../../src/operations/mapping/import-row.ts';
import { readMapping } from '../../../src/operations/mapping/read-mapping.ts';
import { runImport } from '../../../src/operations/mapping/run-import.ts';
import { startImport } from '../../../src/operations/mapping/start-import.ts';
import { undoLastDecision } from '../../../src/operations/mapping/undo.ts';
import { atStripe } from '../../support/worker/accounts.ts';
import { withStripe } from '../../support/worker/guards.ts';
import { type Mapping, openMapping } from '../../support/worker/mapping.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { must } from '../../support/worker/shop.ts';

let map: Mapping;
beforeEach(async () => {
  map = await openMapping();
});

const names = async () => (await map.customersAtStripe()).map(({ name }) => name).toSorted();

describe('decisions', () => {
  it('are made for all that match and undone as one, and nothing is done at Stripe by them', async () => {
    const ids = [await map.addClient({ legalName: 'One' }), await map.addClient({ legalName: 'Two' })];
    await map.read();
    must(await map.decide(ids.slice(0, 1), { kind: 'ignore' }));
    expect(must(await map.decideAll({ kind: 'create' }))).toMatchObject({ clients: 2 });
    expect((await Promise.all(ids.map(map.client))).map((one) => one?.status)).toEqual([
      'to_create',
      'to_create',
    ]);
    must(await undoLastDecision(map.ctx, { scope: map.scope, decisionId: null }));
    expect((await Promise.all(ids.map(map.client))).map((one) => one?.status)).toEqual([
      'ignored',
      'undecided',
    ]);
    expect(await undoLastDecision(map.ctx, { scope: map.scope, decisionId: null })).toMatchObject({
      rejection: { code: 'nothing_to_undo' },
    });
    expect(await names()).toEqual([]);
  });

  it('never give one Stripe customer to two clients, and say who has it', async () => {
    const [one, two] = [await map.addClient({ legalName: 'One' }), await map.addClient({ legalName: 'Two' })];
    const target = await map.addAtStripe({ name: 'Shared' });
    await map.read();
    must(await map.decide([one], { kind: 'map', target }));
    expect(await map.decide([two], { kind: 'map', target })).toMatchObject({
      rejection: { code: 'stripe_customer_taken', heldBy: { name: 'One' } },
    });
    await map.begin();
    await map.shop.work();
    expect(await map.decide([two], { kind: 'map', target })).toMatchObject({
      rejection: { code: 'stripe_customer_taken', heldBy: { name: 'One' } },
    });
    expect(await map.decide([one], { kind: 'map', target: 'cus_other' })).toMatchObject({
      rejection: { code: 'client_linked', stripeCustomerId: target },
    });
  });
});

describe('an import', () => {
  it('maps, creates and leaves alone what was decided, and configuration is complete', async () => {
    const mapped = await map.addClient({ legalName: 'Mapped' });
    const made = await map.addClient({ legalName: 'Made', email: 'made@acme.test' });
    const ignored = await map.addClient({ legalName: 'Ignored' });
    const target = await map.addAtStripe({ name: 'Mapped there' });
    await atStripe(map.account, '/payment_methods/pm_card_visa/attach', { customer: target });
    await map.read();
    must(await map.decide([mapped], { kind: 'map', target }));
    must(await map.decide([made], { kind: 'create' }));
    must(await map.decide([ignored], { kind: 'ignore' }));
    const { importId } = await map.begin();
    await map.shop.work();
    expect(await map.imported(importId)).toMatchObject({ state: 'finished', total: 2, done: 2, failed: 0 });
    expect(await map.client(mapped)).toMatchObject({ status: 'mapped', linked: target });
    expect(await map.client(made)).toMatchObject({ status: 'mapped' });
    expect(await map.client(ignored)).toMatchObject({ status: 'ignored' });
    expect(await names()).toEqual(['Made', 'Mapped there']);
    expect(await methodsOnFile(map.shop, mapped)).toMatchObject([{ state: 'usable' }]);
    const view = must(await readMapping(map.ctx, { scope: map.scope }));
    expect(view.completedAt).not.toBeNull();
  });

  it('that is cut off anywhere goes on without a duplicate at Stripe, though the name was changed meanwhile', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1)
      ids.push(await map.addClient({ legalName: `Client ${index}` }));
    await map.read();
    must(await map.decideAll({ kind: 'create' }));
    const { importId } = await map.begin();
    // Every third answer is lost after Stripe has made the customer, and the worker dies with it.
    let calls = 0;
    const dying = withStripe(map.ctx, (real) => ({
      createCustomer: async (request, key) => {
        const made = await real.createCustomer(request, key);
        calls += 1;
        if (calls % 3 === 0) throw new Error('the worker died');
        return made;
      },
    }));
    await runImport(dying, { importId });
    for (const id of ids) await importRow(dying, { importId, customerId: id }).catch(() => undefined);
    expect((await map.imported(importId)).done).toBeLessThan(12);
    await map.ctx.db
      .update(customers)
      .set({ legalName: 'Renamed' })
      .where(eq(customers.id, ids[2] ?? ''));
    // Both of two workers that come next, minutes later.
    map.shop.advance(10 * 60_000);
    await Promise.all([runImport(map.ctx, { importId }), runImport(map.ctx, { importId })]);
    await map.shop.work();
    map.shop.advance(10 * 60_000);
    await runImport(map.ctx, { importId });
    await map.shop.work();
    expect(await map.imported(importId)).toMatchObject({ state: 'finished', done: 12 });
    expect(await map.customersAtStripe()).toHaveLength(12);
  });

  it('is one on a connection: a second person is shown the first one’s', async () => {
    await map.addClient();
    await map.read();
    must(await map.decideAll({ kind: 'create' }));
    const ask = (by: string) =>
      startImport(map.ctx, { scope: map.scope, commandId: newId(map.ctx, 'req'), by, only: 'all' });
    const both = (await Promise.all([ask('Ada'), ask('Bob')])).map(must);
    expect(new Set(both.map(({ importId }) => importId)).size).toBe(1);
    expect(both.map(({ joined }) => joined).toSorted()).toEqual([false, true]);
    await map.shop.work();
    expect(await map.customersAtStripe()).toHaveLength(1);
    expect(await ask('Eve')).toMatchObject({ rejection: { code: 'nothing_to_import' } });
  });

  it('slows down where Stripe says that it is too fast, and does all in the end', async () => {
    for (const legalName of ['One', 'Two', 'Three']) await map.addClient({ legalName });
    await map.read();
    must(await map.decideAll({ kind: 'create' }));
    const { importId } = await map.begin();
    let limited = 0;
    const busy = withStripe(map.ctx, (real) => ({
      createCustomer: async (request, key) => {
        limited += 1;
        return limited === 1
          ? { kind: 'unknown', reason: '429 rate_limit' }
          : real.createCustomer(request, key);
      },
    }));
    const [first] = await map.rows(importId);
    await importRow(busy, { importId, customerId: first?.customerId ?? '' });
    expect(await map.imported(importId)).toMatchObject({ slowed: 1, done: 0, wave: 25 });
    // Until then, nothing is sent.
    await importRow(busy, { importId, customerId: first?.customerId ?? '' });
    expect(limited).toBe(1);
    map.shop.advance(2 * 60_000);
    await map.shop.work();
    expect(await map.imported(importId)).toMatchObject({ state: 'finished', done: 3 });
    expect(await map.customersAtStripe()).toHaveLength(3);
  });

  it('fails what Stripe refuses with its words, and does these alone again', async () => {
    const [good, bad] = [
      await map.addClient({ legalName: 'Good' }),
      await map.addClient({ legalName: 'Bad' }),
    ];
    await map.read();
    must(await map.decide([good], { kind: 'create' }));
    must(await map.decide([bad], { kind: 'map', target: 'cus_nobody' }));
    const { importId } = await map.begin();
    await map.shop.work();
    expect(await map.imported(importId)).toMatchObject({ state: 'finished', done: 1, failed: 1 });
    expect(await map.client(bad)).toMatchObject({ status: 'failed', failureCode: 'missing' });
    const again = await map.begin('failed');
    await map.shop.work();
    expect(await map.imported(again.importId)).toMatchObject({ total: 1, failed: 1 });
    must(await map.decide([bad], { kind: 'create' }));
    await map.begin('all');
    await map.shop.work();
    expect(await map.client(bad)).toMatchObject({ status: 'mapped', failureCode: null });
  });

  it('that is canceled leaves the rest decided, and skips what was decided otherwise meanwhile', async () => {
    const ids = [await map.addClient({ legalName: 'One' }), await map.addClient({ legalName: 'Two' })];
    const [one = '', two = ''] = ids;
    await map.read();
    must(await map.decideAll({ kind: 'create' }));
    const { importId } = await map.begin();
    must(await map.decide([two], { kind: 'ignore' }));
    await importRow(map.ctx, { importId, customerId: two });
    must(await cancelImport(map.ctx, { scope: map.scope, importId, commandId: 'cancel', by: 'Ada' }));
    await map.shop.work();
    expect(await map.imported(importId)).toMatchObject({ state: 'canceled', done: 0, skipped: 1 });
    expect(await map.client(one)).toMatchObject({ status: 'to_create' });
    expect(await map.client(two)).toMatchObject({ status: 'ignored' });
    expect(await map.customersAtStripe()).toEqual([]);
  });
});
