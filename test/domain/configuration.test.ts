import { describe, expect, it } from 'vitest';
import * as configuration from '../../src/domain/configuration.ts';
import { accountProblem, keyProblems, ownerProblems } from '../../src/domain/set-up.ts';

const secret = (first: number, different = 12) =>
  Uint8Array.from({ length: 32 }, (_, at) => first + (at % different));
const key = 'abcdefghijkl'.repeat(3).slice(0, 32);
const machine = { protocol: 'http:', hostname: 'localhost', isHere: true, isAllHere: true };
const here = { ...machine, isBare: true, hasUser: false };
const away = {
  ...here,
  protocol: 'https:',
  hostname: 'billing.example.com',
  isHere: false,
  isAllHere: false,
};

/** What is refused, by how its sentence begins or by what it names; null for what is taken. */
const TABLE: readonly (readonly [string, string | null, string | null])[] = [
  ['a test key', configuration.stripeKeyProblem('sk_test_1'), null],
  ['a restricted live key', configuration.stripeKeyProblem('rk_live_1'), null],
  ['a key in quotes', configuration.stripeKeyProblem("'sk_test_1'"), 'quotation marks'],
  ['a key before a quote', configuration.stripeKeyProblem('sk_test_1"'), 'quotation marks'],
  ['a publishable key', configuration.stripeKeyProblem('pk_test_1'), 'publishable'],
  ['an organization’s key', configuration.stripeKeyProblem('sk_org_test_1'), 'organization'],
  ['a signing secret', configuration.stripeKeyProblem('whsec_1'), 'signing secret'],
  ['any other text', configuration.stripeKeyProblem('secret'), 'has to be a key'],
  ['a live key at home', configuration.liveAddressProblem(here), 'not this machine'],
  [
    'a live key without TLS',
    configuration.liveAddressProblem({ ...away, protocol: 'http:' }),
    'begin with https',
  ],
  [
    'a live key on a preview',
    configuration.liveAddressProblem({ ...away, hostname: 'a.b.workers.dev' }),
    'of your own',
  ],
  ['a live key on a domain', configuration.liveAddressProblem(away), null],
  ['a link key', configuration.linkKeysProblem([{ id: 1, secret: secret(0) }]), null],
  [
    'a link key that was typed',
    configuration.linkKeysProblem([{ id: 1, secret: secret(0, 11) }]),
    'can be guessed',
  ],
  [
    'two link keys',
    configuration.linkKeysProblem([
      { id: 1, secret: secret(0) },
      { id: 2, secret: secret(1) },
    ]),
    null,
  ],
  [
    'one number twice',
    configuration.linkKeysProblem([
      { id: 1, secret: secret(0) },
      { id: 1, secret: secret(1) },
    ]),
    'one number',
  ],
  [
    'one key twice',
    configuration.linkKeysProblem([
      { id: 1, secret: secret(0) },
      { id: 2, secret: secret(0) },
    ]),
    'one key twice',
  ],
  ['an operator’s key', configuration.operatorKeyProblem(key), null],
  ['a short one', configuration.operatorKeyProblem(key.slice(1)), 'can be guessed'],
  ['one of few letters', configuration.operatorKeyProblem('abcdefghijk'.repeat(3)), 'can be guessed'],
  ['one with a space', configuration.operatorKeyProblem(`${key} `), 'can be guessed'],
  ['one in quotes', configuration.operatorKeyProblem(`"${key}"`), 'quotation marks'],
  ['an address for alarms', configuration.alarmEmailProblem('ann@example.com'), null],
  ['no address for alarms', configuration.alarmEmailProblem('ann'), 'ALARM_EMAIL is no email address'],
  ['a webhook', configuration.alarmWebhookProblem(away, ['whsec']), null],
  ['a webhook at home', configuration.alarmWebhookProblem(here, ['whsec']), null],
  [
    'a webhook without TLS',
    configuration.alarmWebhookProblem({ ...away, protocol: 'http:' }, ['whsec']),
    'begin with https',
  ],
  [
    'a file at home',
    configuration.alarmWebhookProblem({ ...here, protocol: 'file:' }, ['whsec']),
    'begin with https',
  ],
  [
    'a webhook with a user',
    configuration.alarmWebhookProblem({ ...away, hasUser: true }, ['whsec']),
    'user or password',
  ],
  ['a webhook nobody signs', configuration.alarmWebhookProblem(away, []), 'needs ALARM_WEBHOOK_SECRET'],
  ['a megabyte', configuration.databaseLimitProblem(1), null],
  ['no megabyte', configuration.databaseLimitProblem(0), 'whole number'],
  ['half a megabyte', configuration.databaseLimitProblem(1.5), 'whole number'],
  ['a sender', configuration.senderProblem('billing@example.com'), null],
  ['no sender', configuration.senderProblem('billing'), 'EMAIL_FROM is no email address'],
  [
    'the shipped sender',
    configuration.shippedProblem('EMAIL_FROM', 'billing@example.com'),
    'as it is shipped',
  ],
  ['the shipped server', configuration.shippedProblem('SMTP_HOST', 'smtp.example.com'), 'as it is shipped'],
  ['one’s own sender', configuration.shippedProblem('EMAIL_FROM', 'billing@acme.example'), null],
  ['no Turnstile', configuration.turnstileProblem('', ''), null],
  ['Turnstile', configuration.turnstileProblem('site', 'secret'), null],
  [
    'Turnstile without its site',
    configuration.turnstileProblem('', 'secret'),
    'TURNSTILE_SITE_KEY is not set',
  ],
  [
    'Turnstile without its secret',
    configuration.turnstileProblem('site', ''),
    'TURNSTILE_SECRET_KEY is not set',
  ],
  ['a public address', configuration.publicAddressProblem(away), null],
  ['this machine', configuration.publicAddressProblem(here), null],
  [
    'this machine, beside Stripe’s own API',
    configuration.publicAddressProblem({ ...here, isAllHere: false }),
    'no customer reaches',
  ],
  [
    'an address without TLS',
    configuration.publicAddressProblem({ ...away, protocol: 'http:' }),
    'APP_URL has to begin with https',
  ],
  [
    'a file of this machine',
    configuration.publicAddressProblem({ ...here, protocol: 'file:' }),
    'APP_URL has to begin with https',
  ],
  ['an address with a path', configuration.publicAddressProblem({ ...away, isBare: false }), 'bare address'],
  ['a deployment’s own name', configuration.deploymentIdProblem('quittance-acme', false), null],
  ['the shipped name', configuration.deploymentIdProblem('quittance', false), 'still "quittance"'],
  ['the shipped name at home', configuration.deploymentIdProblem('quittance', true), null],
  ['a name of 100', configuration.deploymentIdProblem('a'.repeat(100), false), null],
  ['a name of 101', configuration.deploymentIdProblem('a'.repeat(101), false), 'at most 100'],
  ['a name of words', configuration.deploymentIdProblem('a b', false), 'letters, digits'],
  ['Checkout’s domain', configuration.checkoutOriginProblem('https://pay.example.com:8443'), null],
  ['Checkout’s page', configuration.checkoutOriginProblem('https://pay.example.com/'), 'bare addresses'],
  ['a contact by mail', configuration.contactProblem('mailto:ann@example.com'), null],
  ['a contact’s page', configuration.contactProblem('https://example.com/security'), null],
  ['a contact’s name', configuration.contactProblem('ann@example.com'), 'mailto: or https://'],
  ['a mail server', configuration.hostProblem('smtp.example.com'), null],
  ['a mail server by number', configuration.hostProblem('[2001:db8::1]'), null],
  ['a mail server with a port', configuration.hostProblem('smtp.example.com:587'), 'bare name'],
  ['a port', configuration.portProblem('1'), null],
  ['the last port', configuration.portProblem('65535'), null],
  ['no port', configuration.portProblem('0'), 'from 1 to 65535'],
  ['a port beyond', configuration.portProblem('65536'), 'from 1 to 65535'],
  ['a port in words', configuration.portProblem('1e2'), 'from 1 to 65535'],
  ['port 24', configuration.portProblem('24'), null],
  ['port 25', configuration.portProblem('25'), 'no mail out'],
  ['port 26', configuration.portProblem('26'), null],
  ['a binding', configuration.bindingProblem('DB', 'right', 'do'), null],
  ['a binding that is missing', configuration.bindingProblem('DB', 'missing', 'do'), 'DB is not bound: do'],
  ['a wrong binding', configuration.bindingProblem('DB', 'wrong', 'do'), 'DB is bound to something else: do'],
];

