import { beforeEach, describe, expect, it } from 'vitest';
import { connectAttempts } from '../../../src/db/schema/index.ts';
import { beginOauth } from '../../../src/operations/connections/begin-oauth.ts';
import {
  confirmAccount,
  declineAccount,
  readConnectAttempt,
} from '../../../src/operations/connections/confirm-account.ts';
import { type Callback, finishOauth } from '../../../src/operations/connections/finish-oauth.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import type { Scope } from '../../../src/operations/core/scope.ts';
import {
  ADA,
  anAccount,
  anotherBusiness,
  atAuthorize,
  connectionRows,
  openUnconnected,
} from '../../support/worker/connect.ts';
import { withStripe } from '../../support/worker/guards.ts';
import { askedOfStripe, forgetAsked, must } from '../../support/worker/shop.ts';

let ctx: Context;
let scope: Scope;
beforeEach(async () => {
  ({ ctx, scope } = await openUnconnected());
});

const begin = async () => must(await beginOauth(ctx, { scope, ...ADA })).url;
const finish = (back: Callback, who = ADA, mayConnect = async (_: string) => true, by = ctx) =>
  finishOauth(by, { ...back, ...who, mayConnect });
const NOT_USABLE = { kind: 'refused', rejection: { code: 'attempt_not_usable' } };

async function backFrom(account: string, decision = 'connect') {
  const back = await atAuthorize(await begin(), account, decision);
  const finished = must(await finish(back));
  if (finished.kind !== 'attempt') throw new Error('no attempt');
  return { back, ...finished };
}
const exchanges = async () => (await askedOfStripe()).filter(({ path }) => path === '/oauth/token').length;

describe('connecting an existing account by OAuth', () => {
  it('shows whose account came back before it counts, and connects it when a person says so', async () => {
    const account = await anAccount();
    const { attemptId, outcome } = await backFrom(account);
    expect(outcome).toEqual({ kind: 'to_confirm', account, name: 'Northwind Main' });
    expect(await connectionRows({ ctx, scope })).toEqual([]);

    const ask = { scope, attemptId, ...ADA, by: 'Ada' };
    const confirmed = must(await confirmAccount(ctx, ask));
    expect(confirmed).toMatchObject({ kind: 'connected', account });
    expect(must(await confirmAccount(ctx, ask))).toEqual(confirmed);
    expect(await connectionRows({ ctx, scope })).toMatchObject([
      { account, state: 'active', heldSince: null },
    ]);
  });

  it('spends the state before the code is exchanged: the same address twice at once, and after a reload, is one exchange', async () => {
    const account = await anAccount();
    const back = await atAuthorize(await begin(), account);
    await forgetAsked();
    const both = await Promise.all([finish(back), finish(back)]);
    const again = await finish(back);
    for (const finished of [...both, again])
      expect(must(finished)).toMatchObject({ outcome: { kind: 'to_confirm', account } });
    expect(await exchanges()).toBe(1);
  });

  it('takes a refusal without a state as nothing changed, and one with its state as this attempt’s end', async () => {
    const account = await anAccount();
    const nothing = { state: null, code: null, error: 'access_denied', errorDescription: null };
    expect(must(await finish(nothing))).toEqual({ kind: 'nothing_changed' });
    const { outcome } = await backFrom(account, 'deny');
    expect(outcome).toMatchObject({ kind: 'not_connected', why: 'denied' });
    expect(await connectionRows({ ctx, scope })).toEqual([]);
  });

  it('is of whoever began it: no other session, person, nor anybody without a state or with a made-up one', async () => {
    const back = await atAuthorize(await begin(), await anAccount());
    await forgetAsked();
    for (const refused of [
      await finish(back, { ...ADA, session: 'another tab’s session' }),
      await finish(back, { ...ADA, person: 'per_eve' }),
      await finish({ ...back, state: 'made-up' }),
      await finish({ ...back, state: null }),
    ])
      expect(refused).toEqual(NOT_USABLE);
    expect(await exchanges()).toBe(0);
    // None of them has spent it.
    expect(must(await finish(back))).toMatchObject({ outcome: { kind: 'to_confirm' } });
  });

  it('asks on return for the business that it was begun for, whatever was opened since, and whether the role still stands', async () => {
    const other = await anotherBusiness(ctx, null);
    const back = await atAuthorize(await begin(), await anAccount());
    const asked: string[] = [];
    const lost = await finish(back, ADA, async (merchantId) => {
      asked.push(merchantId);
      return false;
    });
    expect(lost).toEqual(NOT_USABLE);
    expect(asked).toEqual([scope.merchantId]);
    const finished = must(await finish(back));
    if (finished.kind !== 'attempt') throw new Error('no attempt');
    expect(finished.merchantId).toBe(scope.merchantId);
    const elsewhere = { scope: other, attemptId: finished.attemptId, ...ADA };
    expect(await readConnectAttempt(ctx, elsewhere)).toMatchObject({ rejection: { code: 'not_found' } });
    expect(await confirmAccount(ctx, { ...elsewhere, by: 'Ada' })).toMatchObject({
      rejection: { code: 'not_found' },
    });
  });

  it('keeps nothing that opens an account: neither the state nor the code', async () => {
    const url = await begin();
    const back = await atAuthorize(url, await anAccount());
    await finish(back);
    const stored = JSON.stringify(await ctx.db.select().from(connectAttempts));
    expect(stored).not.toContain(new URL(url).searchParams.get('state'));
    expect(stored).not.toContain(back.code);
  });
});

