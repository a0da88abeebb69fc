import { describe, it } from 'vitest';
import { readStatement } from '../../src/db/queries/portal-statement.ts';
import { reads } from './met.ts';
import { OTHER_BUSINESS, OTHER_INVOICE, OTHER_MODE, OTHER_PAYMENT, OWN, OWNER, SIBLING } from './own.ts';
import { changed } from './rows.ts';

const { invoice, payment } = OWN;
const { refund, allocation, offline } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const NOT_OURS = [...WHOSE, SIBLING];

describe('a statement', () => {
  const period = { from: '2026-05-01', to: '2026-05-31', fromMs: 100, beforeMs: 200 };
  const statement = (db: Parameters<typeof readStatement>[0]) => readStatement(db, OWNER, period, 10);
  const part =
    (name: keyof Awaited<ReturnType<typeof readStatement>>) =>
    async (db: Parameters<typeof readStatement>[0]) =>
      (await statement(db))[name];
  const voided = changed(invoice, { status: 'void', voided_at: 100 });

  it('holds what was issued on its days, and the sum of what was before', async () => {
    for (const issue_date of ['2026-05-01', '2026-05-31']) {
      const issued = changed(invoice, { issue_date });
      const outside = [{ issue_date: '2026-04-30' }, { issue_date: '2026-06-01' }, { status: 'draft' }];
      await reads(part('issued'), [issued], [{ of: issued, in: [...NOT_OURS, ...outside] }]);
    }
    const before = changed(invoice, { issue_date: '2026-04-30' });
    await reads(
      part('issuedBefore'),
      [before],
      [{ of: before, in: [...NOT_OURS, { issue_date: '2026-05-01' }] }],
    );
  });

  it('holds what was voided within, and the sum of what was before', async () => {
    for (const voided_at of [100, 199]) {
      const within = changed(voided, { voided_at });
      const outside = [{ voided_at: 99 }, { voided_at: 200 }, { status: 'open' }];
      await reads(part('voided'), [within], [{ of: within, in: [...NOT_OURS, ...outside] }]);
    }
    const before = changed(voided, { voided_at: 99 });
    const outside = [{ voided_at: 100 }, { status: 'open' }];
    await reads(part('voidedBefore'), [before], [{ of: before, in: [...NOT_OURS, ...outside] }]);
  });

  it('holds what was paid within, by what, and the sum of what was before', async () => {
    for (const created_at of [100, 199]) {
      const within = changed(allocation, { created_at });
      await reads(
        part('allocated'),
        [invoice, within],
        [
          { of: invoice, in: [...NOT_OURS, { status: 'draft' }] },
          { of: within, in: [OTHER_INVOICE, { created_at: 99 }, { created_at: 200 }] },
        ],
      );
    }
    const byCheque = changed(allocation, { source_type: 'offline_payment', source_id: 'off_1' });
    await reads(part('allocated'), [invoice, byCheque, offline], [{ of: offline, in: [{ id: 'off_2' }] }]);
    const before = changed(allocation, { created_at: 99 });
    await reads(
      part('allocatedBefore'),
      [invoice, before],
      [
        { of: invoice, in: NOT_OURS },
        { of: before, in: [OTHER_INVOICE, { created_at: 100 }] },
      ],
    );
  });

  it('holds what was given back within', async () => {
    for (const created_at of [100, 199]) {
      const within = changed(refund, { created_at });
      const outside = [{ created_at: 99 }, { created_at: 200 }, { state: 'failed' }, { state: 'requested' }];
      await reads(
        part('refunded'),
        [payment, within],
        [
          { of: payment, in: NOT_OURS },
          { of: within, in: [OTHER_PAYMENT, SIBLING, ...outside] },
        ],
      );
    }
  });
});
