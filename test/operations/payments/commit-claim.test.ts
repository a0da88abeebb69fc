import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { customers, journal, payments, paymentTargets, slots } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { commitClaim, type NewClaim } from '../../../src/operations/payments/commit-claim.ts';
import { cartOfOne, onlyPayment, readyInvoice } from '../../support/worker/guards.ts';
import { putOnFile } from '../../support/worker/methods.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;

let shop: Shop;
let made: Awaited<ReturnType<typeof readyInvoice>>;
beforeEach(async () => {
  shop = await openShop();
  made = await readyInvoice(shop);
});

const BECAUSE = {
  by: 'autopay',
  policy: 'on_send',
  setBy: 'merchant',
  setAt: null,
  dueAt: 0,
  noticedFor: null,
  noticedAt: null,
  attempt: 1,
  method: 'pm_1',
  passedOver: [],
} as const;

type More = Partial<Pick<NewClaim, 'method' | 'connectionId' | 'rows'>>;

async function newClaim(more: More = {}): Promise<NewClaim> {
  const { targets } = await cartOfOne(shop, made.invoiceId);
  const [target] = targets;
  if (target === undefined) throw new Error('no target');
  return {
    paymentId: newId(shop.ctx, 'pay'),
    at: shop.ctx.now(),
    connectionId: shop.connectionId,
    payerId: made.customerId,
    flow: 'intent',
    attempt: 3,
    request: '{"a":1}',
    method: null,
    targets: [{ ...target, amount: 7_000 }],
    via: 'portal',
    ...more,
  };
}
const autopay = async (more: More = {}): Promise<NewClaim> => ({
  ...(await newClaim(more)),
  via: 'autopay',
  because: BECAUSE,
});
const optOut = () =>
  shop.ctx.db.update(customers).set({ autopay: 'off' }).where(eq(customers.id, made.customerId));

describe('a claim', () => {
  it('holds all that Stripe is sent and what is asked of it, for the hour that it lives', async () => {
    const { methodId } = await putOnFile(shop, made.customerId);
    const claim = await newClaim({ method: { id: methodId, fingerprint: 'print' } });
    expect(await commitClaim(shop.ctx, claim)).toEqual({ kind: 'claimed', paymentId: claim.paymentId });
    const { at, paymentId } = claim;
    expect(await onlyPayment(shop)).toMatchObject({
      id: paymentId,
      ...shop.scope,
      customerId: made.customerId,
      connectionId: shop.connectionId,
      via: 'portal',
      flow: 'intent',
      attempt: 3,
      currency: 'USD',
      amount: 7_000,
      state: 'claimed',
      request: '{"a":1}',
      linkTerms: null,
      paymentMethodId: methodId,
      fingerprint: 'print',
      claimedAt: at,
      expiresAt: at + 60 * MINUTE,
      checkAt: at + 2 * MINUTE,
    });
    const [target] = await shop.ctx.db
      .select()
      .from(paymentTargets)
      .where(eq(paymentTargets.paymentId, paymentId));
    expect(target).toMatchObject({ invoiceId: made.invoiceId, invoiceVersion: 1, amount: 7_000 });
    const [slot] = await shop.ctx.db.select().from(slots).where(eq(slots.paymentId, paymentId));
    expect(slot).toEqual({ invoiceId: made.invoiceId, paymentId, takenAt: at });
  });

  it.each([
    ['a button', () => newClaim(), { by: 'press', entrance: 'portal', method: null }],
    ['collection', () => autopay(), BECAUSE],
  ] as const)('says why it was made: %s', async (_, make, because) => {
    const claim = await make();
    await commitClaim(shop.ctx, claim);
    const [entry] = await shop.ctx.db.select().from(journal).where(eq(journal.streamId, claim.paymentId));
    expect(entry).toMatchObject({ type: 'claimed', data: { flow: 'intent', currency: 'USD', because } });
    const ofInvoice = await shop.ctx.db.select().from(journal).where(eq(journal.streamId, made.invoiceId));
    expect(ofInvoice.at(-1)).toMatchObject({
      type: 'payment_claimed',
      data: { paymentId: claim.paymentId },
    });
  });

  it('commits what comes with it, and none of it where the race is lost', async () => {
    const rename = (legalName: string) => [
      shop.ctx.db.update(customers).set({ legalName }).where(eq(customers.id, made.customerId)),
    ];
    const nameNow = async () =>
      (await shop.ctx.db.select().from(customers).where(eq(customers.id, made.customerId)))[0]?.legalName;
    const stale = await newClaim({ rows: rename('Too late') });
    await commitClaim(shop.ctx, await newClaim({ rows: rename('In time') }));
    expect(await nameNow()).toBe('In time');
    expect(await commitClaim(shop.ctx, stale)).toEqual({ kind: 'lost_race' });
    expect(await nameNow()).toBe('In time');
    expect(await shop.payments()).toHaveLength(1);
  });
});

describe('a claim that the schema refuses', () => {
  it('by itself after an opt-out has lost a race, and what a person pressed goes on', async () => {
    await optOut();
    expect(await commitClaim(shop.ctx, await autopay())).toEqual({ kind: 'lost_race' });
    expect(await shop.slots()).toEqual([]);
    expect(await commitClaim(shop.ctx, await newClaim())).toMatchObject({ kind: 'claimed' });
  });

  it('by itself on a card that has no try left has lost a race; nobody’s pressing is counted', async () => {
    const { methodId } = await putOnFile(shop, made.customerId);
    const method = { id: methodId, fingerprint: 'spent' };
    const at = shop.ctx.now();
    const before = await newClaim();
    for (let n = 0; n < 10; n += 1) {
      await shop.ctx.db.insert(payments).values({
        ...{ id: newId(shop.ctx, 'pay'), ...shop.scope, connectionId: shop.connectionId, request: '{}' },
        ...{
          customerId: made.customerId,
          currency: 'USD',
          amount: 100,
          attempt: n + 1,
          fingerprint: 'spent',
        },
        ...{ claimedAt: at - MINUTE, closedAt: at - MINUTE, expiresAt: at, updatedAt: at },
        via: 'portal',
        flow: 'intent',
        state: 'failed',
        closeReason: 'failed',
        failureCode: 'insufficient_funds',
        method: { kind: 'card', brand: 'visa', last4: '0002' },
      });
    }
    expect(await commitClaim(shop.ctx, await autopay({ method }))).toEqual({ kind: 'lost_race' });
    const other = { id: methodId, fingerprint: 'another' };
    expect(await commitClaim(shop.ctx, { ...before, method: other })).toMatchObject({ kind: 'claimed' });
  });

  it('for what nobody can explain is an error, never a lost race', async () => {
    await expect(commitClaim(shop.ctx, await newClaim({ connectionId: 'con_0' }))).rejects.toThrow();
    await expect(commitClaim(shop.ctx, await autopay({ connectionId: 'con_0' }))).rejects.toThrow();
    const nobodysMethod = { id: 'pm_0', fingerprint: null };
    await expect(commitClaim(shop.ctx, await autopay({ method: nobodysMethod }))).rejects.toThrow();
    expect(await shop.slots()).toEqual([]);
  });
});
