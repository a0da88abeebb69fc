import { mappingPage, notConnectedPage } from '../../../src/views/dashboard/mapping.tsx';
import { clientPage, unlinkPage } from '../../../src/views/dashboard/mapping-client.tsx';
import type { ClientRow, ImportRow, MappingPage } from '../../../src/views/dashboard/mapping-view.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const base = baseOf('/mapping');
const THERE = { id: 'cus_QXg1oqbV8bYtZc', name: 'Bluebird Dental', email: 'office@bluebird.example' };

const row = (nth: number, name: string, more: Partial<ClientRow>): ClientRow => ({
  id: `cus_${nth}`,
  name,
  email: `billing@client${nth}.example`,
  status: 'undecided',
  linkedTo: null,
  lost: null,
  decision: null,
  target: null,
  proposal: null,
  failure: null,
  ...more,
});

const CLIENTS: readonly ClientRow[] = [
  row(1, 'Bluebird Dental', {
    status: 'proposed',
    proposal: { stripeCustomer: THERE, by: 'email', confidence: 'likely', candidates: 1 },
  }),
  row(2, 'Casa Lindqvist y Hijos', {
    status: 'proposed',
    proposal: { stripeCustomer: null, by: 'domain', confidence: 'several', candidates: 3 },
  }),
  row(3, 'Harbour & Sons Property Management', { status: 'to_create', decision: 'create' }),
  row(4, 'Nobody Limited', { status: 'ignored', decision: 'ignore', email: null }),
  row(5, 'Old Mill Bakery', { status: 'mapped', linkedTo: THERE }),
  row(6, 'Quarry Works', {
    status: 'failed',
    decision: 'create',
    failure: { message: 'Invalid email address: billing@quarry' },
  }),
  row(7, 'Lost Weekend', { status: 'lost', linkedTo: THERE, lost: { why: 'deleted' } }),
  row(8, HOSTILE, { status: 'to_map', decision: 'map', target: { ...THERE, name: null, email: null } }),
];

const LAST: ImportRow = {
  id: 'cli_1',
  state: 'running',
  begunBy: 'tom@northwind.example',
  total: 200,
  done: 80,
  skipped: 3,
  failed: 2,
  slowed: 4,
};

const READY: MappingPage = {
  base,
  mayMap: true,
  mapping: {
    state: 'ready',
    failure: null,
    listed: 1204,
    clients: {
      undecided: 40,
      proposed: 120,
      to_map: 12,
      to_create: 30,
      ignored: 4,
      mapped: 996,
      failed: 2,
      lost: 1,
    },
    lastDecision: { id: 'mdc_1', kind: 'accept', clients: 30 },
    lastImport: null,
    completedAt: null,
  },
  readAt: 'November 29, 2026 at 10:40 AM',
  clients: CLIENTS,
  nextClients: 'cus_8',
  listed: [
    { ...THERE, heldBy: { name: 'Old Mill Bakery' } },
    { id: 'cus_other', name: null, email: 'someone@elsewhere.example', heldBy: null },
    { id: 'cus_nameless', name: null, email: null, heldBy: null },
  ],
  nextListed: 'cus_nameless',
  status: null,
  search: '',
  searchThere: '',
  free: false,
  said: null,
  problem: null,
};
const none = { clients: [], nextClients: null, listed: [], nextListed: null };

/** Saying which client is which of Stripe's customers, and importing. */
export async function mappingGallery() {
  const context = { speech: await speechFor('en'), nonce: 'nonce', frame: frameAt('Map customers') };
  const page = (more: Partial<MappingPage>, mapping: Partial<MappingPage['mapping']> = {}) =>
    mappingPage({ ...READY, ...more, mapping: { ...READY.mapping, ...mapping } }, context);
  const pages: Readonly<Record<string, string>> = {
    'not-connected': notConnectedPage('/dashboard/mer_1/stripe', context),
    'never-read': page(none, { state: 'none' }),
    reading: page(none, { state: 'reading', listed: 300 }),
    comparing: page(none, { state: 'proposing' }),
    stopped: page(none, { state: 'stopped', failure: 'more_permissions_required' }),
    ready: page({ said: 'decided' }),
    'read-only': page({ mayMap: false }),
    importing: page({}, { lastImport: LAST }),
    finished: page({}, { lastImport: { ...LAST, state: 'finished', done: 195 } }),
    complete: page({ search: 'nobody', ...none }, { completedAt: 1, lastDecision: null }),
    client: clientPage(
      {
        base,
        customerId: 'cus_2',
        name: 'Casa Lindqvist y Hijos',
        candidates: [
          {
            ...THERE,
            reasons: ['email', 'name'],
            methods: ['Visa •••• 4242', 'Harbour Bank •••• 6789'],
            lastPayment: 'Nov 2, 2026',
          },
          { id: 'cus_b', name: HOSTILE, email: null, reasons: ['domain'], methods: null, lastPayment: null },
        ],
        typed: '',
        problem: null,
      },
      context,
    ),
    'client-none': clientPage(
      {
        base,
        customerId: 'cus_2',
        name: 'Casa',
        candidates: [],
        typed: 'cus_x',
        problem: 'Stripe has no such customer.',
      },
      context,
    ),
    unlink: unlinkPage(
      {
        base,
        said: {
          customerId: 'cus_5',
          name: 'Old Mill Bakery',
          stripeCustomerId: THERE.id,
          methods: [1, 2],
          isOnAutopay: true,
          openPages: 1,
          moving: 1,
        },
      },
      context,
    ),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `mapping-${name}`, html }));
}
