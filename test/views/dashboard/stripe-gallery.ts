import { marketplacePage } from '../../../src/views/dashboard/marketplace.tsx';
import { attemptPage, callbackPage } from '../../../src/views/dashboard/stripe-attempt.tsx';
import { connectedPage, disconnectPage } from '../../../src/views/dashboard/stripe-connected.tsx';
import { copyingPage } from '../../../src/views/dashboard/stripe-copying.tsx';
import { unconnectedPage } from '../../../src/views/dashboard/stripe-unconnected.tsx';
import type { ConnectedView, UnconnectedView } from '../../../src/views/dashboard/stripe-view.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const BASE = baseOf('/stripe');
const FRAME = frameAt('Stripe');
const COMMON = { base: BASE, mayConnect: true, said: null, problem: null };
const ID = 'acct_1LFi224JxaT26LnI';

const UNCONNECTED: UnconnectedView = { ...COMMON, isPlatform: true, earlier: [] };
export const CONNECTED: ConnectedView = {
  ...COMMON,
  accountId: ID,
  isOwn: false,
  name: 'Northwind Managed Services',
  isTest: true,
  isCatchingUp: false,
  state: 'ready',
  decision: null,
  failure: null,
  read: 'November 29, 2026 at 10:40 AM EST',
  ways: { card: 'works', ach: 'pending', payouts: 'works' },
  blocking: [],
  upcoming: [{ name: 'company.tax_id', by: 'January 31, 2027', problem: null, isOverdue: false }],
  inReview: [],
  feesPayer: 'account',
  webhooks: null,
  goesOnAtStripe: true,
  mapHref: `${BASE}/mapping`,
};
const HELD: ConnectedView = {
  ...CONNECTED,
  state: 'held',
  decision: 'in_review',
  name: null,
  ways: { card: 'restricted', ach: 'restricted', payouts: 'restricted' },
  blocking: [
    { name: 'external_account', by: null, problem: null, isOverdue: true },
    { name: 'representative.first_name', by: 'December 15, 2026', problem: null, isOverdue: false },
    {
      name: 'company.verification.document',
      by: null,
      problem: 'The document is blurred.',
      isOverdue: false,
    },
    { name: 'something_new.of_stripe', by: null, problem: null, isOverdue: false },
  ],
  upcoming: [],
  inReview: [{ name: 'owners.email', by: null, problem: null, isOverdue: false }],
  webhooks: { why: 'own_only', types: [] },
};
const EARLIER = {
  id: 'con_1',
  accountId: ID,
  name: 'Northwind Managed Services',
  until: 'November 20, 2026',
};
const COPYING = {
  base: BASE,
  accountId: ID,
  asOf: 'November 29, 2026',
  customers: { arrived: 0, hasMore: false, mapped: 0 },
  mapHref: `${BASE}/mapping`,
};
const CONFIRM = { kind: 'to_confirm', account: ID, name: 'Northwind Main Account' } as const;

/** Every page of connecting Stripe, in each of its states. */
export async function stripeGallery(locale: string) {
  const context = { speech: await speechFor(locale), nonce: 'nonce', frame: FRAME };
  const attempt = { base: BASE, attemptId: 'cna_1', problem: null };
  const pages: Readonly<Record<string, string>> = {
    marketplace: marketplacePage({ stripe: 'none', href: BASE }, context),
    'marketplace-held': marketplacePage({ stripe: 'held', href: BASE }, context),
    unconnected: unconnectedPage(UNCONNECTED, context),
    'unconnected-own-key': unconnectedPage({ ...UNCONNECTED, isPlatform: false }, context),
    'unconnected-again': unconnectedPage(
      { ...UNCONNECTED, earlier: [EARLIER, { ...EARLIER, accountId: null, name: null }] },
      context,
    ),
    connected: connectedPage({ ...CONNECTED, said: 'account_connected' }, context),
    'connected-held': connectedPage(HELD, context),
    'connected-own': connectedPage(
      {
        ...CONNECTED,
        isOwn: true,
        isTest: false,
        upcoming: [],
        goesOnAtStripe: false,
        failure: 'more_permissions_required',
        webhooks: { why: 'types', types: ['refund.failed', 'account.updated'] },
      },
      context,
    ),
    'connected-paused': connectedPage({ ...CONNECTED, state: 'paused', isCatchingUp: true }, context),
    'connected-read-only': connectedPage({ ...HELD, mayConnect: false, problem: 'Not now.' }, context),
    'connected-hostile': connectedPage({ ...HELD, name: HOSTILE }, context),
    disconnect: disconnectPage({ base: BASE, account: ID }, context),
    'attempt-confirm': attemptPage({ ...attempt, outcome: CONFIRM }, context),
    'attempt-pending': attemptPage({ ...attempt, outcome: null }, context),
    'attempt-denied': attemptPage(
      { ...attempt, outcome: { kind: 'not_connected', why: 'denied', message: null } },
      context,
    ),
    'attempt-used': attemptPage(
      {
        ...attempt,
        outcome: {
          kind: 'not_connected',
          why: 'code_refused',
          message: 'This authorization code has already been used.',
        },
      },
      context,
    ),
    'attempt-hostile': attemptPage({ ...attempt, outcome: { ...CONFIRM, name: HOSTILE } }, context),
    'callback-nothing': callbackPage('nothing', '/dashboard', context),
    'callback-unusable': callbackPage('unusable', '/dashboard', context),
    copying: copyingPage(COPYING, context),
    'copying-arrived': copyingPage(
      { ...COPYING, customers: { arrived: 100, hasMore: true, mapped: 0 } },
      context,
    ),
    'copying-mapped': copyingPage(
      { ...COPYING, customers: { arrived: 0, hasMore: false, mapped: 12 } },
      context,
    ),
    'copying-unknown': copyingPage({ ...COPYING, customers: null }, context),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `stripe-${name}`, html }));
}
