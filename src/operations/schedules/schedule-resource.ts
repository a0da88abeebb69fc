import type { schedules } from '../../db/schema/index.ts';
import { isoInstant, isoOrNull } from '../../domain/iso-instant.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import { invoicedAt, periodOf } from '../../domain/schedule/recurrence.ts';
import { recurrenceOf } from './facts.ts';

/** What a schedule waits for: an answer of a person, or that somebody mends what stopped it. */
export type WaitsFor =
  | { readonly for: 'answer'; readonly missedThrough: number; readonly missed: number }
  | { readonly for: 'mending'; readonly problems: readonly FieldProblem[] };

/** A schedule of the API without its terms. */
export function scheduleResource(row: typeof schedules.$inferSelect) {
  const recurrence = recurrenceOf(row);
  const next = row.status === 'ended' ? null : periodOf(recurrence, row.nextNumber);
  return {
    id: row.id,
    object: 'schedule' as const,
    livemode: row.livemode,
    name: row.name,
    externalId: row.externalId,
    customerId: row.customerId,
    status: row.status,
    currency: row.currency,
    every: row.every,
    unit: row.unit,
    startsOn: row.startsOn,
    trialDays: row.trialDays,
    firstPeriodOn: row.anchor,
    day: row.day,
    endsOn: row.endsOn,
    runs: row.runs,
    timing: row.timing,
    timeZone: row.timeZone,
    hour: row.hour,
    catchUpLimit: row.catchUpLimit,
    mails: row.mails,
    amount: row.amount,
    termsVersion: row.termsVersion,
    nextNumber: next?.number ?? null,
    nextInvoiceAt: next === null || row.status === 'paused' ? null : isoInstant(invoicedAt(recurrence, next)),
    waitsFor: waitsFor(row),
    createdAt: isoInstant(row.createdAt),
    pausedAt: isoOrNull(row.pausedAt),
    endedAt: isoOrNull(row.endedAt),
    succeededBy: row.succeededBy,
  };
}

export type ScheduleResource = ReturnType<typeof scheduleResource>;

function waitsFor({
  status,
  asksThrough,
  nextNumber,
  problems,
}: typeof schedules.$inferSelect): WaitsFor | null {
  if (status === 'ended') return null;
  if (problems !== null) return { for: 'mending', problems };
  return asksThrough === null
    ? null
    : { for: 'answer', missedThrough: asksThrough, missed: asksThrough - nextNumber + 1 };
}
