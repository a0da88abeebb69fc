import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectCustomer } from '../../db/queries/customers.ts';
import { selectMerchant } from '../../db/queries/invoices.ts';
import type { schedules } from '../../db/schema/index.ts';
import { mapDone, type Outcome, refused } from '../../domain/outcome.ts';
import { periodOf } from '../../domain/schedule/recurrence.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { unknownCustomer } from '../invoices/draft.ts';
import { currencyOf } from '../invoices/draft-input.ts';
import { type MethodRow, selectMethods } from '../methods/read-methods.ts';
import type { ScheduleFacts } from './facts.ts';
import { recurrenceAsked, type ScheduleInput, scheduleProblems } from './schedule-input.ts';
import { standingAfter } from './standing.ts';
import { tryTerms } from './try-terms.ts';

/** What a new schedule is decided on. */
export type ForNew = {
  readonly merchant: ScheduleFacts['merchant'] | undefined;
  readonly customer: ScheduleFacts['customer'] | undefined;
  /** The id of the business's active connection. */
  readonly connectionId: string | null;
};

export async function readForNew({ db }: Context, scope: Scope, customerId: string): Promise<ForNew> {
  const [[merchant], [found], [connection]] = await db.batch([
    selectMerchant(db, scope.merchantId),
    selectCustomer(db, scope, customerId),
    selectActiveConnection(db, scope),
  ]);
  return { merchant, customer: found?.customer, connectionId: connection?.id ?? null };
}

/** What a customer could be charged with; nothing where the business has no connection. */
export const methodsFor = async (
  { db }: Context,
  { connectionId }: Pick<ForNew, 'connectionId'>,
  customerId: string,
): Promise<readonly MethodRow[]> =>
  connectionId === null ? [] : selectMethods(db, { customerId, connectionId });

/** How far a schedule is that began elsewhere. */
export type Begun = {
  readonly status: 'active' | 'paused';
  /** Periods before it were invoiced elsewhere. */
  readonly nextNumber: number;
  readonly externalId: string | null;
};
const NOT_BEGUN: Begun = { status: 'active', nextNumber: 1, externalId: null };

type NewAsk = {
  readonly scope: Scope;
  readonly scheduleId: string;
  readonly input: ScheduleInput;
  readonly begun?: Begun;
};

export type NewSchedule = Omit<ScheduleFacts, 'head' | 'wasCommanded'>;

/**
 * A schedule that nothing was made of yet, worked out and not written. Rejects with `invalid`, also where its first invoice would
 * be refused, and with `customer_erased`.
 */
export function newSchedule(
  ctx: Context,
  { merchant, customer, connectionId }: ForNew,
  { scope, scheduleId, input, begun = NOT_BEGUN }: NewAsk,
  at: number,
): Outcome<NewSchedule> {
  if (customer === undefined) return unknownCustomer(input.customerId);
  if (merchant === undefined) throw new Error('a schedule of no business');
  const recurrence = recurrenceAsked(input, merchant);
  const problems = scheduleProblems(input, recurrence);
  if (problems.length > 0) return refused({ code: 'invalid', problems });
  const currency = currencyOf(input, merchant);
  const { status, nextNumber, externalId } = begun;
  if (periodOf(recurrence, nextNumber) === null) {
    const message = `It has no period ${nextNumber}: it is over before.`;
    return refused({ code: 'invalid', problems: [{ path: 'nextNumber', message }] });
  }
  const progress = { nextNumber, approvedThrough: 0, catchUpLimit: input.catchUpLimit };
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
    pausedAt: status === 'paused' ? at : null,
    pausedBy: status === 'paused' ? 'staff' : null,
    externalId,
    succeededBy: null,
    createdAt: at,
    updatedAt: at,
    ...standingAfter({ ...progress, status, recurrence, stopped: false }, at),
  };
  const facts: NewSchedule = {
    schedule: row,
    merchant,
    customer,
    connected: connectionId !== null,
    recurrence,
    currency,
    versions: [{ version: 1, fromNumber: 1, fromDate: null, terms: input.terms }],
    skippedAhead: new Set(),
    quantities: [],
  };
  const tried = tryTerms(ctx, facts, at);
  return mapDone(tried, ({ net }) => ({ ...facts, schedule: { ...row, amount: net } }));
}
