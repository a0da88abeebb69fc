import { eq } from 'drizzle-orm';
import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { selectPeriod } from '../../db/queries/schedules.ts';
import { invoices } from '../../db/schema/index.ts';
import { insertPeriod, type SchedulePeriod } from '../../db/writes/schedules.ts';
import type { LocalDate } from '../../domain/calendar.ts';
import type { Effect } from '../../domain/effects.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { ofShare, type Share } from '../../domain/schedule/invoice-lines.ts';
import { daysOf, lastDue, numberOn, type Period, periodOf } from '../../domain/schedule/recurrence.ts';
import type { ScheduleTerms } from '../../domain/schedule/terms.ts';
import { type Context, effect } from '../core/context.ts';
import { newDraft } from '../invoices/new-draft.ts';
import { draftOfRest } from './draft-of-period.ts';
import { type ScheduleFacts, storedDay } from './facts.ts';
import { leftToCredit } from './left-to-credit.ts';
import { idOfPeriod } from './period-ids.ts';

/** The period that a day is in, which was invoiced in advance, and the invoice that covers its rest. */
export type Running = { readonly period: Period; readonly parts: readonly SchedulePeriod[] };

/**
 * The period that is running and was invoiced; null where none has begun, or it was left out. Rejects with `period_being_made`
 * while its invoice is due and not there, and with `period_invoice_draft` where a draft covers it, which no credit note corrects.
 */
export async function readRunning(
  ctx: Context,
  { recurrence, schedule }: ScheduleFacts,
  { today, now }: { readonly today: LocalDate; readonly now: number },
): Promise<Outcome<Running | null>> {
  const number = numberOn(recurrence, today);
  const period = periodOf(recurrence, number);
  if (period === null) return done(null);
  if (number >= schedule.nextNumber) {
    // One that is paused, stopped or asks makes nothing meanwhile: what is due is made under the new terms.
    const isUnderWay = schedule.checkAt !== null && number <= lastDue(recurrence, now);
    return isUnderWay ? refused({ code: 'period_being_made', number, from: period.from }) : done(null);
  }
  const parts = await selectPeriod(ctx.db, schedule.id, number);
  const [newest] = parts;
  if (newest === undefined || newest.invoiceId === null) return done(null);
  const [invoice] = await ctx.db
    .select({ status: invoices.status })
    .from(invoices)
    .where(eq(invoices.id, newest.invoiceId));
  return invoice?.status === 'draft'
    ? refused({ code: 'period_invoice_draft', invoiceId: newest.invoiceId })
    : done({ period, parts });
}

/** What a change in a period's midst gives back and asks for, in minor units, and what commits it. */
export type Settlement = {
  readonly credit: { readonly invoiceId: string; readonly amount: number } | null;
  readonly charge: number;
  readonly appends: readonly Append[];
  readonly rows: readonly Statement[];
  readonly effects: readonly Effect[];
};

type Change = {
  readonly rest: { readonly from: LocalDate; readonly to: LocalDate };
  /** What is asked for the rest; null where nothing is. */
  readonly terms: ScheduleTerms | null;
  readonly at: number;
};

/**
 * Settles the rest of a running period: so many days of what its newest invoice is still worth are given back, and the same days
 * are asked for under new terms. Both are named here and done afterwards, the credit first.
 */
export async function settleRest(
  ctx: Context,
  facts: ScheduleFacts,
  { period, parts }: Running,
  { rest, terms, at }: Change,
): Promise<Outcome<Settlement>> {
  const { schedule } = facts;
  const scope = { merchantId: schedule.merchantId, livemode: schedule.livemode };
  const [newest] = parts;
  if (newest === undefined || newest.invoiceId === null)
    throw new Error('a running period without an invoice');
  const key = { scheduleId: schedule.id, number: period.number, part: newest.part + 1, attempt: 1 };
  const covered = { from: storedDay(newest.fromDate), to: storedDay(newest.toDate) };
  const share: Share = { days: daysOf(rest), of: daysOf(covered) };
  const creditNoteId = await idOfPeriod('cno', key, at);
  const left = await leftToCredit(ctx, scope, { invoiceId: newest.invoiceId, creditNoteId });
  const amount = ofShare(left, share);
  const credit = amount === 0 ? null : { invoiceId: newest.invoiceId, creditNoteId, ...share };
  const invoiceId = terms === null ? null : await idOfPeriod('inv', key, at);
  const charged =
    terms === null || invoiceId === null
      ? done(null)
      : newDraft(
          ctx,
          scope,
          { invoiceId, draft: draftOfRest(facts, terms, { period, rest, at }), at },
          facts,
        );
  if (charged.kind !== 'done') return charged;
  const draft = charged.value;
  if (credit === null && draft === null) {
    return done({ credit: null, charge: 0, appends: [], rows: [], effects: [] });
  }
  // A draft that waits for a person is not sent, but what is given back does not wait for it.
  const sends = terms?.issue === 'send';
  const part = { scheduleId: schedule.id, number: period.number, part: key.part };
  return done({
    credit: credit === null ? null : { invoiceId: newest.invoiceId, amount },
    charge: draft?.totals.payable ?? 0,
    appends: draft === null ? [] : [draft.append],
    rows: [
      insertPeriod(ctx.db, {
        ...part,
        fromDate: rest.from,
        toDate: rest.to,
        outcome: 'invoiced',
        invoiceId,
        credit,
        createdAt: at,
      }),
      ...(draft?.rows ?? []),
    ],
    effects: credit === null && !sends ? [] : [effect(ctx, 'issue_period', { ...part, sends })],
  });
}
