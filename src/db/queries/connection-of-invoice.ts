import { and, eq } from 'drizzle-orm';
import { connections, invoices } from '../schema/index.ts';

/** Joins an invoice with the active connection of its merchant, in its mode; there is one at most. */
export const connectionOfInvoice = and(
  eq(connections.merchantId, invoices.merchantId),
  eq(connections.livemode, invoices.livemode),
  eq(connections.state, 'active'),
);
