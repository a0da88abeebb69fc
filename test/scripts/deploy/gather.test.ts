import { describe, expect, it } from 'vitest';
import { gather } from '../../../scripts/deploy/gather.ts';
import type { Question, QuestionId } from '../../../scripts/deploy/questions.ts';

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
    const problems = 'problems' in none ? none.problems : [];
    expect(problems).toHaveLength(7);
    expect(problems).toContain(
      'Give STRIPE_SECRET_KEY in the environment. (Stripe’s secret key (sk_test_… to try, sk_live_… for real money))',
    );
    for (const option of ['--name and --email', '--currency', '--mail-from', '--domain'])
      expect(problems.join('\n')).toContain(`Give ${option}`);
    const wrong = await gather({ ...ALL, flags: { ...ALL.flags, country: 'GBR' } }, null);
    expect('problems' in wrong && wrong.problems.join()).toContain('country has to be two letters');
    const dotless = await gather({ ...ALL, flags: { ...ALL.flags, email: 'billing@acme' } }, null);
    expect('problems' in dotless && dotless.problems.join()).toContain('email has to be an email address');
  });

  it('ask for the sender alone where the environment has the mail server', async () => {
    const { 'mail-from': _, ...flags } = ALL.flags;
    const asked: Question[] = [];
    const typing = {
      ...asker(),
      ask: async (question: Question) => {
        asked.push(question);
        return 'billing@acme.example';
      },
    };
    expect(await gather({ ...ALL, flags }, typing)).toMatchObject({
      mail: { from: 'billing@acme.example', host: 'smtp.acme.example', password: 'secret' },
    });
    expect(asked.map(({ text, isSecret, problem }) => [text, isSecret, problem('billing@acme')])).toEqual([
      [
        'Mail: the sender’s address, such as billing@acme.example:',
        false,
        expect.stringContaining('domain without a dot'),
      ],
    ]);
    const robot = await gather({ ...ALL, flags }, null);
    expect('problems' in robot && robot.problems.join()).toContain('Give --mail-from.');
  });

  it('of another environment have names of their own', async () => {
    const flags = { ...ALL.flags, env: 'staging' };
    expect(await gather({ ...ALL, flags }, null)).toMatchObject({ worker: 'quittance-staging' });
  });
});
