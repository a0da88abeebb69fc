import {
  clientMappings,
  listedStripeCustomers,
  listedWords,
  mappedClientCounts,
  mappedClients,
} from '../../src/db/schema/index.ts';
import { SCOPE } from './own.ts';
import { row } from './rows.ts';

export const ERASED = { erased_at: 5 };
export const OTHER_ONE = { stripe_customer_id: 'cus_x' };
export const mapping = row(clientMappings, {
  connectionId: 'con_1',
  state: 'ready',
  dueAt: 100,
  leaseUntil: 100,
  usedAt: 100,
});
export const listed = row(listedStripeCustomers, {
  connectionId: 'con_1',
  stripeCustomerId: 'cus_stripe',
  name: 'Ada Ltd',
  nameKey: 'ada',
  email: 'ada@payer.test',
  domain: 'payer.test',
  namesClient: 'cus_1',
  createdAt: 50,
  run: 3,
  words: ['ada', 'ltd', 'ada@payer.test', 'payer', 'test'],
});
export const listedWord = row(listedWords, {
  connectionId: 'con_1',
  word: 'payer',
  stripeCustomerId: 'cus_stripe',
});
export const count = row(mappedClientCounts, { connectionId: 'con_1', status: 'to_map', clients: 3 });
/** Where clients are mapped. */
export const OF = { id: 'con_1', ...SCOPE };
export const client = row(mappedClients, {
  connectionId: 'con_1',
  customerId: 'cus_1',
  status: 'to_map',
  target: 'cus_stripe',
  stale: true,
});
