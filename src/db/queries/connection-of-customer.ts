import { and, eq } from 'drizzle-orm';
import { connections, customers } from '../schema/index.ts';

/** Joins a customer with the active connection of its merchant, in its mode; there is one at most. */
export const connectionOfCustomer = and(
  eq(connections.merchantId, customers.merchantId),
  eq(connections.livemode, customers.livemode),
  eq(connections.state, 'active'),
);
