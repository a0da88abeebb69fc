import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { type AddressOf, holdsIt, isAbout, isIt } from '../queries/address-data.ts';
import { listed } from '../queries/listed.ts';
import {
  customerImportRows,
  customers,
  emails,
  idempotencyKeys,
  invoiceChoices,
  invoices,
  paymentMethods,
  payments,
  portalSessions,
  stripeCustomers,
  stripeRefusals,
  unreachableAddresses,
} from '../schema/index.ts';
import { eraseVisitsBy } from './erasure.ts';

export type ErasedAddress = AddressOf & { readonly merchantId: string; readonly mailbox: string };

/** A customer's addresses without the one that is erased. */
export const setAddresses = (
  db: Database,
  customerId: string,
  set: Pick<typeof customers.$inferSelect, 'email' | 'billingEmails' | 'contacts' | 'updatedAt'>,
): Statement => db.update(customers).set(set).where(eq(customers.id, customerId));

/**
 * One address out of everything that no law has us keep, to be committed with the entry that says so, after the statement
 * that takes it off the customer. Invoices as issued and what was agreed to stay.
 */
export const eraseAddressRows = (db: Database, of: ErasedAddress): Statement[] => [
  ...eraseMessages(db, of),
  ...erasePayer(db, of),
  // What a file said of them; what it changed stays.
  db.delete(customerImportRows).where(eq(customerImportRows.customerId, of.customerId)),
  // Another customer of the same address goes on with it.
  db
    .update(portalSessions)
    .set({ customerId: null })
    .where(
      and(
        eq(portalSessions.customerId, of.customerId),
        isIt(portalSessions.address, of),
        sql`exists (select 1 from customer_addresses other where other.address = ${portalSessions.address})`,
      ),
    ),
  ...eraseVisitsBy(db, of.spellings),
  ...eraseEchoes(db, of),
];

/** That a message was sent stays; to whom and with what words does not. One that still waits is not sent. */
const eraseMessages = (db: Database, of: ErasedAddress): Statement[] => [
  db
    .update(emails)
    .set({
      recipient: sql`'erased/' || ${emails.id}`,
      facts: null,
      lastError: null,
      state: sql`iif(${emails.state} IN ('queued', 'sending'), 'superseded', ${emails.state})`,
    })
    .where(
      and(isAbout(of.customerId), isIt(emails.recipient, of), sql`${emails.template} NOT GLOB '*_business'`),
    ),
  db
    .update(emails)
    .set({ facts: null, lastError: null })
    .where(
      and(
        isAbout(of.customerId),
        sql`${emails.state} NOT IN ('queued', 'sending')`,
        or(holdsIt(emails.facts, of), holdsIt(emails.lastError, of)),
      ),
    ),
  db.delete(unreachableAddresses).where(
    and(
      eq(unreachableAddresses.merchantId, of.merchantId),
      eq(unreachableAddresses.mailbox, of.mailbox),
      // What is known of another customer's address is still of use.
      sql`not exists (select 1 from customer_addresses other join customers c on c.id = other.customer_id
          where c.merchant_id = ${of.merchantId} and other.address in ${listed(of.spellings)})`,
    ),
  ),
];

const erasePayer = (db: Database, of: ErasedAddress): Statement[] => [
  db
    .update(payments)
    .set({ payerEmail: null })
    .where(and(eq(payments.customerId, of.customerId), isIt(payments.payerEmail, of))),
  db
    .update(paymentMethods)
    .set({ payerEmail: null })
    .where(and(eq(paymentMethods.customerId, of.customerId), isIt(paymentMethods.payerEmail, of))),
  db
    .update(invoiceChoices)
    .set({ chosenBy: null })
    .where(and(eq(invoiceChoices.customerId, of.customerId), isIt(invoiceChoices.chosenBy, of))),
];

/** The request that made their customer at Stripe, Stripe's words, and answers that are kept to be repeated. */
const eraseEchoes = (db: Database, of: ErasedAddress): Statement[] => [
  db
    .update(stripeCustomers)
    .set({ request: sql`json_set(${stripeCustomers.request}, '$.email', NULL)` })
    .where(
      and(
        eq(stripeCustomers.customerId, of.customerId),
        isNotNull(stripeCustomers.stripeCustomerId),
        isNotNull(stripeCustomers.followed),
        isIt(sql`${stripeCustomers.request} ->> '$.email'`, of),
      ),
    ),
  db
    .update(stripeRefusals)
    .set({ message: sql`${stripeRefusals.code}` })
    .where(
      and(
        or(
          and(eq(stripeRefusals.subjectType, 'customer'), eq(stripeRefusals.subjectId, of.customerId)),
          and(
            eq(stripeRefusals.subjectType, 'invoice'),
            inArray(
              stripeRefusals.subjectId,
              db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, of.customerId)),
            ),
          ),
        ),
        holdsIt(stripeRefusals.message, of),
      ),
    ),
  db
    .update(idempotencyKeys)
    .set({ response: sql`json_object('id', ${idempotencyKeys.response} ->> '$.id')` })
    .where(
      and(
        sql`${idempotencyKeys.apiKeyId} in (select id from api_keys where merchant_id = ${of.merchantId})`,
        isNotNull(idempotencyKeys.response),
        sql`instr(${idempotencyKeys.response}, ${of.customerId}) > 0 and json_valid(${idempotencyKeys.response})`,
        holdsIt(idempotencyKeys.response, of),
      ),
    ),
];
