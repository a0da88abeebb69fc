import type { Answers } from '../../../scripts/deploy/answers.ts';
import type { Endpoint, Facts } from '../../../scripts/deploy/facts.ts';
import { OWN_EVENT_TYPES } from '../../../src/domain/event-families.ts';

export const OWN = 'quittance-0a1b2c';
export const ANSWERS: Answers = {
  environment: 'production',
  accountId: null,
  business: { name: 'Acme', email: 'a@acme.example', currency: 'GBP', country: 'GB', 'time-zone': 'UTC' },
  mail: {
    from: 'billing@acme.example',
    transport: 'smtp',
    host: 'smtp.acme.example',
    port: 587,
    security: 'starttls',
    user: 'billing',
    password: 'hush hush',
  },
  stripeKey: 'sk_test_51abc',
  stripeUrl: new URL('https://api.stripe.com'),
  domain: null,
  url: null,
  worker: 'quittance',
  deploymentId: null,
  linkKeys: null,
};
export const NOTHING: Facts = {
  accountId: 'a'.repeat(32),
  subdomain: 'acme',
  worker: null,
  database: null,
  queue: null,
  deadLetterQueue: null,
  bucket: null,
  mailEvents: null,
  domain: null,
  stripe: { account: 'acct_1', livemode: false, endpoints: [] },
  migrations: [
    ['0001_a.sql', 'a'],
    ['0002_b.sql', 'b'],
  ],
};
export const SECRETS = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRETS',
  'LINK_KEYS',
  'OPERATOR_KEY',
  'SMTP_PASSWORD',
];
export const ENDPOINT: Endpoint = {
  id: 'we_1',
  url: 'https://quittance.acme.workers.dev/webhooks/stripe',
  events: OWN_EVENT_TYPES,
  apiVersion: 'v1',
  isEnabled: true,
  deploymentId: OWN,
  isStored: true,
};
export const DATABASE: NonNullable<Facts['database']> = {
  id: 'db',
  tables: ['merchants', 'd1_migrations'],
  owner: OWN,
  pinned: { account: 'acct_1', livemode: false },
  applied: ['0001_a.sql', '0002_b.sql'],
  checksums: new Map([
    ['0001_a.sql', 'a'],
    ['0002_b.sql', 'b'],
  ]),
  businesses: ['test'],
  sentInvoices: 3,
  hasOwner: true,
};
export const THERE: Facts = {
  ...NOTHING,
  worker: { deploymentId: OWN, secrets: SECRETS },
  database: DATABASE,
  queue: { consumer: 'quittance' },
  deadLetterQueue: { consumer: 'quittance' },
  stripe: { account: 'acct_1', livemode: false, endpoints: [ENDPOINT] },
};
export const LIVE = { account: 'acct_1', livemode: true, endpoints: [] };
export const database = (more: Partial<NonNullable<Facts['database']>>): Partial<Facts> => ({
  database: { ...DATABASE, ...more },
});
