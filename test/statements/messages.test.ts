import { describe, it } from 'vitest';
import {
  readDelivery,
  selectMessages,
  selectSentTogether,
  selectUnreachable,
} from '../../src/db/queries/deliveries.ts';
import { unreachableAddresses } from '../../src/db/schema/index.ts';
import { leaseEmail, saveReport, writeLeasedEmail, writeTakenEmail } from '../../src/db/writes/emails.ts';
import { reads, writes } from './met.ts';
import { NEIGHBOURS, OTHER_BUSINESS, OTHER_INVOICE, OWN, SCOPE } from './own.ts';
import { changed, row } from './rows.ts';

const { merchant, email } = OWN;
const PAGE = { startingAfter: null, limit: 10 };

describe('a message', () => {
  const queued = changed(email, { state: 'queued', lease_until: 5 });
  const sending = changed(email, { state: 'sending', attempts: 2 });
  const bounced = row(unreachableAddresses, { mailbox: 'ada@payer.test', merchantId: 'mer_1' });

  it('is listed for its invoice or its customer, by the business', async () => {
    const page = { ...PAGE, startingAfter: 'eml_2' };
    await reads(
      (db) => selectMessages(db, SCOPE, { invoiceId: 'inv_1' }, page),
      [email],
      [{ of: email, in: [OTHER_BUSINESS, OTHER_INVOICE, { id: 'eml_2' }] }],
    );
    await reads(
      (db) => selectMessages(db, SCOPE, { customerId: 'cus_1' }, page),
      [email],
      [{ of: email, in: [OTHER_BUSINESS, { about_customer_id: 'cus_2' }] }],
    );
    await reads(
      (db) => selectUnreachable(db, 'mer_1', ['ada@payer.test']),
      [bounced],
      [{ of: bounced, in: [OTHER_BUSINESS, { mailbox: 'bob@payer.test' }] }],
    );
    const twin = changed(email, {
      id: 'eml_2',
      message_id: 'twin',
      recipient: 'bob@payer.test',
      cause: 'cause',
      created_at: 5,
    });
    const unlike = [{ cause: 'other' }, { template: 'payment_receipt' }, { about_customer_id: 'cus_2' }];
    await reads(
      (db) => readDelivery(db, 'eml_1'),
      [...NEIGHBOURS, merchant, changed(email, { cause: 'cause' }), twin],
      [{ of: twin, in: unlike }],
    );
    const together = { cause: 'cause', template: 'invoice_sent', createdAt: 5, aboutCustomerId: 'cus_1' };
    await reads(
      (db) => selectSentTogether(db, together),
      [twin],
      [{ of: twin, in: [...unlike, { created_at: 6 }] }],
    );
  });

  it('is leased while nobody has it, and written by who has it', async () => {
    const lease = { id: 'eml_1', now: 6, until: 9 };
    const others = [{ id: 'eml_2' }, { state: 'queued' }, { attempts: 3 }];
    await writes(
      (db) => leaseEmail(db, lease),
      [queued],
      [{ of: queued, in: [{ id: 'eml_2' }, { state: 'sent' }, { lease_until: 6 }] }],
    );
    await writes(
      (db) => writeLeasedEmail(db, { id: 'eml_1', attempts: 2 }, { state: 'sent' }),
      [sending],
      [{ of: sending, in: others }],
    );
    await writes(
      (db) =>
        writeTakenEmail(db, { id: 'eml_1', attempts: 2, merchantId: 'mer_1' }, 'ada@payer.test', {
          state: 'sent',
        }),
      [sending, bounced],
      [
        { of: sending, in: others },
        { of: bounced, in: [OTHER_BUSINESS, { mailbox: 'bob@payer.test' }] },
      ],
    );
  });

  it('is reported of once it left', async () => {
    const report = { reported: 'bounced', statusCode: '5.1.1', lastError: null, outcomeAt: 9 } as const;
    await writes(
      (db) => saveReport(db, 'eml_1', report),
      [email],
      [
        {
          of: email,
          in: [{ id: 'eml_2' }, { state: 'queued' }, { state: 'refused' }, { reported: 'complained' }],
        },
      ],
    );
  });
});
