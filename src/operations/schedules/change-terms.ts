import { insertScheduleTerms } from '../../db/writes/schedules.ts';
import { localDateAt } from '../../domain/calendar.ts';
import type { EntryOf } from '../../domain/journal.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { lastDue, numberOn, periodAt } from '../../domain/schedule/recurrence.ts';
import type { ScheduleTerms } from '../../domain/schedule/terms.ts';
import { termsProblems } from '../../domain/schedule/terms-problems.ts';
import type { Context } from '../core/context.ts';
import {
  changeSchedule,
  type Decided,
  type ScheduleAsk,
  type ScheduleChanged,
} from './change-schedule-row.ts';
import type { ScheduleFacts } from './facts.ts';
import { readRunning, settleRest } from './mid-period.ts';
import { tellPriceEffects } from './tell-price.ts';
import type { TermsChange, TermsFrom } from './terms-change.ts';
import { tryTerms } from './try-terms.ts';

type Ask = { readonly terms: ScheduleTerms; readonly from: TermsFrom };
/** The version of the terms that whoever changes them has read; absent where they take what is there. */
type Based = { readonly basedOn?: number };

/**
 * Changes what a schedule's invoices say. Rejects with `not_found`, `schedule_ended`, `invalid`, with `changed` where somebody else was
 * first, with `period_being_made` while the invoice of the period that it is for is being made, and with `period_invoice_draft`.
 */
export const changeTerms = (
  ctx: Context,
  { terms, from, basedOn, ...ask }: ScheduleAsk & Ask & Based,
): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, async (facts, at): Promise<Outcome<Decided>> => {
    if (basedOn !== undefined && basedOn !== facts.schedule.termsVersion) return refused({ code: 'changed' });
    const planned = await planTermsChange(ctx, facts, { terms, from }, at);
    if (planned.kind !== 'done') return planned;
    const { number, fromDate, version, settlement, net } = planned.value;
    const entry: EntryOf<'schedule'> = { type: 'schedule_changed', data: { version, from, number } };
    const { scheduleId } = ask;
    return done({
      entry,
      // What stopped it may be mended by this.
      set: { termsVersion: version, amount: net, problems: null, tries: 0 },
      appends: settlement?.appends ?? [],
      rows: [
        insertScheduleTerms(ctx.db, {
          scheduleId,
          version,
          fromNumber: number,
          fromDate,
          terms,
          createdAt: at,
        }),
        ...(settlement?.rows ?? []),
      ],
      effects: [...(settlement?.effects ?? []), ...tellPriceEffects(ctx, facts, planned.value, from, at)],
    });
  });

/** What a change of terms does, worked out and not written. */
export async function planTermsChange(
  ctx: Context,
  facts: ScheduleFacts,
  { terms, from }: Ask,
  at: number,
): Promise<Outcome<TermsChange>> {
  const problems = termsProblems(terms);
  if (problems.length > 0) return refused({ code: 'invalid', problems });
  const { schedule, recurrence, versions } = facts;
  const { nextNumber } = schedule;
  const today = localDateAt(at, recurrence.timeZone);
  const version = schedule.termsVersion + 1;
  const tried = (fromNumber: number) =>
    tryTerms(
      ctx,
      {
        ...facts,
        schedule: { ...schedule, nextNumber: fromNumber },
        versions: [...versions, { version, fromNumber, fromDate: null, terms }],
      },
      at,
    );
  if (from === 'next') {
    const isUnderWay = schedule.checkAt !== null && nextNumber <= lastDue(recurrence, at);
    if (isUnderWay) return refused(beingMade(facts, nextNumber));
    // What stopped it is the period that is next; else one in arrears that has begun is asked for as it was agreed.
    const begun =
      recurrence.timing === 'arrears' && schedule.problems === null ? numberOn(recurrence, today) : 0;
    const number = Math.max(nextNumber, begun + 1);
    const summed = tried(number);
    if (summed.kind !== 'done') return summed;
    return done({ number, fromDate: null, version, settlement: null, net: summed.value.net });
  }
  if (recurrence.timing === 'arrears') {
    const number = Math.max(nextNumber, numberOn(recurrence, today));
    const summed = tried(number);
    if (summed.kind !== 'done') return summed;
    return done({
      number,
      fromDate: today < recurrence.anchor ? null : today,
      version,
      settlement: null,
      net: summed.value.net,
    });
  }
  const running = await readRunning(ctx, facts, { today, now: at });
  if (running.kind !== 'done') return running;
  const summed = tried(nextNumber);
  if (summed.kind !== 'done') return summed;
  if (running.value === null)
    return done({ number: nextNumber, fromDate: null, version, settlement: null, net: summed.value.net });
  const rest = { from: today, to: running.value.period.to };
  const settled = await settleRest(ctx, facts, running.value, { rest, terms, at });
  if (settled.kind !== 'done') return settled;
  return done({
    number: nextNumber,
    fromDate: null,
    version,
    settlement: settled.value,
    net: summed.value.net,
  });
}

const beingMade = ({ recurrence }: ScheduleFacts, number: number) =>
  ({ code: 'period_being_made', number, from: periodAt(recurrence, number)?.from ?? '' }) as const;
