import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../scripts/deploy/answers.ts';
import type { Facts } from '../../../scripts/deploy/facts.ts';
import { refusalsOf } from '../../../scripts/deploy/refusals.ts';
import { ANSWERS, database, LIVE, NOTHING, OWN, SECRETS, THERE } from './fixtures.ts';

describe('a deployment is refused before anything changes', () => {
  it.each<[string, Partial<Facts>, Partial<Answers>, string]>([
    [
      'with another account’s key',
      { stripe: { ...LIVE, account: 'acct_2', livemode: false } },
      {},
      'is of the account acct_2',
    ],
    [
      'with a key of the other mode',
      { stripe: LIVE },
      { domain: 'billing.acme.example' },
      'is a live key, and this deployment is for test mode',
    ],
    ['with a publishable key', {}, { stripeKey: 'pk_test_1' }, 'publishable key'],
    [
      'with a database of another deployment',
      database({ owner: 'quittance-x' }),
      {},
      'The database quittance belongs to another deployment (quittance-x',
    ],
    [
      'with a database of something else',
      database({ owner: null, applied: [], tables: ['posts'], businesses: [] }),
      {},
      'tables of something else',
    ],
    [
      'with a database that does not say whose its business is',
      database({ owner: null, pinned: null }),
      {},
      'doesn’t say whose it is',
    ],
    [
      'with a Worker of something else',
      { worker: { deploymentId: null, secrets: [] } },
      {},
      'it is something else',
    ],
    [
      'with a Worker of another deployment',
      { worker: { deploymentId: 'quittance-x', secrets: SECRETS } },
      {},
      'The Worker quittance belongs to another',
    ],
    [
      'with a queue that another Worker reads',
      { queue: { consumer: 'shop' } },
      {},
      'The queue quittance-work is read by the Worker shop',
    ],
    [
      'with a schema that is newer',
      database({ applied: ['0001_a.sql', '0002_b.sql', '0003_c.sql'] }),
      {},
      '0003_c.sql was applied and isn’t here',
    ],
    [
      'with a schema that was made of another text',
      database({ checksums: new Map([['0002_b.sql', 'edited']]) }),
      {},
      'with another text of 0002_b.sql',
    ],
    [
      'with a domain that is another Worker’s',
      { domain: { service: 'shop', isHere: true, record: 'there' } },
      { domain: 'acme.example' },
      'acme.example is the address of the Worker shop',
    ],
    [
      'with a domain that has a DNS record, which wrangler would replace without a word',
      { domain: { service: null, isHere: true, record: 'there' } },
      { domain: 'acme.example' },
      'has a DNS record',
    ],
    [
      'with a domain where something answers that the login cannot read',
      { domain: { service: null, isHere: true, record: 'unreadable' } },
      { domain: 'acme.example' },
      'Something answers at acme.example',
    ],
    [
      'with a domain that the account has not',
      { domain: { service: null, isHere: false, record: 'none' } },
      { domain: 'acme.example' },
      'add the domain at Cloudflare first',
    ],
    [
      'with a business of the other mode than the key, whoever made it',
      { ...database({ owner: null, pinned: null }), stripe: LIVE },
      { domain: 'billing.acme.example', deploymentId: OWN },
      'The business in the database is for test mode, and the Stripe key is a live key',
    ],
    ['with no workers.dev name', { subdomain: null }, {}, 'no workers.dev name yet'],
    [
      'with link keys that are gone',
      { worker: { deploymentId: OWN, secrets: ['SMTP_PASSWORD'] } },
      {},
      'no sent link would open',
    ],
    [
      'with a mail password that is gone',
      { worker: { deploymentId: OWN, secrets: ['LINK_KEYS'] } },
      { mail: { ...ANSWERS.mail, ...{ password: null } } },
      'password is not known',
    ],
    ['as another deployment than it is', {}, { deploymentId: 'quittance-x' }, 'name another one by --env'],
  ])('%s', (_, facts, answers, sentence) => {
    const said = refusalsOf({ ...THERE, ...facts }, { ...ANSWERS, ...answers }, { deploymentId: OWN });
    expect(said.join('\n')).toContain(sentence);
    expect(said.join('\n')).not.toContain('hush hush');
  });

  it('with a live key on workers.dev, and not on a domain of its own', () => {
    const facts = { ...NOTHING, stripe: LIVE };
    const answers = { ...ANSWERS, stripeKey: 'sk_live_51abc' };
    expect(refusalsOf(facts, answers, {}).join()).toContain('a domain of your own');
    expect(refusalsOf(facts, { ...answers, domain: 'billing.acme.example' }, {})).toEqual([]);
  });

  it('and not where nothing is there, or all is its own', () => {
    expect(refusalsOf(NOTHING, ANSWERS, {})).toEqual([]);
    expect(refusalsOf(THERE, ANSWERS, { deploymentId: OWN })).toEqual([]);
  });

  it('where nothing here knows whose it is, until its name is given', () => {
    expect(refusalsOf(THERE, ANSWERS, {}).join()).toContain(`--deployment-id ${OWN}`);
    expect(refusalsOf(THERE, { ...ANSWERS, deploymentId: OWN }, {})).toEqual([]);
  });
});
