import { describe, expect, it } from 'vitest';
import { gather } from '../../../scripts/deploy/gather.ts';
import type { QuestionId } from '../../../scripts/deploy/questions.ts';

const TYPED: Readonly<Record<QuestionId, string>> = {
  account: 'a'.repeat(32),
  name: 'Acme, Sons & Co, billing@acme.example',
  money: 'gbp gb',
  mail: 'billing@acme.example smtp://me:secret@smtp.acme.example:587',
  stripe: 'sk_test_51abc',
  domain: '',
};
const ALL = {
  flags: {
    name: 'Acme',
    email: 'a@acme.example',
    currency: 'GBP',
    country: 'GB',
    'mail-from': 'a@acme.example',
    domain: 'none',
  },
  environment: {
    CLOUDFLARE_ACCOUNT_ID: 'a'.repeat(32),
    STRIPE_SECRET_KEY: 'sk_test_51abc',
    SMTP_URL: 'smtp://me:secret@smtp.acme.example',
  },
  state: {},
  accounts: [],
};

function asker() {
  const asked: QuestionId[] = [];
  return {
    asked,
    ask: async ({ id }: { id: QuestionId }) => {
      asked.push(id);
      return TYPED[id];
    },
    confirm: async () => true,
    close: () => undefined,
  };
}

describe('the answers of a deployment', () => {
  it('are six at most, each asked once', async () => {
    const typing = asker();
    const answers = await gather({ flags: {}, environment: {}, state: {}, accounts: ['1', '2'] }, typing);
    expect(typing.asked).toEqual(['account', 'name', 'money', 'mail', 'stripe', 'domain']);
    expect(answers).toMatchObject({
      business: { name: 'Acme, Sons & Co', email: 'billing@acme.example', currency: 'gbp', country: 'gb' },
      domain: null,
      worker: 'quittance',
    });
  });

  it('are asked for by nobody where options and environment have them: a robot can deploy', async () => {
    const typing = asker();
    expect(await gather(ALL, typing)).toMatchObject({
      business: { name: 'Acme' },
      stripeKey: 'sk_test_51abc',
    });
    expect(typing.asked).toEqual([]);
    expect(await gather(ALL, null)).toEqual(await gather(ALL, typing));
  });

  it('of last time are kept but for the Stripe key, which is stored nowhere', async () => {
    const typing = asker();
    const { business, mail, domain } = Object.assign(
      { business: {}, mail: undefined, domain: null },
      await gather(ALL, null),
    );
    const state = { business, domain, accountId: 'a'.repeat(32), ...(mail !== undefined && { mail }) };
    await gather({ flags: {}, environment: {}, state, accounts: [] }, typing);
    expect(typing.asked).toEqual(['stripe']);
  });

  it('without a terminal, what is missing or wrong is said at once', async () => {
    const none = await gather({ flags: { env: 'Live!' }, environment: {}, state: {}, accounts: [] }, null);
    expect('problems' in none && none.problems).toHaveLength(7);
    const wrong = await gather({ ...ALL, flags: { ...ALL.flags, country: 'GBR' } }, null);
    expect('problems' in wrong && wrong.problems.join()).toContain('country has to be two letters');
  });

  it('of another environment have names of their own', async () => {
    const flags = { ...ALL.flags, env: 'staging' };
    expect(await gather({ ...ALL, flags }, null)).toMatchObject({ worker: 'quittance-staging' });
  });
});
