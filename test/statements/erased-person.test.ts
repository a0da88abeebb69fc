import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import {
  apiKeys,
  cardDeclines,
  idempotencyKeys,
  inbox,
  monthlyStatements,
  portalSessions,
  signInMails,
  signIns,
  unreachableAddresses,
} from '../../src/db/schema/index.ts';
import { erasePersonRows, selectOwnEntries, selectRequestsOf } from '../../src/db/writes/erasure.ts';
import { reads, sent, writes } from './met.ts';
import { OWN, SCOPE, SIBLING } from './own.ts';
import { changed, type Row, row } from './rows.ts';

const { customer, externalId, stripeCustomer, invoice, payment, method, setup } = OWN;
const { address, email, session, signIn, entry, choice, refusal } = OWN;
const ofCustomer = (...rows: readonly Row[]) => rows.map((of) => ({ of, in: [SIBLING] }));
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
const statement = row(monthlyStatements, { customerId: 'cus_1', month: '2026-10', ...SCOPE });
const withParties = changed(invoice, {
  parties: JSON.stringify({ customer: { telephone: '1', email: ADA } }),
});

describe('erasing a person', () => {
  const person = {
    customerId: 'cus_1',
    merchantId: 'mer_1',
    addresses: [ADA],
    mailboxes: [ADA],
    stripeIds: ['cus_s'],
    leftIds: ['cus_left'],
  };
  const erased = sent((db) => erasePersonRows(db, person, 500));

  it('takes what is theirs, and nothing of a sibling’s', async () => {
    const payerKnown = { payer_email: ADA };
    const paid = changed(payment, payerKnown);
    const asked = changed(setup, { holder_name: 'Ada' });
    await writes(erased, [customer], [{ of: customer, in: [{ id: 'cus_2' }] }]);
    await writes(
      erased,
      [externalId, stripeCustomer, withParties, paid, choice, method, asked, signIn, session, statement],
      [
        ...ofCustomer(
          statement,
          externalId,
          stripeCustomer,
          withParties,
          paid,
          choice,
          method,
          asked,
          signIn,
        ),
        { of: session, in: [{ customer_id: 'cus_2', address: 'bob@payer.test' }] },
      ],
    );
    const told = changed(email, { facts: '{}' });
    await writes(erased, [told], [{ of: told, in: [{ about_customer_id: 'cus_2' }] }]);
    const theirs = changed(email, { customer_id: 'cus_1', about_customer_id: null });
    await writes(erased, [theirs], [{ of: theirs, in: [SIBLING] }]);
    await writes(
      erased,
      [unreachable],
      [{ of: unreachable, in: [elsewhere, { mailbox: 'bob@payer.test' }] }],
    );
  });

  it('leaves a session and a link to another customer of the address, and ends those of nobody', async () => {
    const other = changed(address, SIBLING);
    await writes(erased, [session, other], [{ of: session, in: [SIBLING] }]);
    // Whoever has the address goes on with it, as nobody in particular.
    const bobs = { address: 'bob@payer.test' };
    const visits = async (db: Database) => {
      await erased(db);
      return db.batch([
        db.select().from(portalSessions),
        db.select().from(signIns),
        db.select().from(signInMails),
      ]);
    };
    await reads(visits, [session, other], [{ of: other, in: [bobs] }]);
    const byMail = changed(session, { customer_id: null });
    const link = changed(signIn, { customer_id: null, address: ADA });
    const mail = row(signInMails, { id: 'mai_1', address: ADA });
    for (const of of [byMail, link, mail]) {
      await writes(erased, [of], [{ of, in: [bobs] }]);
      await reads(visits, [of, other], [{ of: other, in: [bobs] }]);
    }
    const declined = row(cardDeclines, { chargeId: 'ch_1', customerId: 'cus_1' });
    await writes(erased, [declined], ofCustomer(declined));
  });

  it('takes what others said of them', async () => {
    const payload = '{"created":1,"data":{"object":{"id":"cus_s"}}}';
    const event = row(inbox, { eventId: 'evt_1', type: 'customer.updated', state: 'pending', payload });
    const ofAnother = { payload: payload.replace('cus_s', 'cus_o') };
    await writes(
      erased,
      [event],
      [{ of: event, in: [{ state: 'handled' }, { type: 'charge.updated' }, ofAnother] }],
    );
    await writes(
      erased,
      [refusal],
      [{ of: refusal, in: [{ subject_type: 'connection' }, { subject_id: 'cus_2' }] }],
    );
    await writes(
      erased,
      [invoice, ofInvoice],
      [{ of: ofInvoice, in: [{ subject_type: 'connection' }, { subject_id: 'inv_2' }] }],
    );
    await writes(erased, [invoice, ofInvoice], [{ of: invoice, in: [SIBLING] }], ofInvoice.table);
    await writes(
      erased,
      [key, answered],
      [
        {
          of: answered,
          in: [{ api_key_id: 'key_2' }, { response: null }, { response: '{"id":"cus_2","email":"b"}' }],
        },
      ],
    );
    await writes(erased, [key, answered], [{ of: key, in: [elsewhere] }], answered.table);
  });

  it('reads the requests and entries that are theirs and still whole', async () => {
    await reads(
      (db) => selectRequestsOf(db, 'cus_1', 5),
      [payment],
      [{ of: payment, in: [SIBLING, { request_reduced: 1 }] }],
    );
    await reads(
      (db) => selectOwnEntries(db, 'cus_1', 2, 5),
      [entry],
      [{ of: entry, in: [{ stream_type: 'invoice' }, { stream_id: 'cus_2' }, { seq: 2 }, { salt: null }] }],
    );
  });
});