it.each(TABLE)('%s', (_, says, expected) => {
  if (expected === null) expect(says).toBeNull();
  else expect(says).toContain(expected);
});

it('what is missing is set as a secret or among the variables', () => {
  expect(configuration.notSet('A', true)).toContain('npx wrangler secret put A');
  expect(configuration.notSet('A', false)).toContain('under [vars]');
});

describe('the database’s owner', () => {
  const owner = { deploymentId: 'acme', livemode: false, account: 'acct_1' };
  const own = { deploymentId: 'acme', livemode: false, hasBusiness: true };
  const settings = (...given: Parameters<typeof ownerProblems>) =>
    ownerProblems(...given).map(({ setting }) => setting);

  it('is this deployment, in its mode, with a business', () => {
    expect(settings(owner, own)).toEqual([]);
    expect(settings(null, own)).toEqual([]);
    expect(settings(owner, { ...own, deploymentId: 'other' })).toEqual(['DEPLOYMENT_ID']);
    expect(settings(owner, { ...own, livemode: true })).toEqual(['STRIPE_SECRET_KEY']);
    expect(settings(null, { ...own, hasBusiness: false })).toEqual(['business']);
  });

  it('is told in the words of the mode', () => {
    const [wrongKey] = ownerProblems(owner, { ...own, livemode: true });
    expect(wrongKey?.says).toContain('is a live key, and the database belongs to a deployment for test mode');
    const [wrongDatabase] = ownerProblems({ ...owner, livemode: true }, own);
    expect(wrongDatabase?.says).toContain(
      'is a test key, and the database belongs to a deployment for live mode',
    );
    const [noneLive] = ownerProblems(null, { ...own, livemode: true, hasBusiness: false });
    expect(noneLive?.says).toMatch(/no business in live mode.*--remote --live`$/);
    const [noneTest] = ownerProblems(null, { ...own, hasBusiness: false });
    expect(noneTest?.says).toMatch(/no business in test mode.*--remote`$/);
  });

  it('has the key’s account, as far as anybody knows', () => {
    expect(accountProblem(owner, 'acct_1')).toBeNull();
    expect(accountProblem(owner, null)).toBeNull();
    expect(accountProblem({ ...owner, account: null }, 'acct_2')).toBeNull();
    expect(accountProblem(owner, 'acct_2')?.setting).toBe('STRIPE_SECRET_KEY');
    expect(keyProblems(owner, { account: null })).toHaveLength(1);
    expect(keyProblems(owner, { account: 'acct_1' })).toEqual([]);
    expect(keyProblems(owner, null)).toEqual([]);
    expect(keyProblems(null, { account: null })).toEqual([]);
    expect(keyProblems({ ...owner, account: null }, { account: null })).toEqual([]);
  });
});
