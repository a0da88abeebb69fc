import { and, eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCollectable } from '../../../src/db/queries/collectable.ts';
import { recheckAt } from '../../../src/db/queries/next-check.ts';
import { connections, invoices } from '../../../src/db/schema/index.ts';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import { saveDecision } from '../../../src/operations/collection/save-decision.ts';
import { sweepDue } from '../../../src/operations/collection/sweep-due.ts';
import { awaitTurn } from '../../../src/operations/collection/turns.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { collectionFacts } from '../../../src/operations/facts/collection-facts.ts';
import { moneyFor, passTime, withoutPauses } from '../../support/worker/charging.ts';
import {
  attemptsAt,
  collect,
  customerWith,
  draftFor,
  send,
  setPolicy,
  tick,
} from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let shop: Shop;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send', remindDays: [] });
  // Invoices of other tests' shops must not be due here.
  await shop.ctx.db.update(invoices).set({ nextCheckAt: null });
});

/** Creates due invoices that are not enqueued yet. */
async function due(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const id = await draftFor(shop, customerId);
    await send(shop, id);
    ids.push(id);
  }
  shop.enqueued.length = 0;
  return ids;
}

const delays = (): number[] =>
  shop.enqueued.flatMap((message) => (message.kind === 'collect' ? [message.delaySeconds] : []));
const wokenInvoices = (): string[] =>
  shop.enqueued.flatMap((message) => (message.kind === 'collect' ? [message.invoiceId] : []));

describe('a tick of cron', () => {
  beforeEach(async () => {
    customerId = await customerWith(shop, 'pm_card_visa');
  });

  it('puts each due invoice into the queue once, however many ticks overlap, and a doubled one adds nothing', async () => {
    const ids = await due(6);
    await Promise.all(Array.from({ length: 4 }, () => sweepDue(shop.ctx)));
    await sweepDue(shop.ctx);
    expect(wokenInvoices().toSorted()).toEqual(ids.toSorted());
    await shop.work();
    for (const id of ids) expect(await moneyFor(shop, customerId, id)).toEqual({ taken: 1, open: 0 });
  });

  it('that was skipped for a day is caught up by the next', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date', noticeDays: 0 });
    const day = new Date(shop.ctx.now() + 2 * DAY).toISOString().slice(0, 10);
    const id = await draftFor(shop, customerId, { dueDate: day });
    await send(shop, id);
    await shop.work();
    const { collectAt } = await invoiceRow(shop, id);
    shop.advance((collectAt ?? 0) - MINUTE - shop.ctx.now());
    await tick(shop);
    expect(await attemptsAt(shop, id)).toEqual([]);
    shop.advance(DAY);
    await tick(shop);
    expect(await invoiceRow(shop, id)).toMatchObject({ status: 'paid' });
    expect(await moneyFor(shop, customerId, id)).toEqual({ taken: 1, open: 0 });
  });

  it('whose messages the queue lost is enqueued again within minutes', async () => {
    const [id = ''] = await due(1);
    const lossy: Context = { ...shop.ctx, enqueue: async () => undefined };
    await sweepDue(lossy);
    shop.advance(9 * MINUTE);
    await sweepDue(shop.ctx);
    expect(wokenInvoices()).toEqual([]);
    shop.advance(3 * MINUTE);
    await tick(shop);
    expect(await invoiceRow(shop, id)).toMatchObject({ status: 'paid' });
  });

  it('whose worker died before it had decided anything is enqueued again', async () => {
    const [id = ''] = await due(1);
    const dying: Context = {
      ...shop.ctx,
      stripe: () => Promise.reject(new Error('the worker died')),
    };
    await sweepDue(shop.ctx);
    shop.enqueued.length = 0;
    await collect({ ...shop, ctx: dying }, id).catch(() => undefined);
    await passTime(shop, 60);
    expect(await invoiceRow(shop, id)).toMatchObject({ status: 'paid' });
    expect(await moneyFor(shop, customerId, id)).toEqual({ taken: 1, open: 0 });
  });
});

