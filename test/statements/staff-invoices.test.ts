import { describe, it } from 'vitest';
import { selectMoved, selectStanding, selectSums } from '../../src/db/queries/money-sums.ts';
import {
  selectBeginning,
  selectDraftCount,
  selectFailed,
  selectNextCharges,
  selectRefused,
  selectToAnswer,
  selectUnheard,
  selectVerifying,
} from '../../src/db/queries/needs.ts';
import { selectSavedViews } from '../../src/db/queries/saved-views.ts';
import { planList, selectEdge, selectListed, selectListedSums } from '../../src/db/queries/staff-invoices.ts';
import { customerWords, moneySums, savedViews } from '../../src/db/schema/index.ts';
import { removeView, saveView } from '../../src/db/writes/saved-views.ts';
import type { LocalDate } from '../../src/domain/calendar.ts';
import { readListAsk } from '../../src/domain/invoice/staff-list.ts';
import { reportAges } from '../../src/domain/money-report.ts';
import { reads, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OWN, SCOPE } from './own.ts';
import { changed, row } from './rows.ts';

const { invoice, customer, merchant, connection, payment, dispute, refusal, setup, email } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const AT = { now: 500, tomorrow: '2026-06-01' };
const search = { terms: ['ada'], numbers: [] };
const word = row(customerWords, { ...SCOPE, word: 'ada', customerId: 'cus_1' });

describe('the staff’s list of invoices', () => {
  it.each([
    ['', {}, [{}]],
    ['currency=USD', {}, [{ currency: 'JPY' }]],
    ['view=open', {}, [{ status: 'paid' }, { status: 'draft' }]],
    [
      'view=open&by=due&from=2026-01-01',
      { due_date: '2026-01-01' },
      [{ due_date: '2025-12-31' }, { due_date: null }],
    ],
    ['view=overdue', { due_date: '2026-01-01', due_at: 500 }, [{ due_at: 501 }, { status: 'paid' }]],
    ['view=paid', { status: 'paid' }, [{ status: 'open' }]],
    ['view=draft', { status: 'draft' }, [{ status: 'void' }]],
    ['from=2026-05-05&to=2026-05-05', {}, [{ issue_date: '2026-05-06' }, { issue_date: null }]],
    ['payment=failed', { payment_status: 'failed' }, [{ payment_status: 'returned' }]],
  ] as const)('by %s holds what is %o, and not its neighbours', async (query, own, strays) => {
    const mine = changed(invoice, own);
    const plan = planList(SCOPE, readListAsk(Object.fromEntries(new URLSearchParams(query))), null, AT);
    const others = [...strays.filter((stray) => Object.keys(stray).length > 0), ...WHOSE];
    const page = { after: null, limit: 5 };
    await reads((db) => selectListed(db, plan, page), [mine, customer], [{ of: mine, in: others }]);
    await reads((db) => selectListedSums(db, plan), [mine], [{ of: mine, in: others }]);
  });

  it('by words has their customers’ invoices alone', () =>
    reads(
      (db) =>
        selectListed(db, planList(SCOPE, readListAsk({ search: 'ada' }), search, AT), {
          after: null,
          limit: 5,
        }),
      [invoice, customer, word],
      [
        { of: invoice, in: [...WHOSE, { customer_id: 'cus_2' }] },
        { of: word, in: [...WHOSE, { word: 'bob' }] },
      ],
    ));

  it('begins after a place', () => {
    const plan = planList(SCOPE, readListAsk({}), null, AT);
    const after = { id: 'inv_2', key: null } as const;
    return reads(
      (db) => selectListed(db, plan, { after, limit: 5 }),
      [invoice, customer],
      [{ of: invoice, in: [{ id: 'inv_2' }, { id: 'inv_3' }] }],
    );
  });

  it('has an edge of what is its own', async () => {
    const many = Array.from({ length: 2_000 }, (_, at) =>
      changed(invoice, { id: `inv_${String(at + 1).padStart(5, '0')}`, number_value: at + 1 }),
    );
    const [first] = many;
    if (first === undefined) throw new Error('none');
    const plan = planList(SCOPE, readListAsk({}), null, AT);
    await reads((db) => selectEdge(db, plan, { after: null }), many, [{ of: first, in: WHOSE }]);
  });
});

