import type { InvoiceTotals } from '../../domain/invoice/invoice-totals.ts';
import { mapDone, type Outcome, refused } from '../../domain/outcome.ts';
import type { Quantities } from '../../domain/schedule/invoice-lines.ts';
import { type Period, periodAt } from '../../domain/schedule/recurrence.ts';
import type { Context } from '../core/context.ts';
import { newDraft } from '../invoices/new-draft.ts';
import { draftOfPeriod } from './draft-of-period.ts';
import type { ScheduleFacts } from './facts.ts';

type Facts = Pick<
  ScheduleFacts,
  'schedule' | 'merchant' | 'customer' | 'connected' | 'currency' | 'versions' | 'recurrence'
>;

/** No invoice has this id: what is only tried is never written. */
const TRIED = 'inv_00000000000000000000000000';

/** What a period's invoice would come to, or why it would be refused; nothing is written. */
export const totalsOfPeriod = (
  ctx: Context,
  facts: Facts,
  period: Period,
  { quantities, at }: { readonly quantities: Quantities; readonly at: number },
): Outcome<InvoiceTotals> => {
  const { merchantId, livemode } = facts.schedule;
  const draft = draftOfPeriod(facts, period, quantities, at);
  const planned = newDraft(ctx, { merchantId, livemode }, { invoiceId: TRIED, draft, at }, facts);
  return mapDone(planned, ({ totals }) => totals);
};

/** Refuses terms as the next invoice would be refused: what is counted counts nothing yet. */
export function tryTerms(ctx: Context, facts: Facts, at: number): Outcome<InvoiceTotals> {
  const period = periodAt(facts.recurrence, facts.schedule.nextNumber);
  if (period === null) {
    const message = 'There is no such day: begin earlier.';
    return refused({ code: 'invalid', problems: [{ path: 'startsOn', message }] });
  }
  return totalsOfPeriod(ctx, facts, period, { quantities: new Map(), at });
}
