import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { agreements } from '../../../src/db/schema/index.ts';
import type { DepositAnswer } from '../../../src/domain/methods/deposits.ts';
import { done, refused, STRIPE_UNAVAILABLE } from '../../../src/domain/outcome.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { addBankAccount } from '../../../src/operations/methods/add-bank-account.ts';
import { sweepSetups } from '../../../src/operations/methods/sweep-setups.ts';
import { syncSetup } from '../../../src/operations/methods/sync-setup.ts';
import { verifyAccount } from '../../../src/operations/methods/verify-account.ts';
import { advanceBoth, breakStripe, mendStripe } from '../../support/worker/events.ts';
import { AWAY, withStripe } from '../../support/worker/guards.ts';
import {
  AGREED,
  messagesTo,
  methodsOnFile,
  ownerOf,
  setupRow,
  stripeCustomerOf,
  typedAccount,
} from '../../support/worker/methods.ts';
import { askedOfStripe, forgetAsked, openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe, controlStripe } from '../../support/worker/stripe.ts';

const DAY = 86_400_000;

let shop: Shop;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  ({ customerId } = await shop.invoice(12_000));
  await shop.work();
});

async function add(more: Parameters<typeof typedAccount>[0] = {}, ctx = shop.ctx) {
  const setupId = newId(ctx, 'set');
  const typed = typedAccount(more);
  const added = await addBankAccount(ctx, { who: ownerOf(shop, customerId), setupId, typed, agreed: AGREED });
  return { setupId, added };
}
const amounts = (first: number, second: number): DepositAnswer => ({
  kind: 'amounts',
  cents: [first, second],
});
const verify = (setupId: string, answer: DepositAnswer) =>
  verifyAccount(shop.ctx, { who: ownerOf(shop, customerId), setupId, answer });

