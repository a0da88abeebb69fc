import { describe, it } from 'vitest';
import { selectBlock, selectBlockCount, selectLastingBlocks } from '../../src/db/queries/card-testing.ts';
import { readDeclines } from '../../src/db/queries/decline-counts.ts';
import { cardDeclines, paymentBlocks } from '../../src/db/schema/index.ts';
import { reads } from './met.ts';
import {
  OTHER_BUSINESS,
  OTHER_INVOICE,
  OTHER_MODE,
  OTHER_PAYMENT,
  OWN,
  OWNER,
  SCOPE,
  SIBLING,
} from './own.ts';
import { changed, row } from './rows.ts';

const { payment, target } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const NOW = 1_000 * 24 * 3_600_000;
const DAY = 24 * 3_600_000;
const block = row(paymentBlocks, {
  id: 'blk_1',
  subjectType: 'link',
  subjectId: 'inv_1',
  until: NOW + 1,
  ...SCOPE,
});

describe('cards that are tested', () => {
  const HOUR = 3_600_000;
  const declined = row(cardDeclines, {
    chargeId: 'ch_1',
    invoiceId: 'inv_1',
    declinedAt: NOW - HOUR + 1,
    ...OWNER,
  });
  const of = { ...OWNER, invoiceId: 'inv_1' };
  const counts = async (db: Parameters<typeof readDeclines>[0]) => (await readDeclines(db, of, NOW)).counted;
  const count =
    (name: keyof Awaited<ReturnType<typeof counts>>) => async (db: Parameters<typeof readDeclines>[0]) =>
      (await counts(db))[name];

  it('are counted by link, by customer and by business, each in its window', async () => {
    await reads(
      count('link'),
      [declined],
      [{ of: declined, in: [OTHER_INVOICE, { declined_at: NOW - DAY }] }],
    );
    await reads(count('customer'), [declined], [{ of: declined, in: [SIBLING, { declined_at: NOW - DAY }] }]);
    await reads(
      count('business'),
      [declined],
      [{ of: declined, in: [...WHOSE, { declined_at: NOW - HOUR }] }],
    );
    const paid = changed(payment, { state: 'succeeded', succeeded_at: NOW - HOUR + 1 });
    await reads(
      count('successes'),
      [paid],
      [{ of: paid, in: [...WHOSE, { flow: 'intent' }, { succeeded_at: NOW - HOUR }] }],
    );
  });

  it('count for a link since it was last paid', async () => {
    const paid = changed(payment, { succeeded_at: NOW });
    await reads(
      count('link'),
      [declined, paid, target],
      [
        { of: paid, in: [{ id: 'pay_2' }, { succeeded_at: NOW - HOUR + 1 }] },
        { of: target, in: [OTHER_INVOICE, OTHER_PAYMENT] },
      ],
    );
  });

  it.each([
    ['link', 'inv_1'],
    ['customer', 'cus_1'],
    ['business', 'mer_1'],
  ] as const)('count for a %s since its own block ended', async (subject, subject_id) => {
    const over = changed(block, { subject_type: subject, subject_id, until: NOW });
    const unlike = [OTHER_MODE, { subject_id: 'other' }, { subject_type: 'other' }];
    await reads(
      count(subject),
      [declined, over],
      [{ of: over, in: [...unlike, { until: NOW - HOUR }, { released_at: NOW - HOUR }] }],
    );
  });

  it('are blocked by blocks of the subject and the mode, and told of to the business', async () => {
    const read = async (db: Parameters<typeof readDeclines>[0]) => readDeclines(db, of, NOW);
    const told = changed(block, { told_at: 5 });
    await reads(
      async (db) => (await read(db)).standing,
      [block],
      [{ of: block, in: [OTHER_MODE, { subject_id: 'inv_2' }] }],
    );
    await reads(async (db) => (await read(db)).told, [told], [{ of: told, in: WHOSE }]);
    const lasting = [{ released_at: 5 }, { until: NOW }];
    await reads(
      (db) => selectLastingBlocks(db, SCOPE, NOW),
      [block],
      [{ of: block, in: [...WHOSE, ...lasting] }],
    );
    await reads(
      (db) => selectBlock(db, SCOPE, 'blk_1'),
      [block],
      [{ of: block, in: [...WHOSE, { id: 'blk_2' }] }],
    );
    await reads(
      (db) => selectBlockCount(db, false, NOW),
      [block],
      [{ of: block, in: [OTHER_MODE, ...lasting] }],
    );
  });
});
