import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStripeClient, stripeFor } from '../../src/adapters/stripe/client.ts';
import { intentParams } from '../../src/adapters/stripe/intent-params.ts';
import type { StripePort } from '../../src/adapters/stripe/port.ts';
import type { PlatformPort } from '../../src/adapters/stripe/port-accounts.ts';
import { recentSessions } from '../../src/adapters/stripe/recent-sessions.ts';
import { refundParams } from '../../src/adapters/stripe/refund-params.ts';
import { PERMISSIONS } from '../support/permissions.ts';

const asked: string[] = [];
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://stripe.test');
  asked.push(`${request.method} ${pathname.replaceAll(/\/x_\d+/g, '/{id}')}`);
  response.writeHead(403, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ error: { type: 'invalid_request_error', message: 'No.' } }));
});
let port: StripePort;
beforeAll(async () => {
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const { port: at } = server.address() as AddressInfo;
  const client = createStripeClient({ secretKey: 'rk_test_1', apiUrl: new URL(`http://127.0.0.1:${at}`) });
  port = stripeFor(
    client,
    'self',
    recentSessions(() => 0),
  );
});
afterAll(() => {
  server.close();
});

const metadata = {};
const customer = { name: 'A', email: null, phone: null, address: {}, metadata };
const intent = intentParams({
  stripeCustomerId: 'x_1',
  stripePaymentMethodId: 'x_2',
  methodKind: 'card',
  currency: 'USD',
  amount: 100,
  description: 'A',
  metadata,
  offSession: true,
  receiptEmail: null,
  returnUrl: 'https://billing.test',
});
const bankSetup = {
  stripeCustomerId: 'x_1',
  account: {
    accountNumber: '000123456789',
    routingNumber: '110000000',
    holderName: 'A',
    holderType: 'individual',
  },
  email: null,
  returnUrl: 'https://billing.test',
  acceptance: { acceptedAt: 0, ipAddress: '203.0.113.7', userAgent: 'A' },
  metadata,
} as const;
const account = {
  displayName: 'A',
  email: 'a@a.test',
  country: 'US',
  currency: 'USD',
  url: null,
  metadata,
};
const refund = refundParams({ intentId: 'x_1', currency: 'USD', amount: 100, reason: null, metadata });

/** Every call of the port; one that asks nothing of Stripe is null. */
const CALLS: { readonly [Name in keyof StripePort]: ((to: StripePort) => Promise<unknown>) | null } = {
  createCustomer: (to) => to.createCustomer(customer, 'k'),
  findCustomer: (to) => to.findCustomer(customer, 0),
  retrieveCustomer: (to) => to.retrieveCustomer('x_1'),
  deleteCustomer: (to) => to.deleteCustomer('x_1'),
  listCustomers: (to) => to.listCustomers(null),
  lastPaymentOf: (to) => to.lastPaymentOf('x_1'),
  updateCustomer: (to) => to.updateCustomer('x_1', { phone: null }, 'k'),
  listTaxIds: (to) => to.listTaxIds('x_1'),
  createTaxId: (to) => to.createTaxId('x_1', { type: 'eu_vat', value: 'DE136695976' }, 'k'),
  deleteTaxId: (to) => to.deleteTaxId('x_1', 'x_2'),
  createSession: (to) => to.createSession('{"mode":"payment"}', 'k'),
  retrieveSession: (to) => to.retrieveSession('x_1'),
  recentSession: null,
  expireSession: (to) => to.expireSession('x_1', 'k'),
  findSession: (to) => to.findSession('x_1', 'x_2', 0),
  findListed: (to) => to.findListed('pi_1'),
  createIntent: (to) => to.createIntent(intent, 'k'),
  confirmIntent: (to) => to.confirmIntent('x_1', intent, 'k'),
  retrieveIntent: (to) => to.retrieveIntent('x_1'),
  listFailedCards: (to) => to.listFailedCards('x_1'),
  cancelIntent: (to) => to.cancelIntent('x_1', 'k'),
  findIntent: (to) => to.findIntent('x_1', 'x_2', 0),
  listMethods: (to) => to.listMethods('x_1'),
  detachMethod: (to) => to.detachMethod('x_1', 'k'),
  createSetupSession: (to) => to.createSetupSession('{"mode":"setup"}', 'k'),
  retrieveSetupSession: (to) => to.retrieveSetupSession('x_1'),
  findSetupSession: (to) => to.findSetupSession('x_1', 'x_2', 0),
  createBankSetup: (to) => to.createBankSetup(bankSetup, 'k'),
  retrieveSetup: (to) => to.retrieveSetup('x_1'),
  findSetup: (to) => to.findSetup('x_1', 'x_2', 0),
  verifyDeposits: (to) => to.verifyDeposits('x_1', { kind: 'amounts', cents: [32, 45] }, 'k'),
  cancelSetup: (to) => to.cancelSetup('x_1', 'k'),
  createRefund: (to) => to.createRefund(refund, 'k'),
  listRefunds: (to) => to.listRefunds('x_1'),
  listDisputes: (to) => to.listDisputes('x_1'),
  submitEvidence: (to) => to.submitEvidence('x_1', { uncategorized_text: 'a' }, 'k'),
  listEvents: (to) => to.listEvents(0, null),
  listBalanceTransactions: (to) => to.listBalanceTransactions(0, null),
  retrieveBalance: (to) => to.retrieveBalance(),
  listSessions: (to) => to.listSessions(0, null),
  listIntents: (to) => to.listIntents(0, null),
  retrieveAccount: (to) => to.retrieveAccount(),
  listNewestCustomers: (to) => to.listNewestCustomers(),
  platform: null,
};

