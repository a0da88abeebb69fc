import { and, asc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { listed } from '../queries/listed.ts';
import {
  cardDeclines,
  clientImportRows,
  customerExternalIds,
  customerImportRows,
  customers,
  emails,
  idempotencyKeys,
  inbox,
  invoiceChoices,
  invoices,
  journal,
  listedStripeCustomers,
  mappedClients,
  methodSetups,
  monthlyStatements,
  paymentMethods,
  payments,
  portalSessions,
  signInMails,
  signIns,
  stripeCustomers,
  stripeRefusals,
  unreachableAddresses,
} from '../schema/index.ts';

/** What stands where a person's name stood. */
export const ERASED = 'Erased';

export type Person = {
  readonly customerId: string;
  readonly merchantId: string;
  /** As customers are found by them. */
  readonly addresses: readonly string[];
  readonly mailboxes: readonly string[];
  /** Theirs at Stripe (`cus_…`), on every connection. */
  readonly stripeIds: readonly string[];
  /** What they were linked to before. */
  readonly leftIds: readonly string[];
};

/**
 * Everything about a person that no law has us keep, to be committed with the entry that says so. Invoices as issued, the
 * books, and what they agreed to stay: docs/RETENTION.md says by which rule.
 */
export const erasePersonRows = (db: Database, person: Person, at: number): Statement[] => [
  ...eraseMapping(db, person),
  ...eraseCustomer(db, person.customerId, at),
  ...eraseMethods(db, person.customerId, at),
  ...eraseMessages(db, person),
  ...eraseVisits(db, person),
  ...eraseEchoes(db, person),
];

/** Their rows among the mapped clients, and what the account's list says of their addresses. */
const eraseMapping = (
  db: Database,
  { customerId, merchantId, stripeIds, leftIds, mailboxes }: Person,
): Statement[] => [
  db.delete(clientImportRows).where(eq(clientImportRows.customerId, customerId)),
  db.delete(mappedClients).where(eq(mappedClients.customerId, customerId)),
  db.delete(listedStripeCustomers).where(
    sql`${listedStripeCustomers.connectionId} in (select id from connections where merchant_id = ${merchantId})
        and ${listedStripeCustomers.stripeCustomerId} in ${listed([...stripeIds, ...leftIds])}`,
  ),
  db.delete(listedStripeCustomers).where(
    sql`${listedStripeCustomers.connectionId} in (select id from connections where merchant_id = ${merchantId})
        and ${listedStripeCustomers.email} in ${listed(mailboxes)} and ${listedStripeCustomers.email} is not null`,
  ),
];

const eraseCustomer = (db: Database, customerId: string, at: number): Statement[] => [
  db
    .update(customers)
    .set({
      legalName: ERASED,
      label: null,
      contactName: null,
      email: null,
      billingEmails: [],
      telephone: null,
      url: null,
      address: {},
      customerAliases: [],
      locale: null,
      contacts: [],
      taxIds: [],
      searchWords: [],
      autopay: 'off',
      parentId: null,
      erasedAt: at,
      updatedAt: at,
    })
    .where(eq(customers.id, customerId)),
  db.delete(customerExternalIds).where(eq(customerExternalIds.customerId, customerId)),
  db.delete(customerImportRows).where(eq(customerImportRows.customerId, customerId)),
  db.delete(monthlyStatements).where(eq(monthlyStatements.customerId, customerId)),
  db.delete(stripeCustomers).where(eq(stripeCustomers.customerId, customerId)),
  // What the invoice does not show.
  db
    .update(invoices)
    .set({
      parties: sql`json_set(${invoices.parties}, '$.customer.telephone', NULL, '$.customer.website', NULL)`,
    })
    .where(and(eq(invoices.customerId, customerId), isNotNull(invoices.parties))),
  db.update(payments).set({ payerEmail: null }).where(eq(payments.customerId, customerId)),
  db.delete(cardDeclines).where(eq(cardDeclines.customerId, customerId)),
  db.update(invoiceChoices).set({ chosenBy: null }).where(eq(invoiceChoices.customerId, customerId)),
];

const eraseMethods = (db: Database, customerId: string, at: number): Statement[] => [
  db
    .update(paymentMethods)
    .set({
      state: 'detached',
      stateReason: null,
      isDefault: false,
      summary: sql`json_object('kind', 'other', 'type', ${paymentMethods.type})`,
      fingerprint: null,
      payerEmail: null,
      updatedAt: at,
    })
    .where(eq(paymentMethods.customerId, customerId)),
  db
    .update(methodSetups)
    .set({
      request: sql`iif(${methodSetups.request} IS NULL, NULL, '{}')`,
      card: null,
      holderName: null,
      routingNumber: null,
    })
    .where(eq(methodSetups.customerId, customerId)),
];

/** That a message was sent stays; to whom and with what words does not. One that still waits is not sent. */
const eraseMessages = (db: Database, { customerId, merchantId, mailboxes }: Person): Statement[] => [
  db.delete(emails).where(eq(emails.customerId, customerId)),
  db
    .update(emails)
    .set({
      recipient: sql`iif(${emails.template} GLOB '*_business', ${emails.recipient}, 'erased/' || ${emails.id})`,
      facts: null,
      lastError: null,
      state: sql`iif(${emails.state} IN ('queued', 'sending'), 'superseded', ${emails.state})`,
    })
    .where(eq(emails.aboutCustomerId, customerId)),
  db
    .delete(unreachableAddresses)
    .where(
      and(
        eq(unreachableAddresses.merchantId, merchantId),
        sql`${unreachableAddresses.mailbox} in ${listed(mailboxes)}`,
      ),
    ),
];

/** Sessions and links of the customer, and those of addresses that are nobody else's. */
const eraseVisits = (db: Database, { customerId, addresses }: Person): Statement[] => [
  db.delete(signIns).where(eq(signIns.customerId, customerId)),
  db.update(portalSessions).set({ customerId: null }).where(ofOthers(customerId)),
  db.delete(portalSessions).where(eq(portalSessions.customerId, customerId)),
  ...eraseVisitsBy(db, addresses),
];

/** Sessions and links of addresses that are nobody's any more. */
export const eraseVisitsBy = (db: Database, addresses: readonly string[]): Statement[] => {
  const nobodys = (
    address: typeof signIns.address | typeof signInMails.address | typeof portalSessions.address,
  ) =>
    sql`${address} in ${listed(addresses)}
      and not exists (select 1 from customer_addresses other where other.address = ${address})`;
  return [
    db.delete(signIns).where(nobodys(signIns.address)),
    db.delete(signInMails).where(nobodys(signInMails.address)),
    db.delete(portalSessions).where(nobodys(portalSessions.address)),
  ];
};

/** Somebody who is signed in by an address that another customer has too goes on with that one. */
const ofOthers = (customerId: string) =>
  and(
    eq(portalSessions.customerId, customerId),
    sql`exists (select 1 from customer_addresses other where other.address = ${portalSessions.address})`,
  );

/** What others said of them: Stripe's reports and refusals, and answers that are kept to be repeated. */
const eraseEchoes = (db: Database, { customerId, merchantId, stripeIds }: Person): Statement[] => [
  db
    .update(inbox)
    .set({ payload: sql`json_object('created', ${inbox.payload} ->> '$.created')` })
    .where(
      and(
        sql`${inbox.state} = 'pending'`,
        eq(inbox.type, 'customer.updated'),
        sql`${inbox.payload} ->> '$.data.object.id' in ${listed(stripeIds)}`,
      ),
    ),
  db
    .delete(stripeRefusals)
    .where(and(eq(stripeRefusals.subjectType, 'customer'), eq(stripeRefusals.subjectId, customerId))),
  db
    .update(stripeRefusals)
    .set({ message: sql`${stripeRefusals.code}` })
    .where(
      and(
        eq(stripeRefusals.subjectType, 'invoice'),
        inArray(
          stripeRefusals.subjectId,
          db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, customerId)),
        ),
      ),
    ),
  db
    .update(idempotencyKeys)
    .set({ response: sql`json_object('id', ${idempotencyKeys.response} ->> '$.id')` })
    .where(
      and(
        sql`${idempotencyKeys.apiKeyId} in (select id from api_keys where merchant_id = ${merchantId})`,
        isNotNull(idempotencyKeys.response),
        sql`instr(${idempotencyKeys.response}, ${customerId}) > 0 and json_valid(${idempotencyKeys.response})`,
      ),
    ),
];

/** The whole requests of a customer's payments, a bite of them. */
export const selectRequestsOf = (db: Database, customerId: string, most: number) =>
  db
    .select({ id: payments.id, request: payments.request })
    .from(payments)
    .where(and(eq(payments.customerId, customerId), eq(payments.requestReduced, false)))
    .limit(most);

/** The entries of a customer's own journal that still say something, up to a place, a bite of them. */
export const selectOwnEntries = (db: Database, customerId: string, before: number, most: number) =>
  db
    .select()
    .from(journal)
    .where(
      and(
        eq(journal.streamType, 'customer'),
        eq(journal.streamId, customerId),
        lt(journal.seq, before),
        isNotNull(journal.salt),
      ),
    )
    .orderBy(asc(journal.seq))
    .limit(most);
