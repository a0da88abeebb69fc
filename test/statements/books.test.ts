import { eq } from 'drizzle-orm';
import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { balanceTransactions, dismissals, findings } from '../../src/db/schema/index.ts';
import {
  reopenForeign,
  storeTransactionRows,
  writeClasses,
  writeFindings,
} from '../../src/db/writes/reconciliation.ts';
import { reads, writes } from './met.ts';
import { OTHER_CONNECTION, OTHER_MODE, OWN } from './own.ts';
import { changed, row } from './rows.ts';

const { connection, payment } = OWN;
const { refund, dispute } = OWN;
const OTHER_ACCOUNT = { account: 'acct_2' };

describe('the books', () => {
  const item = row(balanceTransactions, {
    connectionId: 'con_1',
    stripeId: 'txn_1',
    merchantId: 'mer_1',
    source: 're_1',
  });
  const earlier = changed(connection, { id: 'con_0', state: 'disconnected' });
  const ofAccount = [OTHER_ACCOUNT, OTHER_MODE];

  it('store a transaction once for an account, whichever connection of it read it first', async () => {
    const rows = [
      {
        stripeId: 'txn_1',
        type: '',
        reportingCategory: '',
        currency: 'USD',
        amount: 1,
        fee: 0,
        net: 1,
        createdAt: 1,
        balanceType: 'payments',
        namedOurs: 0,
      },
    ];
    const known = changed(item, { connection_id: 'con_0' });
    const stored = async (db: Database) => {
      await storeTransactionRows(db, { connectionId: 'con_1', merchantId: 'mer_1' }, rows, 9);
      return db
        .select({ of: balanceTransactions.connectionId, at: balanceTransactions.storedAt })
        .from(balanceTransactions)
        .where(eq(balanceTransactions.storedAt, 9));
    };
    await reads(
      stored,
      [connection, earlier, known],
      [
        { of: known, in: [{ stripe_id: 'txn_2' }, OTHER_CONNECTION] },
        { of: earlier, in: ofAccount },
        { of: connection, in: [...ofAccount, { id: 'con_9' }] },
      ],
    );
  });

  it('classify what is not yet, on any connection of the account', async () => {
    const classed = (db: Database) => writeClasses(db, 'con_1', [{ id: 'txn_1', as: 'ours', owner: null }]);
    const ofEarlier = changed(item, { connection_id: 'con_0' });
    await writes(
      classed,
      [connection, item],
      [{ of: item, in: [OTHER_CONNECTION, { stripe_id: 'txn_2' }, { classification: 'foreign' }] }],
    );
    await writes(classed, [connection, earlier, ofEarlier], [{ of: earlier, in: ofAccount }], item.table);
    await writes(classed, [connection, item], [{ of: connection, in: [{ id: 'con_2' }] }], item.table);
  });

  it('open again what was foreign and is about a row of ours', async () => {
    const foreign = changed(item, { classification: 'foreign', connection_id: 'con_0' });
    const ours = changed(refund, { stripe_refund_id: 're_1' });
    const opened = (db: Database) => reopenForeign(db, 'con_1', ['ref_1', 'dis_1', 'pay_1']);
    await writes(
      opened,
      [connection, earlier, foreign, ours],
      [{ of: foreign, in: [OTHER_CONNECTION, { classification: 'stripe' }, { source: 're_2' }] }],
    );
    await writes(
      opened,
      [connection, earlier, foreign, ours],
      [{ of: earlier, in: ofAccount }],
      foreign.table,
    );
    await writes(
      opened,
      [connection, earlier, foreign, ours],
      [{ of: ours, in: [{ id: 'ref_2' }] }],
      foreign.table,
    );
    for (const about of [
      changed(dispute, { stripe_dispute_id: 're_1' }),
      changed(payment, { stripe_charge_id: 're_1' }),
    ]) {
      await writes(
        opened,
        [connection, earlier, foreign, about],
        [{ of: about, in: [{ id: 'other' }] }],
        foreign.table,
      );
    }
  });

  it('resolve what was not found again of the kinds that were checked, on the connection', async () => {
    const open = row(findings, {
      connectionId: 'con_1',
      kind: 'unclassified',
      subject: 'txn_1',
      state: 'unexplained',
    });
    await writes(
      (db) => writeFindings(db, 'con_1', [], ['unclassified'], 9),
      [open],
      [{ of: open, in: [OTHER_CONNECTION, { kind: 'amount_differs' }, { resolved_at: 5 }] }],
    );
  });

  it('leave resolved what a person dismissed, while it is over the same amount', async () => {
    const known = row(findings, {
      connectionId: 'con_1',
      kind: 'unclassified',
      subject: 'txn_1',
      state: 'unexplained',
    });
    const gone = row(dismissals, {
      connectionId: 'con_1',
      kind: 'unclassified',
      subject: 'txn_1',
      amount: 7,
      dismissedAt: 5,
    });
    const found = [
      { kind: 'unclassified', subject: 'txn_1', state: 'unexplained', currency: 'USD', amount: 7, at: 1 },
    ];
    const resolved = async (db: Database) => {
      await writeFindings(db, 'con_1', found, ['unclassified'], 9);
      return db.select({ at: findings.resolvedAt }).from(findings);
    };
    await reads(
      resolved,
      [known, gone],
      [{ of: gone, in: [OTHER_CONNECTION, { kind: 'amount_differs' }, { subject: 'txn_2' }, { amount: 8 }] }],
    );
  });
});
