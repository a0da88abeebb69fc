import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { emails, invoices, signIns } from '../schema/index.ts';
import { OF_INVOICE, payerOf } from './payer.ts';
import { within } from './scoped.ts';

/** The select for the last links to add a method that a customer was sent, newest first, each with what became of its mail. */
export const selectMethodLinks = (db: Database, customerId: string, most: number) =>
  db
    .select({
      requestedAt: signIns.requestedAt,
      expiresAt: signIns.expiresAt,
      usedAt: signIns.usedAt,
      askedBy: sql<string>`${emails.facts} ->> '$.askedBy'`,
      recipient: emails.recipient,
      state: emails.state,
      reported: emails.reported,
      lastError: emails.lastError,
    })
    .from(signIns)
    .innerJoin(
      emails,
      and(eq(emails.cause, sql`'method_link/' || ${signIns.id}`), eq(emails.template, 'method_asked')),
    )
    .where(and(eq(signIns.customerId, customerId), eq(signIns.kind, 'api'), isNull(signIns.apiKeyId)))
    .orderBy(desc(signIns.requestedAt))
    .limit(most);

/** The select for whose an invoice is, and who pays it by itself: a method for it may be asked of either. */
export const selectPayersFor = (db: Database, scope: Scope, invoiceId: string) =>
  db
    .select({ ownerId: invoices.customerId, payerId: payerOf(OF_INVOICE) })
    .from(invoices)
    .where(and(within(invoices, scope), eq(invoices.id, invoiceId)));
