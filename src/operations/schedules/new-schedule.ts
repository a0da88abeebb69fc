import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectCustomer } from '../../db/queries/customers.ts';
import { selectMerchant } from '../../db/queries/invoices.ts';
import type { schedules } from '../../db/schema/index.ts';
import { mapDone, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { unknownCustomer } from '../invoices/draft.ts';
import { currencyOf } from '../invoices/draft-input.ts';
import type { ScheduleFacts } from './facts.ts';
import { recurrenceAsked, type ScheduleInput, scheduleProblems } from './schedule-input.ts';
import { standingAfter } from './standing.ts';
import { tryTerms } from './try-terms.ts';

/** Reads what a new schedule is decided on. */
export const readForNew = ({ db }: Context, scope: Scope, customerId: string) =>
  db.batch([
    selectMerchant(db, scope.merchantId),
    selectCustomer(db, scope, customerId),
    selectActiveConnection(db, scope),
  ]);

export type NewSchedule = Omit<ScheduleFacts, 'head' | 'wasCommanded'>;

/**
 * A schedule that nothing was made of yet, worked out and not written. Rejects with `invalid`, also where its first invoice would
 * be refused, and with `customer_erased`.
 */
export function newSchedule(
  ctx: Context,
  [[merchant], [found], [connection]]: Awaited<ReturnType<typeof readForNew>>,
  { scope, scheduleId, input }: { scope: Scope; scheduleId: string; input: ScheduleInput },
  at: number,
): Outcome<NewSchedule> {
  if (found === undefined) return unknownCustomer(input.customerId);
  if (merchant === undefined) throw new Error('a schedule of no business');
  const recurrence = recurrenceAsked(input, merchant);
  const problems = scheduleProblems(input, recurrence);
  if (problems.length > 0) return refused({ code: 'invalid', problems });
  const currency = currencyOf(input, merchant);
  const progress = { nextNumber: 1, approvedThrough: 0, catchUpLimit: input.catchUpLimit };
  const row: typeof schedules.$inferSelect = {
    id: scheduleId,
    ...scope,
    ...recurrence,
    ...progress,
    customerId: input.customerId,
    name: input.name,
    currency,
    startsOn: input.startsOn,
    trialDays: input.trialDays,
    mails: input.mails,
    termsVersion: 1,
    amount: 0,
    problems: null,
    tries: 0,
    pausedAt: null,
    pausedBy: null,
    createdAt: at,
    updatedAt: at,
    ...standingAfter({ ...progress, status: 'active', recurrence, stopped: false }, at),
  };
  const facts: NewSchedule = {
    schedule: row,
    merchant,
    customer: found.customer,
    connected: connection !== undefined,
    recurrence,
    currency,
    versions: [{ version: 1, fromNumber: 1, fromDate: null, terms: input.terms }],
    skippedAhead: new Set(),
    quantities: [],
  };
  const tried = tryTerms(ctx, facts, at);
  return mapDone(tried, ({ net }) => ({ ...facts, schedule: { ...row, amount: net } }));
}
