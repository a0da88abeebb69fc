import { describe, it } from 'vitest';
import {
  readKeyedSchedules,
  selectAnySchedule,
  selectFailedRenewals,
  selectGone,
  selectPeriods,
  selectRecurring,
  selectSchedule,
  selectScheduleOfJob,
  selectScheduleStanding,
  selectSchedules,
  selectSchedulesById,
  selectSchedulesDue,
  selectSchedulesWithTerms,
} from '../../src/db/queries/schedules.ts';
import { invoices, schedulePeriods, schedules, scheduleTerms } from '../../src/db/schema/index.ts';
import { reads } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OWN, OWNER, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const TERMS = {
  lines: [],
  adjustments: [],
  withholdings: [],
  roundToCoin: false,
  notes: null,
  references: { purchaseOrder: null, buyerReference: null, contract: null, customFields: [] },
  netDays: null,
  plan: null,
  paymentLink: true,
  collectPolicy: null,
  issue: 'draft' as const,
};

const schedule = row(schedules, {
  id: 'sch_1',
  name: 'Hosting',
  status: 'active',
  currency: 'USD',
  every: 1,
  unit: 'months',
  nextNumber: 3,
  amount: 4_900,
  checkAt: 100,
  ...OWNER,
});
const period = row(schedulePeriods, { scheduleId: 'sch_1', number: 2, part: 0, outcome: 'skipped' });
const OTHERS = [OTHER_BUSINESS, OTHER_MODE];
const parties = [OWN.merchant, OWN.customer];
const PAGE = { startingAfter: null, limit: 9 };

describe('a schedule', () => {
  it('that ended of late, and an open invoice that one made, count for their own business', async () => {
    const gone = changed(schedule, { status: 'ended', ended_at: 200 });
    await reads(
      (db) => selectGone(db, SCOPE, 100),
      [gone],
      [{ of: gone, in: [...OTHERS, { status: 'active', ended_at: null }, { ended_at: 99 }] }],
    );
    const invoice = row(invoices, {
      id: 'inv_1',
      status: 'open',
      paymentStatus: 'failed',
      currency: 'USD',
      amountDue: 500,
      amountPaid: 0,
      ...OWNER,
    });
    const made = row(schedulePeriods, {
      scheduleId: 'sch_1',
      number: 1,
      part: 0,
      outcome: 'invoiced',
      invoiceId: 'inv_1',
    });
    await reads(
      (db) => selectFailedRenewals(db, SCOPE),
      [invoice, made],
      [
        { of: invoice, in: [...OTHERS, { status: 'paid' }, { payment_status: 'succeeded' }] },
        { of: made, in: [{ invoice_id: 'inv_2' }] },
      ],
    );
  });

  it('is exported for its own business, with its newest terms, and found by its ids there alone', async () => {
    const exported = changed(schedule, { terms_version: 2, external_id: 'crm-1' });
    const terms = row(scheduleTerms, { scheduleId: 'sch_1', version: 2, terms: TERMS });
    const rows = [OWN.customer, exported, terms];
    const strays = [
      { of: exported, in: [...OTHERS, { terms_version: 1 }] },
      { of: terms, in: [{ schedule_id: 'sch_2' }, { version: 1 }] },
    ];
    await reads((db) => selectSchedulesWithTerms(db, SCOPE, PAGE), rows, strays);
    await reads((db) => selectSchedulesById(db, SCOPE, ['sch_1']), rows, [
      ...strays,
      { of: exported, in: [{ id: 'sch_2' }] },
    ]);
    await reads(
      (db) => readKeyedSchedules(db, SCOPE, ['sch_1']),
      [exported],
      [{ of: exported, in: [...OTHERS, { id: 'sch_2' }] }],
    );
    await reads(
      (db) => readKeyedSchedules(db, SCOPE, ['crm-1']),
      [exported],
      [{ of: exported, in: [...OTHERS, { external_id: 'crm-2' }, { external_id: null }] }],
    );
  });

  it('stands in a mail to its own customer alone', async () => {
    await reads(
      (db) => selectScheduleStanding(db, 'sch_1', 'cus_1'),
      [schedule],
      [{ of: schedule, in: [SIBLING, { id: 'sch_2' }] }],
    );
  });

  it('is found for its own business and mode, and by a job for its mode', async () => {
    const rows = [...parties, schedule];
    const others = [{ of: schedule, in: [...OTHERS, { id: 'sch_2' }] }];
    await reads((db) => selectSchedule(db, SCOPE, 'sch_1'), rows, others);
    await reads((db) => selectScheduleOfJob(db, false, 'sch_1'), rows, [
      { of: schedule, in: [OTHER_MODE, { id: 'sch_2' }] },
    ]);
  });

  it('stands in the lists of its business, of its customer, and of those that wait', async () => {
    const rows = [...parties, schedule];
    await reads((db) => selectSchedules(db, SCOPE, { customerId: null, waiting: false }, PAGE), rows, [
      { of: schedule, in: OTHERS },
    ]);
    await reads((db) => selectSchedules(db, SCOPE, { customerId: 'cus_1', waiting: false }, PAGE), rows, [
      { of: schedule, in: [...OTHERS, SIBLING] },
    ]);
    const waits = changed(schedule, { asks_through: 4 });
    await reads(
      (db) => selectSchedules(db, SCOPE, { customerId: null, waiting: true }, PAGE),
      [...parties, waits],
      [{ of: waits, in: [...OTHERS, { asks_through: null }, { status: 'ended' }] }],
    );
    await reads(
      (db) => selectRecurring(db, SCOPE),
      [schedule],
      [{ of: schedule, in: [...OTHERS, { status: 'paused' }] }],
    );
    await reads((db) => selectAnySchedule(db, 'cus_1'), [schedule], [{ of: schedule, in: [SIBLING] }]);
  });

  it('is due in its mode, once its instant has come, and has its own periods', async () => {
    await reads(
      (db) => selectSchedulesDue(db, false, 100),
      [schedule],
      [{ of: schedule, in: [OTHER_MODE, { check_at: 101 }, { check_at: null }] }],
    );
    await reads(
      (db) => selectPeriods(db, 'sch_1', { before: 3, limit: 9 }),
      [period],
      [{ of: period, in: [{ schedule_id: 'sch_2' }, { number: 3 }] }],
    );
  });
});