describe('turns', () => {
  it('keep the charges of a connection below 25 a second, and the next tick goes on where this one ended', async () => {
    ({ customerId } = await shop.invoice(100));
    const ids = await due(60);
    const at = shop.ctx.now();
    const still: Context = { ...shop.ctx, now: () => at };
    await sweepDue(still);
    const begun = Map.groupBy(delays(), (seconds) => seconds);
    expect([0, 1, 2].map((second) => begun.get(second)?.length)).toEqual([24, 24, 12]);
    shop.enqueued.length = 0;
    await shop.ctx.db
      .update(invoices)
      .set({ nextCheckAt: at })
      .where(inArray(invoices.id, ids.slice(0, 20)));
    await sweepDue(still);
    // 60 turns of 42 ms are taken until 2.52 s.
    const next = Map.groupBy(delays(), (seconds) => seconds);
    expect([2, 3].map((second) => next.get(second)?.length)).toEqual([12, 8]);
  });

  it('of one connection leave those of another alone', async () => {
    ({ customerId } = await shop.invoice(100));
    await due(1);
    const far = shop.ctx.now() + 60 * MINUTE;
    await shop.ctx.db
      .update(connections)
      .set({ paceAt: far })
      .where(and(eq(connections.merchantId, shop.scope.merchantId)));
    await sweepDue(shop.ctx);
    expect(delays()[0]).toBeGreaterThan(3500);
    const other = await openShop();
    await setPolicy(other, { collectPolicy: 'on_send' });
    const theirs = await other.invoice(100);
    const id = await draftFor(other, theirs.customerId);
    await send(other, id);
    other.enqueued.length = 0;
    await sweepDue(other.ctx);
    expect(other.enqueued).toMatchObject([{ kind: 'collect', invoiceId: id, delaySeconds: 0 }]);
  });
});

describe('a message of the queue', () => {
  const paced = () =>
    shop.ctx.db
      .select({ paceAt: connections.paceAt })
      .from(connections)
      .where(eq(connections.id, shop.connectionId))
      .then(([row]) => row?.paceAt ?? 0);

  it('that comes in the second of its turn waits for it, and takes no other', async () => {
    const { ctx, pauses } = withoutPauses(shop.ctx);
    const at = ctx.now();
    const still: Context = { ...ctx, now: () => at };
    const turn = { connectionId: shop.connectionId, at: at + 600 };
    expect(await awaitTurn(still, 'inv_none', turn)).toBe(true);
    expect(pauses).toEqual([600]);
    expect(await paced()).toBe(0);
  });

  it('that comes after its turn takes another, so that many which are late do not begin at once', async () => {
    const { ctx, pauses } = withoutPauses(shop.ctx);
    const at = ctx.now();
    const still: Context = { ...ctx, now: () => at };
    const turn = { connectionId: shop.connectionId, at: at - 5_000 };
    const late = Array.from({ length: 30 }, () => awaitTurn(still, 'inv_none', turn));
    expect(await Promise.all(late)).toEqual(late.map(() => true));
    expect(pauses.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 29 }, (_, n) => (n + 1) * 42));
  });

  it('whose new turn is far away goes back into the queue with it', async () => {
    const at = shop.ctx.now();
    const still: Context = { ...shop.ctx, now: () => at };
    await shop.ctx.db
      .update(connections)
      .set({ paceAt: at + 9_000 })
      .where(eq(connections.id, shop.connectionId));
    const turn = { connectionId: shop.connectionId, at: at - 5_000 };
    expect(await awaitTurn(still, 'inv_late', turn)).toBe(false);
    expect(shop.enqueued).toEqual([
      {
        kind: 'collect',
        invoiceId: 'inv_late',
        delaySeconds: 9,
        turn: { connectionId: shop.connectionId, at: at + 9_000 },
      },
    ]);
  });
});

describe('a request to check again', () => {
  it('that comes while a decision on older facts is on its way is not undone by it', async () => {
    ({ customerId } = await shop.invoice(100));
    const [id = ''] = await due(1);
    const read = await readCollectable(shop.ctx.db, id, shop.ctx.now());
    if (read === null) throw new Error('nothing to collect');
    const facts = collectionFacts(shop.ctx, read);
    const decision = nextStep(facts);
    const { step } = decision;
    if (step.kind !== 'rest') throw new Error(`a ${step.kind} was decided`);
    // A method was added in the meantime.
    const enqueued = shop.ctx.now() + 5;
    await shop.ctx.db.update(invoices).set(recheckAt(enqueued)).where(eq(invoices.id, id));
    expect(await saveDecision(shop.ctx, read, facts, { ...decision, step })).toBe('committed');
    expect((await invoiceRow(shop, id)).nextCheckAt).toBeLessThanOrEqual(shop.ctx.now());
    shop.advance(MINUTE);
    await sweepDue(shop.ctx);
    expect(wokenInvoices()).toEqual([id]);
  });

  it('of an invoice for which nothing is to be done puts it to rest', async () => {
    ({ customerId } = await shop.invoice(100));
    const [id = ''] = await due(1);
    await tick(shop);
    expect(await invoiceRow(shop, id)).toMatchObject({ nextCheckAt: null, collectReason: 'no_method' });
  });
});
