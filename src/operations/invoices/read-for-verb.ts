import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { connectionOfInvoice } from '../../db/queries/active-connection.ts';
import { selectCreditsFor, selectCustomerHead } from '../../db/queries/credits.ts';
import { connections, invoices, slots } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import type { Scope } from '../core/scope.ts';

/** The command id for dropping the verb of that command. */
export const dropOf = (commandId: string): string => `${commandId}/drop`;

/** Reads the invoice, the payment in its slot and the head of its stream, in one round trip. */
export async function readForVerb(db: Database, scope: Scope | null, invoiceId: string, commandId: string) {
  const stream = { type: 'invoice', id: invoiceId } as const;
  const mine =
    scope === null
      ? eq(invoices.id, invoiceId)
      : and(
          eq(invoices.id, invoiceId),
          eq(invoices.merchantId, scope.merchantId),
          eq(invoices.livemode, scope.livemode),
        );
  const [found, head, command, drop, credits, customerHead, restoring] = await db.batch([
    db
      .select({ invoice: invoices, paymentId: slots.paymentId })
      .from(invoices)
      .leftJoin(slots, eq(slots.invoiceId, invoices.id))
      .where(mine),
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectCommand(db, stream, dropOf(commandId)),
    selectCreditsFor(db, invoiceId),
    selectCustomerHead(db, invoiceId),
    selectRestoring(db, invoiceId),
  ]);
  const row = found[0];
  return row === undefined
    ? null
    : {
        ...row,
        head: headOf(head),
        credits,
        customerHead: headOf(customerHead),
        wasCommanded: command.length > 0,
        wasDropped: drop.length > 0,
        /** A payment of this invoice may have succeeded at Stripe, and is not known here yet. */
        isBeingRestored: restoring.length > 0,
      };
}

export type ReadForVerb = NonNullable<Awaited<ReturnType<typeof readForVerb>>>;

/** The connection of the invoice, if what a restored database has forgotten is being read from Stripe. */
const selectRestoring = (db: Database, invoiceId: string) =>
  db
    .select({ id: connections.id })
    .from(invoices)
    .innerJoin(connections, connectionOfInvoice)
    .where(and(eq(invoices.id, invoiceId), eq(connections.pauseReason, 'restored')));
