import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectOpenObjects, selectQuarantinedEvents, selectUnexplained } from '../../db/queries/findings.ts';
import { selectHomeMarks } from '../../db/queries/live.ts';
import { selectMoved, selectStanding } from '../../db/queries/money-sums.ts';
import {
  selectBeginning,
  selectDraftCount,
  selectFailed,
  selectNextCharges,
  selectRefused,
  selectToAnswer,
  selectUnheard,
  selectUnsentSchedules,
  selectVerifying,
  selectWaitingSchedules,
} from '../../db/queries/needs.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { type MoneyReport, reportAges, reportMoney, reportSince } from '../../domain/money-report.ts';
import type { Beginning, Need, NextCharge } from '../../domain/needs.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { needsOf } from './needs.ts';
import { nextCharges } from './next-charges.ts';
import { homeVersion } from './read-version.ts';

const MONTH_MS = 30 * 24 * 3_600_000;

/** What a business's first page says of it. */
export type Home = {
  /** The Stripe account of this mode: `self` or `acct_…`; null where none is connected. */
  readonly stripe: { readonly account: string; readonly isPaused: boolean } | null;
  /** What needs a person, the most pressing first. */
  readonly needs: readonly Need[];
  readonly money: readonly MoneyReport[];
  readonly nextCharges: { readonly charges: readonly NextCharge[]; readonly hasMore: boolean };
  /** Null once an invoice was paid. */
  readonly beginning: Beginning | null;
  /** Another one as soon as there may be something new to show. */
  readonly version: string;
};

/** A business's first page, in one round trip. */
export async function readHome(
  ctx: Context,
  { scope, timeZone }: Scoped<{ readonly timeZone: string }>,
): Promise<Outcome<Home>> {
  const { db } = ctx;
  const now = ctx.now();
  const today = localDateAt(now, timeZone);
  const [
    [connection],
    standing,
    moved,
    failed,
    returned,
    toAnswer,
    refusals,
    verifying,
    waitingSchedules,
    unsentSchedules,
    unheard,
    objects,
    events,
    unexplained,
    [counted],
    charges,
    [began],
    [marks],
  ] = await db.batch([
    selectActiveConnection(db, scope),
    selectStanding(db, scope, reportAges(today)),
    selectMoved(db, scope, reportSince(today)),
    selectFailed(db, scope, 'failed'),
    selectFailed(db, scope, 'returned'),
    selectToAnswer(db, scope),
    selectRefused(db, scope),
    selectVerifying(db, scope),
    selectWaitingSchedules(db, scope),
    selectUnsentSchedules(db, scope),
    selectUnheard(db, scope, now - MONTH_MS),
    selectOpenObjects(db, scope),
    selectQuarantinedEvents(db, scope),
    selectUnexplained(db, scope),
    selectDraftCount(db, scope),
    selectNextCharges(db, scope, now),
    selectBeginning(db, scope),
    selectHomeMarks(db, scope),
  ]);
  if (began === undefined || marks === undefined) throw new Error('a business without its row');
  const billing = { waitingSchedules, unsentSchedules };
  const found = {
    ...billing,
    toAnswer,
    failed,
    returned,
    refusals,
    unheard,
    verifying,
    objects,
    events,
    unexplained,
  };
  return done({
    stripe:
      connection === undefined
        ? null
        : { account: connection.account, isPaused: connection.pausedAt !== null },
    needs: needsOf({ ...found, isPaused: connection?.pausedAt != null, drafts: counted?.drafts ?? 0 }),
    money: reportMoney([...standing, ...moved], today),
    nextCharges: nextCharges(charges, timeZone),
    beginning: beginningOf(began, connection !== undefined),
    version: await homeVersion(marks),
  });
}

function beginningOf(
  began: Awaited<ReturnType<typeof selectBeginning>>[number],
  isConnected: boolean,
): Beginning | null {
  if (began.hasPaid) return null;
  const { line1, town, country } = began.address;
  return {
    isConnected,
    hasProfile: began.email !== '' && [line1, town, country].every((part) => part !== null),
    hasCustomer: Boolean(began.hasCustomer),
    hasInvoice: Boolean(began.hasIssued),
    hasPaid: false,
  };
}
