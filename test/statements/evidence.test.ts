import { describe, it } from 'vitest';
import { selectAgreed, selectDisputed, selectLastEntries } from '../../src/db/queries/evidence.ts';
import { reads } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OTHER_PAYMENT, OWN, SCOPE, SIBLING } from './own.ts';
import { changed } from './rows.ts';

const { payment, dispute, connection, agreement, entry } = OWN;

describe('what is on file about a dispute', () => {
  it('is about the payment of the business, in its mode, that is disputed', () =>
    reads(
      (db) => selectDisputed(db, SCOPE, 'pay_1', 'dis_1'),
      [payment, dispute, connection],
      [
        { of: payment, in: [OTHER_BUSINESS, OTHER_MODE, { id: 'pay_2' }] },
        { of: dispute, in: [OTHER_PAYMENT, { id: 'dis_2' }] },
        { of: connection, in: [{ id: 'con_2' }] },
      ],
    ));

  it('is what this customer agreed to with this business', () =>
    reads(
      (db) => selectAgreed(db, SCOPE, 'cus_1', 9),
      [agreement],
      [{ of: agreement, in: [OTHER_BUSINESS, SIBLING] }],
    ));

  it('is proved by the journals of its invoices and its payment alone', async () => {
    const last = changed(entry, { stream_type: 'invoice', stream_id: 'inv_1' });
    await reads(
      (db) => selectLastEntries(db, ['inv_1', 'pay_1']),
      [last],
      [{ of: last, in: [{ stream_id: 'inv_2' }, { stream_type: 'customer' }] }],
    );
  });
});
