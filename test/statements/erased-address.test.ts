import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import {
  selectAddressRecords,
  selectOpenWithAddress,
  selectRequestsWithAddress,
} from '../../src/db/queries/address-data.ts';
import { apiKeys, idempotencyKeys, portalSessions, unreachableAddresses } from '../../src/db/schema/index.ts';
import { eraseAddressRows, setAddresses } from '../../src/db/writes/erasure-address.ts';
import { reads, sent, writes } from './met.ts';
import { OWN, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const { customer, stripeCustomer, invoice, payment, method, agreement } = OWN;
const { email, session, choice, refusal, address } = OWN;
const ADA = 'ada@payer.test';
const elsewhere = { merchant_id: 'mer_2' };
const key = row(apiKeys, { id: 'key_1', hash: 'h', ...SCOPE });
const answered = row(idempotencyKeys, {
  apiKeyId: 'key_1',
  key: 'k',
  response: `{"id":"cus_1","email":"${ADA}"}`,
});
const unreachable = row(unreachableAddresses, { mailbox: ADA, emailId: 'eml_1', ...SCOPE });
const ofInvoice = changed(refusal, {
  subject_type: 'invoice',
  subject_id: 'inv_1',
  message: `${ADA} is none.`,
});
const withParties = changed(invoice, {
  parties: JSON.stringify({ customer: { telephone: '1', email: ADA } }),
});
const SCOPE_ROW = { merchant_id: 'mer_1' };

describe('erasing an address', () => {
  const of = { customerId: 'cus_1', merchantId: 'mer_1', spellings: [ADA], mailbox: ADA };
  const erased = sent((db) => eraseAddressRows(db, of));
  const stranger = 'bob@payer.test';
  const request = { request: `{"email":"${ADA}"}` };

  it('finds each row of the customer that says it, and none of another’s or another address', async () => {
    const paid = changed(payment, { payer_email: ` ${ADA.toUpperCase()} ` });
    const asked = changed(payment, request);
    const known = changed(method, { payer_email: ADA });
    const records = sent((db) => Object.values(selectAddressRecords(db, of)));
    await reads(
      records,
      [email, paid, known, choice, agreement, withParties, session],
      [
        { of: email, in: [{ about_customer_id: 'cus_2' }, { recipient: stranger }] },
        { of: paid, in: [SIBLING, { payer_email: stranger }] },
        { of: known, in: [SIBLING, { payer_email: stranger }] },
        { of: choice, in: [SIBLING, { chosen_by: stranger }] },
        { of: agreement, in: [SIBLING, { agreed_by: stranger }] },
        { of: withParties, in: [SIBLING, { parties: '{}' }] },
        { of: session, in: [SIBLING, { address: stranger }] },
      ],
    );
    const notIt = [SIBLING, { request: '{}' }];
    await reads(records, [asked], [{ of: asked, in: [...notIt, { request_reduced: 1 }] }]);
    await reads(
      (db) => selectOpenWithAddress(db, of),
      [asked],
      [{ of: asked, in: [...notIt, { state: 'failed' }] }],
    );
    await reads(
      (db) => selectRequestsWithAddress(db, of, 5),
      [asked],
      [{ of: asked, in: [...notIt, { request_reduced: 1 }] }],
    );
  });

  it('takes it off the customer’s rows, and nobody else’s', async () => {
    const addresses = { email: null, billingEmails: [], contacts: [], updatedAt: 5 };
    await writes(
      sent((db) => [setAddresses(db, 'cus_1', addresses)]),
      [customer],
      [{ of: customer, in: [{ id: 'cus_2' }] }],
    );
    const paid = changed(payment, { payer_email: ADA });
    const known = changed(method, { payer_email: ADA });
    await writes(
      erased,
      [paid, known, choice],
      [
        { of: paid, in: [SIBLING, { payer_email: stranger }] },
        { of: known, in: [SIBLING, { payer_email: stranger }] },
        { of: choice, in: [SIBLING, { chosen_by: stranger }] },
      ],
    );
    const theirs = { about_customer_id: 'cus_2' };
    const toBusiness = { template: 'card_testing_business' };
    await writes(erased, [email], [{ of: email, in: [theirs, { recipient: stranger }, toBusiness] }]);
    const saying = changed(email, { recipient: stranger, last_error: `550 ${ADA}` });
    await writes(
      erased,
      [saying],
      [{ of: saying, in: [theirs, { last_error: '550' }, { state: 'queued' }] }],
    );
  });

  it('leaves a session and what is known of the mailbox to another customer of the address', async () => {
    const other = changed(address, SIBLING);
    const stayed = changed(other, { address: stranger });
    await writes(erased, [session, other, stayed], [{ of: session, in: [SIBLING, { address: stranger }] }]);
    const whose = async (db: Database) => {
      await erased(db);
      return db.select({ of: portalSessions.customerId }).from(portalSessions);
    };
    await reads(whose, [session, other], [{ of: other, in: [{ address: stranger }] }]);
    await writes(erased, [unreachable], [{ of: unreachable, in: [elsewhere, { mailbox: stranger }] }]);
    const sibling = changed(customer, { id: 'cus_2' });
    const gone = changed(other, { address: stranger });
    await writes(
      erased,
      [unreachable, sibling, gone],
      [{ of: gone, in: [{ address: ADA }] }],
      unreachable.table,
    );
    const known = changed(sibling, elsewhere);
    const another = changed(customer, { id: 'cus_3' });
    const rows = [unreachable, known, another, other];
    await writes(erased, rows, [{ of: known, in: [SCOPE_ROW] }], unreachable.table);
  });

  it('takes it out of what Stripe and our answers said of the customer', async () => {
    const made = changed(stripeCustomer, { ...request, followed: '{}' });
    await writes(
      erased,
      [made],
      [
        {
          of: made,
          in: [SIBLING, { stripe_customer_id: null }, { followed: null }, { request: '{"email":"b"}' }],
        },
      ],
    );
    const said = changed(refusal, { message: ADA });
    await writes(
      erased,
      [said],
      [{ of: said, in: [{ subject_type: 'connection' }, { subject_id: 'cus_2' }, { message: 'none' }] }],
    );
    await writes(
      erased,
      [invoice, ofInvoice],
      [{ of: ofInvoice, in: [{ subject_type: 'connection' }, { subject_id: 'inv_2' }] }],
    );
    await writes(erased, [invoice, ofInvoice], [{ of: invoice, in: [SIBLING] }], ofInvoice.table);
    const responses = [null, '{"id":"cus_2","email":"ada@payer.test"}', '{"id":"cus_1"}'];
    await writes(
      erased,
      [key, answered],
      [{ of: answered, in: [{ api_key_id: 'key_2' }, ...responses.map((response) => ({ response }))] }],
    );
    await writes(erased, [key, answered], [{ of: key, in: [elsewhere] }], answered.table);
  });
});