/** Every row of every table, as text. */
async function everythingStored(): Promise<string> {
  const tables = await shop.ctx.db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '_cf%' AND name NOT LIKE 'sqlite%'`,
  );
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const all = await shop.ctx.db.all(sql.raw(`SELECT * FROM "${name}"`));
      return JSON.stringify(all);
    }),
  );
  return rows.join('\n');
}

describe('a bank account that was typed in', () => {
  it('waits for its deposits, says when they arrive, and can be charged when they are confirmed', async () => {
    await controlStripe('/microdeposits', { type: 'amounts' });
    const { setupId, added } = await add();
    expect(added).toEqual(done({ setupId, state: 'verifying' }));
    expect(await methodsOnFile(shop, customerId)).toMatchObject([
      { state: 'pending_verification', isDefault: false, summary: { last4: '6789' } },
    ]);
    const waiting = await setupRow(shop, setupId);
    expect(waiting).toMatchObject({ state: 'verifying', proof: 'amounts', holderName: 'Jane Payer' });
    expect(waiting.arrivesAt).toBeGreaterThan(shop.ctx.now());
    expect(waiting.verifyBy).toBe(waiting.createdAt + 10 * DAY);
    expect(await verify(setupId, amounts(32, 45))).toEqual(done({ setupId }));
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'usable', isDefault: true }]);
    expect(await verify(setupId, amounts(32, 45))).toEqual(done({ setupId }));
    await controlStripe('/microdeposits', { type: 'descriptor_code' });
  });

  it('is verified by the code of a single deposit as well', async () => {
    const { setupId } = await add();
    expect(await setupRow(shop, setupId)).toMatchObject({ proof: 'descriptor_code' });
    expect(await verify(setupId, { kind: 'code', code: 'SM99ZZ' })).toEqual(
      refused({ code: 'deposits_wrong', triesLeft: 9 }),
    );
    expect(await verify(setupId, { kind: 'code', code: 'SM11AA' })).toEqual(done({ setupId }));
  });

  it('is notified by mail when the deposits are sent and, with its mandate, when it can be debited', async () => {
    const { setupId } = await add();
    await verify(setupId, amounts(45, 32));
    const { createdAt } = await setupRow(shop, setupId);
    expect(await messagesTo(shop, customerId)).toMatchObject([
      { template: 'bank_verification', proof: 'descriptor_code' },
      {
        template: 'method_added',
        method: { kind: 'us_bank_account', last4: '6789' },
        mandate: { acceptedAt: createdAt, holderName: 'Jane Payer', routingNumber: '110000000' },
      },
    ]);
  });

  it('has its messages sent: the deposits, the mandate, and that they came to nothing', async () => {
    const first = await add();
    await shop.work();
    await verify(first.setupId, { kind: 'code', code: 'SM11AA' });
    await shop.work();
    const second = await add({ accountNumber: '000111111113' });
    await verify(second.setupId, { kind: 'code', code: 'SM44DD' });
    await shop.work();
    const to = `${customerId}@payer.test`;
    expect(shop.posted.filter((mail) => mail.to === to).map(({ subject }) => subject)).toEqual([
      'bank_verification',
      'method_added',
      'bank_verification_failed',
    ]);
  });

  it('leaves its number nowhere, and the text that was agreed to word for word', async () => {
    await add({ accountNumber: '0001-2345 6789' });
    await breakStripe({ method: 'POST', pathPattern: '/v1/setup_intents', kind: '500' });
    await add({ accountNumber: '000111111113' });
    await mendStripe();
    const stored = await everythingStored();
    expect(stored).not.toContain('000123456789');
    expect(stored).not.toContain('000111111113');
    const kept = await shop.ctx.db.select().from(agreements).where(eq(agreements.customerId, customerId));
    expect(kept[0]).toMatchObject({
      kind: 'bank_debit',
      text: AGREED.text,
      version: AGREED.version,
      ipAddress: AGREED.ipAddress,
      agreedBy: AGREED.by,
    });
    const [first] = kept;
    const change = shop.ctx.db
      .update(agreements)
      .set({ text: 'another' })
      .where(eq(agreements.id, first?.id ?? ''));
    await expect(change.run()).rejects.toThrow();
  });

  it('has its mandate at Stripe, accepted from where its holder agreed', async () => {
    const { setupId } = await add();
    const { stripeSetupIntentId } = await setupRow(shop, setupId);
    const setup = await askStripe('GET', `/v1/setup_intents/${stripeSetupIntentId}?expand[]=mandate`);
    expect(setup.mandate).toMatchObject({
      customer_acceptance: {
        type: 'online',
        online: { ip_address: AGREED.ipAddress, user_agent: AGREED.userAgent },
      },
    });
  });

  it('is sent to Stripe once, however often the form is sent', async () => {
    const setupId = newId(shop.ctx, 'set');
    const ask = { setupId, typed: typedAccount(), agreed: AGREED };
    await forgetAsked();
    const twice = await Promise.all(
      [1, 2].map(() => addBankAccount(shop.ctx, { who: ownerOf(shop, customerId), ...ask })),
    );
    expect(twice).toEqual([done({ setupId, state: 'verifying' }), done({ setupId, state: 'verifying' })]);
    expect(await addBankAccount(shop.ctx, { who: ownerOf(shop, customerId), ...ask })).toEqual(twice[0]);
    expect(await methodsOnFile(shop, customerId)).toHaveLength(1);
    const { data } = await askStripe(
      'GET',
      `/v1/setup_intents?customer=${await stripeCustomerOf(shop, customerId)}`,
    );
    expect(data).toHaveLength(1);
  });
});

describe('what is wrong with a bank account', () => {
  it('is refused before anything is sent to Stripe or stored', async () => {
    await forgetAsked();
    const { added } = await add({ routingNumber: '110000001', country: 'DE' });
    expect(added).toEqual(
      refused({
        code: 'account_invalid',
        problems: [
          { field: 'country', problem: 'not_us' },
          { field: 'routingNumber', problem: 'check_digit' },
        ],
      }),
    );
    expect(await askedOfStripe()).toEqual([]);
  });

  it('is said in the words of its field where Stripe finds it', async () => {
    const { setupId, added } = await add({ routingNumber: '021000021' });
    expect(added).toEqual(refused({ code: 'account_refused', reason: 'routing_number_invalid' }));
    expect(await setupRow(shop, setupId)).toMatchObject({ state: 'failed', checkAt: null });
    expect(await methodsOnFile(shop, customerId)).toEqual([]);
  });

  it('stops somebody who tries account after account', async () => {
    for (let tries = 0; tries < 12; tries += 1) await add({ routingNumber: '021000021' });
    expect((await add()).added).toEqual(refused({ code: 'too_many_setups' }));
    shop.advance(DAY + 1);
    expect((await add()).added).toMatchObject({ kind: 'done', value: { state: 'verifying' } });
  });
});

describe('wrong answers', () => {
  it('are counted down to none, and then the account has to be added anew', async () => {
    const { setupId } = await add();
    for (let left = 9; left > 0; left -= 1) {
      expect(await verify(setupId, amounts(1, 2))).toEqual(
        refused({ code: 'deposits_wrong', triesLeft: left }),
      );
    }
    const ended = refused({ code: 'deposits_over', why: 'attempts_exceeded' });
    expect(await verify(setupId, amounts(1, 2))).toEqual(ended);
    expect(await verify(setupId, amounts(32, 45))).toEqual(ended);
    expect(await methodsOnFile(shop, customerId)).toMatchObject([
      { state: 'detached', stateReason: 'attempts_exceeded' },
    ]);
    expect((await messagesTo(shop, customerId)).at(-1)).toMatchObject({
      template: 'bank_verification_failed',
      reason: 'attempts_exceeded',
    });
    const anew = await add();
    expect(anew.added).toEqual(done({ setupId: anew.setupId, state: 'verifying' }));
  });

  it('too many at once, and too late, are told apart', async () => {
    const first = await add();
    expect(await verify(first.setupId, amounts(10, 11))).toEqual(
      refused({ code: 'deposits_over', why: 'attempts_exceeded' }),
    );
    const second = await add();
    expect(await verify(second.setupId, amounts(40, 41))).toEqual(
      refused({ code: 'deposits_over', why: 'timed_out' }),
    );
  });

  it('of another customer find nothing, whatever id they name', async () => {
    const { setupId } = await add();
    const other = await shop.invoice(100);
    const asked = { setupId, answer: amounts(32, 45) };
    expect(await verifyAccount(shop.ctx, { who: ownerOf(shop, other.customerId), ...asked })).toEqual(
      refused({ code: 'not_found', what: 'payment method' }),
    );
    expect(await setupRow(shop, setupId)).toMatchObject({ state: 'verifying' });
  });
});

describe('deposits that nobody confirms', () => {
  it('end after ten days without any webhook', async () => {
    const { setupId } = await add();
    await advanceBoth(shop, 10 * DAY + 60_000);
    await sweepSetups(shop.ctx);
    expect(await setupRow(shop, setupId)).toMatchObject({
      state: 'failed',
      failureCode: 'payment_method_microdeposit_verification_timeout',
    });
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'detached' }]);
    expect(await verify(setupId, amounts(32, 45))).toEqual(
      refused({ code: 'deposits_over', why: 'timed_out' }),
    );
  });

  it('that the bank did not take end as well', async () => {
    const { setupId } = await add({ accountNumber: '000666666661' });
    await advanceBoth(shop, 4 * DAY);
    await sweepSetups(shop.ctx);
    expect(await verify(setupId, amounts(32, 45))).toEqual(
      refused({ code: 'deposits_over', why: 'deposits_failed' }),
    );
  });
});

describe('an answer that is lost', () => {
  it('is found at once where Stripe had done it', async () => {
    await breakStripe({ method: 'POST', pathPattern: '/v1/setup_intents', kind: '500_applied' });
    const { setupId, added } = await add();
    await mendStripe();
    expect(added).toEqual(done({ setupId, state: 'verifying' }));
  });

  it('that cannot be found yet is found when the account is typed in again, and not sent twice', async () => {
    const stripe = withStripe(shop.ctx, (real) => ({
      createBankSetup: async (order, key) => {
        await real.createBankSetup(order, key);
        return AWAY;
      },
      findSetup: async () => AWAY,
    }));
    const lost = await add({}, stripe);
    expect(lost.added).toEqual(STRIPE_UNAVAILABLE);
    expect(await setupRow(shop, lost.setupId)).toMatchObject({ state: 'unknown' });
    await forgetAsked();
    expect((await add()).added).toEqual(done({ setupId: lost.setupId, state: 'verifying' }));
    expect((await askedOfStripe()).filter(({ method }) => method === 'POST')).toEqual([]);
    expect(await methodsOnFile(shop, customerId)).toHaveLength(1);
  });

  it('of something that was never done is given up after a while, and does not stand in the way', async () => {
    const stripe = withStripe(shop.ctx, () => ({ createBankSetup: async () => AWAY }));
    const { setupId, added } = await add({}, stripe);
    expect(added).toEqual(STRIPE_UNAVAILABLE);
    expect((await add()).added).toMatchObject({ kind: 'done', value: { state: 'verifying' } });
    shop.advance(16 * 60_000);
    await sweepSetups(shop.ctx);
    expect(await setupRow(shop, setupId)).toMatchObject({ state: 'failed', failureCode: 'never_created' });
    expect(await syncSetup(shop.ctx, setupId)).toEqual({ state: 'failed', known: true });
  });
});
