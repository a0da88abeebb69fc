import { and, asc, eq, or, type SQLWrapper, sql } from 'drizzle-orm';
import { OPEN_STATES } from '../../domain/payment/state.ts';
import type { Database } from '../database.ts';
import {
  agreements,
  emails,
  invoiceChoices,
  invoices,
  paymentMethods,
  payments,
  portalSessions,
} from '../schema/index.ts';
import { listed } from './listed.ts';

/** An address of a customer, in every spelling that rows may have; ASCII in lower case. */
export type AddressOf = { readonly customerId: string; readonly spellings: readonly string[] };

/** Whether a column is the address. */
export const isIt = (column: SQLWrapper, { spellings }: AddressOf) =>
  sql`lower(trim(${column})) in ${listed(spellings)}`;

/** Whether a text says the address somewhere. */
export const holdsIt = (column: SQLWrapper, { spellings }: AddressOf) =>
  sql`exists (select 1 from json_each(${JSON.stringify(spellings)}) spelling
    where instr(lower(${column}), spelling.value) > 0)`;

export const isAbout = (customerId: string) =>
  or(eq(emails.aboutCustomerId, customerId), eq(emails.customerId, customerId));

/** The selects for every row of a customer that holds an address, by what it is. */
export const selectAddressRecords = (db: Database, of: AddressOf) => ({
  messages: db
    .select()
    .from(emails)
    .where(and(isAbout(of.customerId), isIt(emails.recipient, of)))
    .orderBy(asc(emails.id)),
  payments: db
    .select({ id: payments.id, payerEmail: payments.payerEmail, claimedAt: payments.claimedAt })
    .from(payments)
    .where(
      and(
        eq(payments.customerId, of.customerId),
        or(
          isIt(payments.payerEmail, of),
          and(eq(payments.requestReduced, false), holdsIt(payments.request, of)),
        ),
      ),
    )
    .orderBy(asc(payments.id)),
  paymentMethods: db
    .select({ id: paymentMethods.id, payerEmail: paymentMethods.payerEmail })
    .from(paymentMethods)
    .where(and(eq(paymentMethods.customerId, of.customerId), isIt(paymentMethods.payerEmail, of))),
  choices: db
    .select({ invoiceId: invoiceChoices.invoiceId, choice: invoiceChoices.choice })
    .from(invoiceChoices)
    .where(and(eq(invoiceChoices.customerId, of.customerId), isIt(invoiceChoices.chosenBy, of))),
  agreements: db
    .select()
    .from(agreements)
    .where(and(eq(agreements.customerId, of.customerId), isIt(agreements.agreedBy, of))),
  invoices: db
    .select({ id: invoices.id, issueDate: invoices.issueDate, parties: invoices.parties })
    .from(invoices)
    .where(and(eq(invoices.customerId, of.customerId), holdsIt(invoices.parties, of)))
    .orderBy(asc(invoices.id)),
  sessions: db
    .select({ id: portalSessions.id, createdAt: portalSessions.createdAt, seenAt: portalSessions.seenAt })
    .from(portalSessions)
    .where(and(eq(portalSessions.customerId, of.customerId), isIt(portalSessions.address, of))),
});

/** The select for a payment under way whose request names the address: it may have to be sent again as it is. */
export const selectOpenWithAddress = (db: Database, of: AddressOf) =>
  db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.customerId, of.customerId),
        sql`${payments.state} in ${listed(OPEN_STATES)}`,
        holdsIt(payments.request, of),
      ),
    )
    .limit(1);

/** The whole requests of a customer's payments that name the address, a bite of them. */
export const selectRequestsWithAddress = (db: Database, of: AddressOf, most: number) =>
  db
    .select({ id: payments.id, request: payments.request })
    .from(payments)
    .where(
      and(
        eq(payments.customerId, of.customerId),
        eq(payments.requestReduced, false),
        holdsIt(payments.request, of),
      ),
    )
    .limit(most);