/** What a platform calls, of whatever account. */
const OF_THE_PLATFORM: { readonly [Name in keyof PlatformPort]: (to: PlatformPort) => Promise<unknown> } = {
  exchangeCode: (to) => to.exchangeCode('ac_1'),
  deauthorize: (to) => to.deauthorize('ca_1', 'x_1'),
  createAccount: (to) => to.createAccount(account, 'k'),
  findAccount: (to) => to.findAccount('quittance_account', 'acc_1'),
  createOnboardingLink: (to) =>
    to.createOnboardingLink('x_1', { refreshUrl: 'https://a.test', returnUrl: 'https://a.test' }),
  listEndpoints: (to) => to.listEndpoints(),
};

/** What README.md says that a restricted key needs: each call with its permission. */
function documented(): Map<string, string> {
  const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, section = ''] = text.split('### What a restricted key needs');
  const [table = ''] = section.split('\n## ');
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && line.includes('`'));
  return new Map(
    rows.flatMap((row) => {
      const [, permission = '', calls = ''] = row.split('|').map((cell) => cell.trim());
      return [...calls.matchAll(/`([A-Z]+ [^`]+)`/g)].map(([, call = '']) => [call, permission] as const);
    }),
  );
}

describe('a restricted key needs', () => {
  it('what README.md lists for the calls that are made, and no more', async () => {
    const calls = [
      ...Object.values(CALLS).map((call) => call && (() => call(port))),
      ...Object.values(OF_THE_PLATFORM).map((call) => () => call(port.platform)),
    ];
    for (const call of calls) {
      if (call === null) continue;
      const before = asked.length;
      expect(await call()).toMatchObject({ kind: 'refused', status: 403 });
      expect(asked.length).toBe(before + 1);
    }
    expect([...new Set(asked)].toSorted()).toEqual([...documented().keys()].toSorted());
  });

  it('to write whatever is posted', () => {
    for (const [call, permission] of documented()) {
      if (!call.startsWith('GET '))
        expect([call, permission]).toEqual([call, expect.stringMatching(/: Write$/)]);
    }
  });

  it('no call that is not tried here', () => {
    expect(Object.keys(CALLS).toSorted()).toEqual(Object.keys(port).toSorted());
    expect(Object.keys(OF_THE_PLATFORM).toSorted()).toEqual(Object.keys(port.platform).toSorted());
  });

  it('each of which is tried without in test/operations/refusals/every-permission.test.ts', () => {
    expect([...new Set(documented().values())].toSorted()).toEqual(PERMISSIONS.toSorted());
  });
});