describe('kept sums and saved views', () => {
  const sum = row(moneySums, {
    ...SCOPE,
    kind: 'billed',
    day: '2026-05-05',
    currency: 'USD',
    items: 1,
    amount: 5,
  });
  const view = row(savedViews, { ...SCOPE, name: 'Late', query: 'view=overdue', savedAt: 5 });

  it('are those of the business and mode', async () => {
    const span = { kind: 'billed', from: '2026-05-05', before: '2026-05-06', currency: 'USD' } as const;
    const strays = [...WHOSE, { day: '2026-05-04' }];
    const others = [{ day: '2026-05-06' }, { currency: 'JPY' }, { kind: 'open' }];
    await reads((db) => selectSums(db, SCOPE, span), [sum], [{ of: sum, in: [...strays, ...others] }]);
    await reads((db) => selectMoved(db, SCOPE, '2026-05-05'), [sum], [{ of: sum, in: strays }]);
    const open = changed(sum, { kind: 'open' });
    const ages = reportAges('2026-05-05' as LocalDate);
    await reads(
      (db) => selectStanding(db, SCOPE, ages),
      [open],
      [{ of: open, in: [...WHOSE, { kind: 'paid' }] }],
    );
    await reads((db) => selectSavedViews(db, SCOPE), [view], [{ of: view, in: WHOSE }]);
  });

  it('are written and removed in the business and mode', async () => {
    const saved = { name: 'Late', query: 'view=open', savedAt: 6 };
    await writes((db) => saveView(db, SCOPE, saved), [view], []);
    await writes(
      (db) => removeView(db, SCOPE, 'Late'),
      [view],
      [{ of: view, in: [...WHOSE, { name: 'late' }] }],
    );
  });
});

describe('what needs a person', () => {
  it('is of the business and mode', async () => {
    const failed = changed(invoice, { payment_status: 'failed' });
    await reads(
      (db) => selectFailed(db, SCOPE, 'failed'),
      [failed, customer],
      [{ of: failed, in: [...WHOSE, { status: 'paid' }, { payment_status: 'returned' }] }],
    );
    const asked = changed(dispute, { state: 'needs_response' });
    await reads(
      (db) => selectToAnswer(db, SCOPE),
      [asked, connection, payment, customer],
      [
        { of: asked, in: [OTHER_BUSINESS, { state: 'under_review' }, { closed_at: 5 }] },
        { of: connection, in: [OTHER_MODE] },
      ],
    );
    await reads(
      (db) => selectRefused(db, SCOPE),
      [refusal, customer],
      [{ of: refusal, in: [...WHOSE, { ended_at: 5 }] }],
    );
    const waits = changed(setup, { state: 'verifying' });
    await reads(
      (db) => selectVerifying(db, SCOPE),
      [waits, customer],
      [
        { of: waits, in: [OTHER_BUSINESS, { state: 'open' }, { check_at: null }] },
        { of: customer, in: [OTHER_MODE] },
      ],
    );
    const lost = changed(email, { state: 'refused', outcome_at: 100, about_customer_id: 'cus_1' });
    await reads(
      (db) => selectUnheard(db, SCOPE, 50),
      [lost, customer],
      [
        { of: lost, in: [OTHER_BUSINESS, { state: 'sent' }, { outcome_at: 50 }] },
        { of: customer, in: [OTHER_MODE, { erased_at: 5 }] },
      ],
    );
    const draft = changed(invoice, { status: 'draft' });
    await reads(
      (db) => selectDraftCount(db, SCOPE),
      [draft],
      [{ of: draft, in: [...WHOSE, { status: 'void' }] }],
    );
    const soon = changed(invoice, { collect_look_at: 600, collect_stage: 'scheduled', collect_at: 700 });
    await reads(
      (db) => selectNextCharges(db, SCOPE, 500),
      [soon, customer],
      [{ of: soon, in: [...WHOSE, { collect_stage: 'off' }, { collect_at: 400 }, { status: 'paid' }] }],
    );
  });

  it('leads a business by what it has itself', async () => {
    const billed = row(moneySums, {
      ...SCOPE,
      kind: 'billed',
      day: '',
      currency: 'USD',
      items: 1,
      amount: 5,
    });
    await reads(
      (db) => selectBeginning(db, SCOPE),
      [merchant, customer, billed],
      [
        { of: merchant, in: [{ id: 'mer_3' }] },
        { of: customer, in: WHOSE },
        { of: billed, in: [...WHOSE, { items: 0 }] },
      ],
    );
  });
});
