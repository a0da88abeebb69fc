import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { ScheduleTerms } from '../../domain/schedule/terms.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { planTermsChange } from './change-terms.ts';
import { readScheduleFacts } from './facts.ts';
import { type PreviewedPeriod, previewNext } from './preview.ts';
import { tellPriceEffects } from './tell-price.ts';
import type { TermsFrom } from './terms-change.ts';

type Ask = Scoped<{
  readonly scheduleId: string;
  readonly terms: ScheduleTerms;
  readonly from: TermsFrom;
}>;

/** What a change of terms does, before it is made. Amounts in minor units. */
export type PreviewedChange = {
  readonly fromNumber: number;
  /** When the customer would be mailed of a new price, ms; null where they are not. */
  readonly toldAt: number | null;
  /** What is given back at once, and of which invoice. */
  readonly credit: { readonly invoiceId: string; readonly amount: number } | null;
  /** What is asked for at once. */
  readonly charge: number;
  /** The next twelve, under the new terms. */
  readonly next: readonly PreviewedPeriod[];
};

/** Works out what a change of terms does, and writes nothing. Rejects as the change itself would be. */
export async function previewChange(
  ctx: Context,
  { scope, scheduleId, ...ask }: Ask,
): Promise<Outcome<PreviewedChange>> {
  const facts = await readScheduleFacts(ctx, scope, scheduleId, '');
  if (facts === undefined) return refused({ code: 'not_found', what: 'schedule' });
  if (facts.schedule.status === 'ended') return refused({ code: 'schedule_ended' });
  const at = ctx.now();
  const planned = await planTermsChange(ctx, facts, ask, at);
  if (planned.kind !== 'done') return planned;
  const { number: fromNumber, fromDate, version, settlement } = planned.value;
  const changed = { version, fromNumber, fromDate, terms: ask.terms };
  const after = { ...facts, versions: [...facts.versions, changed] };
  return done({
    fromNumber,
    toldAt: tellPriceEffects(ctx, facts, planned.value, ask.from, at)[0]?.dueAt ?? null,
    credit: settlement?.credit ?? null,
    charge: settlement?.charge ?? 0,
    next: previewNext(ctx, after, at),
  });
}