describe('an account that cannot be connected', () => {
  it('because another business has it is refused at once, and at the last moment', async () => {
    const account = await anAccount();
    const first = await backFrom(account);
    await anotherBusiness(ctx, account);
    const ask = { scope, attemptId: first.attemptId, ...ADA, by: 'Ada' };
    expect(await confirmAccount(ctx, ask)).toMatchObject({ rejection: { code: 'account_taken' } });
    const { outcome } = await backFrom(account);
    expect(outcome).toMatchObject({ kind: 'not_connected', why: 'taken' });
    expect(await connectionRows({ ctx, scope })).toEqual([]);
  });

  it('because the code was used says so, and asks Stripe no more', async () => {
    const back = await atAuthorize(await begin(), await anAccount());
    const mine = new URL(await begin()).searchParams.get('state');
    await finish(back);
    const reused = must(await finish({ ...back, state: mine }));
    expect(reused).toMatchObject({ outcome: { kind: 'not_connected', why: 'code_refused' } });
    expect(JSON.stringify(reused)).toContain('already been used');
  });

  it.each([
    ['of the other mode', { livemode: true, mayWrite: true }, 'other_mode'],
    ['that may only be read', { livemode: false, mayWrite: false }, 'read_only'],
  ] as const)('%s is told apart', async (_, given, why) => {
    const account = await anAccount();
    const by = withStripe(ctx, (real) => ({
      platform: {
        ...real.platform,
        exchangeCode: async () => ({ kind: 'ok', value: { account, ...given } }),
      },
    }));
    const back = await atAuthorize(await begin(), account);
    const finished = await finish(back, ADA, undefined, by);
    expect(must(finished)).toMatchObject({ outcome: { kind: 'not_connected', why } });
  });

  it('because Stripe did not answer is not asked for again with the same code', async () => {
    const back = await atAuthorize(await begin(), await anAccount());
    const by = withStripe(ctx, (real) => ({
      platform: { ...real.platform, exchangeCode: async () => ({ kind: 'unknown', reason: 'no answer' }) },
    }));
    const first = must(await finish(back, ADA, undefined, by));
    expect(first).toMatchObject({ outcome: { why: 'not_answered' } });
    expect(must(await finish(back))).toEqual(first);
  });

  it('because it is the wrong one is given back to Stripe', async () => {
    const account = await anAccount();
    const { attemptId } = await backFrom(account);
    expect(must(await declineAccount(ctx, { scope, attemptId, ...ADA }))).toMatchObject({ why: 'declined' });
    const stripe = await ctx.stripe(account);
    expect(await stripe.retrieveAccount()).toMatchObject({ kind: 'refused', code: 'account_invalid' });
  });
});

describe('a deployment with a key of its own', () => {
  it('needs no Connect and says so; a business that is connected disconnects first', async () => {
    const plain: Context = { ...ctx, connect: null };
    expect(await beginOauth(plain, { scope, ...ADA })).toMatchObject({
      rejection: { code: 'connect_not_set_up' },
    });
    const theirs = await anotherBusiness(ctx, await anAccount());
    expect(await beginOauth(ctx, { scope: theirs, ...ADA })).toMatchObject({
      rejection: { code: 'already_connected' },
    });
  });
});
