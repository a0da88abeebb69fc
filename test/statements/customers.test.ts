import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { selectActiveConnection, selectConnectionOfAccount } from '../../src/db/queries/active-connection.ts';
import {
  selectAnyCredit,
  selectCredits,
  selectCreditsFor,
  selectCustomerHead,
} from '../../src/db/queries/credits.ts';
import { rankTerms } from '../../src/db/queries/customer-search.ts';
import {
  selectAnyInvoice,
  selectCustomer,
  selectCustomers,
  selectExternalIds,
  selectExternalIdsOfPage,
  selectHolder,
} from '../../src/db/queries/customers.ts';
import {
  deleteCustomerRows,
  forgetNamed,
  selectStripeCustomers,
  setFollowed,
  updateCustomer,
} from '../../src/db/queries/customers-write.ts';
import { hasBusiness, selectHouse } from '../../src/db/queries/set-up.ts';
import { customerWords } from '../../src/db/schema/index.ts';
import { reads, sent, writes } from './met.ts';
import { NEIGHBOURS, OTHER_BUSINESS, OTHER_CONNECTION, OTHER_MODE, OWN, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const PAGE = { startingAfter: null, limit: 10 };
const NO_FILTER = { email: null, externalId: null, alias: null, search: null };
const { merchant, connection, customer, address, externalId, stripeCustomer, invoice, credit, entry } = OWN;
const LINKED = [...NEIGHBOURS, merchant, connection, customer, stripeCustomer];
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const ENDED = { state: 'disconnected' };

describe('a connection that new money moves through', () => {
  it('is the active one of the business, in the mode', () =>
    reads(
      (db) => selectActiveConnection(db, SCOPE),
      [connection],
      [{ of: connection, in: [...WHOSE, ENDED] }],
    ));

  it('is the active one of the account, in the mode', () =>
    reads(
      (db) => selectConnectionOfAccount(db, { account: 'acct_1', livemode: false }),
      [connection],
      [{ of: connection, in: [{ account: 'acct_2' }, OTHER_MODE, ENDED] }],
    ));

  it('says whether any business is connected in the mode', () =>
    reads((db) => hasBusiness(db, false), [connection], [{ of: connection, in: [OTHER_MODE] }]));

  it('is not asked for to say whose site it is: any business is', () =>
    reads((db) => selectHouse(db), [merchant], []));
});

describe('a customer', () => {
  it('is read with the link to Stripe of the active connection, and with its own ids elsewhere', async () => {
    await reads((db) => selectCustomer(db, SCOPE, 'cus_1'), LINKED, [
      { of: customer, in: [...WHOSE, { id: 'cus_9' }] },
      { of: connection, in: [...WHOSE, ENDED] },
      { of: stripeCustomer, in: [OTHER_CONNECTION, SIBLING] },
    ]);
    await reads((db) => selectExternalIds(db, 'cus_1'), [externalId], [{ of: externalId, in: [SIBLING] }]);
    await reads((db) => selectStripeCustomers(db, 'cus_1'), LINKED, [{ of: stripeCustomer, in: [SIBLING] }]);
  });

  it('is known to hold a Stripe customer by the active connection, where another asks', async () => {
    const theirs = changed(stripeCustomer, SIBLING);
    await reads(
      (db) => selectHolder(db, SCOPE, 'cus_1', 'cus_stripe'),
      [connection, theirs],
      [
        { of: theirs, in: [OTHER_CONNECTION, { customer_id: 'cus_1' }, { stripe_customer_id: 'cus_none' }] },
        { of: connection, in: [...WHOSE, ENDED] },
      ],
    );
  });

  it('is known to have an invoice or a credit by its own', async () => {
    await reads((db) => selectAnyInvoice(db, 'cus_1'), [invoice], [{ of: invoice, in: [SIBLING] }]);
    await reads((db) => selectAnyCredit(db, 'cus_1'), [credit], [{ of: credit, in: [SIBLING] }]);
  });

  it('is on the page of its business, its address and its ids, after where the page begins', async () => {
    const email = { ...NO_FILTER, email: ' ADA@payer.test ' };
    const external = { ...NO_FILTER, externalId: { key: 'Stripe', value: 'cus_stripe' } };
    await reads(
      (db) => selectCustomers(db, SCOPE, email, PAGE),
      [...LINKED, address],
      [
        { of: customer, in: WHOSE },
        { of: address, in: [{ address: 'bob@payer.test' }, { customer_id: 'cus_9' }] },
      ],
    );
    await reads(
      (db) => selectCustomers(db, SCOPE, external, PAGE),
      [...LINKED, externalId],
      [
        { of: customer, in: WHOSE },
        { of: externalId, in: [{ key: 'Xero' }, { value: 'cus_none' }, { customer_id: 'cus_9' }] },
      ],
    );
    const after = { ...PAGE, startingAfter: 'cus_11' };
    await reads(
      (db) => selectCustomers(db, SCOPE, NO_FILTER, after),
      [merchant, connection, customer],
      [{ of: customer, in: [{ id: 'cus_11' }, { id: 'cus_12' }] }],
    );
    await reads(
      (db) => selectExternalIdsOfPage(db, SCOPE, NO_FILTER, after),
      [customer, externalId],
      [
        { of: customer, in: [...WHOSE, { id: 'cus_11' }] },
        { of: externalId, in: [{ customer_id: 'cus_9' }] },
      ],
    );
  });

  it('is found by words and an alias of its business, whether few or many have them', async () => {
    const customerWord = row(customerWords, { word: 'adam', customerId: 'cus_1', ...SCOPE });
    const search = { terms: ['ada'], text: 'ada', numbers: [] };
    const seen = (isCommon: boolean) => (db: Database) =>
      selectCustomers(db, SCOPE, { ...NO_FILTER, search: { ...search, isCommon } }, PAGE);
    const base = [merchant, connection, customer];
    const named = changed(customer, { search_words: '["adam"]' });
    const called = changed(customer, { customer_aliases: '["adam"]' });
    await reads(
      seen(false),
      [...base, customerWord],
      [{ of: customerWord, in: [...WHOSE, { word: 'bob' }, SIBLING] }],
    );
    await reads(
      seen(true),
      [merchant, connection, named],
      [{ of: named, in: [...WHOSE, { search_words: '["bob"]' }] }],
    );
    await reads(
      (db) => selectCustomers(db, SCOPE, { ...NO_FILTER, alias: 'adam' }, PAGE),
      [merchant, connection, called, customerWord],
      [
        { of: customerWord, in: [...WHOSE, { word: 'adams' }, SIBLING] },
        { of: called, in: [{ customer_aliases: '["ada"]' }] },
      ],
    );
    const ranked = (db: Database) => rankTerms(db, SCOPE, ['bo', 'ada']);
    await reads(ranked, [customerWord], [{ of: customerWord, in: [...WHOSE, { word: 'cy' }] }]);
  });

  it('is changed and deleted with what is its own, and no sibling', async () => {
    const updated = {
      legalName: 'Eve',
      billingEmails: [],
      taxStatus: 'TAXED',
      address: {},
      customerAliases: [],
    };
    await writes(
      sent((db) => [updateCustomer(db, 'cus_1', { ...updated, updatedAt: 5 })]),
      [customer],
      [{ of: customer, in: [{ id: 'cus_2' }] }],
    );
    const { method, refusal } = OWN;
    await writes(
      sent((db) => deleteCustomerRows(db, 'cus_1')),
      [customer, externalId, stripeCustomer, method, refusal],
      [
        { of: customer, in: [{ id: 'cus_2' }] },
        { of: externalId, in: [SIBLING] },
        { of: stripeCustomer, in: [SIBLING] },
        { of: method, in: [SIBLING] },
        { of: refusal, in: [{ subject_type: 'invoice' }, { subject_id: 'cus_2' }] },
      ],
    );
  });

  it('is followed on its connection, and forgets the Stripe customer that was named', async () => {
    const field = { here: null, at: 1, by: 'here', heardAt: 0 } as const;
    const followed = { name: field, email: field, phone: field, address: field };
    const key = { connectionId: 'con_1', customerId: 'cus_1' };
    await writes(
      sent((db) => [setFollowed(db, key, followed, 5)]),
      [stripeCustomer],
      [{ of: stripeCustomer, in: [OTHER_CONNECTION, SIBLING] }],
    );
    await writes(
      sent((db) => [forgetNamed(db, 'cus_1', 'cus_stripe')]),
      [externalId],
      [{ of: externalId, in: [SIBLING, { key: 'Xero' }, { value: 'cus_none' }] }],
    );
  });
});

describe('a credit', () => {
  it('is spent on invoices of its customer, in its currency, while something is left', () =>
    reads(
      (db) => selectCreditsFor(db, 'inv_1'),
      [invoice, credit],
      [
        { of: credit, in: [SIBLING, { currency: 'EUR' }, { balance: 0 }] },
        { of: invoice, in: [SIBLING, { id: 'inv_2' }] },
      ],
    ));

  it('is locked by its customer’s own stream', () =>
    reads(
      (db) => selectCustomerHead(db, 'inv_1'),
      [invoice, entry],
      [
        { of: entry, in: [{ stream_type: 'invoice' }, { stream_id: 'cus_2' }] },
        { of: invoice, in: [SIBLING, { id: 'inv_2' }] },
      ],
    ));

  it('is listed for its customer’s business alone', () =>
    reads(
      (db) => selectCredits(db, SCOPE, 'cus_1', { ...PAGE, startingAfter: 'crd_2' }),
      [customer, changed(customer, { id: 'cus_2' }), credit],
      [
        { of: credit, in: [SIBLING, { id: 'crd_2' }, { id: 'crd_3' }] },
        { of: customer, in: WHOSE },
      ],
    ));
});
