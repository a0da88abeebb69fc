import { selectInvoice } from '../../db/queries/invoices.ts';
import { selectPeriod, selectQuantitiesOf } from '../../db/queries/schedules.ts';
import { replaceInvoiceOfPeriod } from '../../db/writes/schedules.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { periodAt } from '../../domain/schedule/recurrence.ts';
import { termsOf } from '../../domain/schedule/terms-in-force.ts';
import { type Context, effect } from '../core/context.ts';
import { newDraft } from '../invoices/new-draft.ts';
import {
  changeSchedule,
  type Decided,
  type ScheduleAsk,
  type ScheduleChanged,
} from './change-schedule-row.ts';
import { draftOfPeriod } from './draft-of-period.ts';
import { quantitiesOf } from './facts.ts';
import { idOfPeriod } from './period-ids.ts';

/**
 * Makes a period's invoice once more, after it was voided or deleted as a draft: neither frees its period by itself, since
 * whoever voids an invoice mostly wants none. Rejects with `not_found`, `schedule_ended`, `invalid`, and with
 * `period_invoice_stands` where there is one.
 */
export const makeAgain = (
  ctx: Context,
  { number, ...ask }: ScheduleAsk & { readonly number: number },
): Promise<ScheduleChanged> =>
  changeSchedule(ctx, ask, async (facts, at): Promise<Outcome<Decided>> => {
    const { scope, scheduleId } = ask;
    const [parts, quantities] = await ctx.db.batch([
      selectPeriod(ctx.db, scheduleId, number),
      selectQuantitiesOf(ctx.db, scheduleId, number),
    ]);
    const dealt = parts.find(({ part }) => part === 0);
    const period = periodAt(facts.recurrence, number);
    if (dealt === undefined || period === null || dealt.invoiceId === null) {
      return refused({ code: 'not_found', what: 'period' });
    }
    const [found] = await selectInvoice(ctx.db, scope, dealt.invoiceId);
    if (found !== undefined && found.invoice.status !== 'void') {
      return refused({ code: 'period_invoice_stands', invoiceId: dealt.invoiceId });
    }
    const key = { scheduleId, number, part: 0, attempt: dealt.attempt + 1 };
    const invoiceId = await idOfPeriod('inv', key, at);
    const draft = draftOfPeriod(facts, period, quantitiesOf(quantities, number), at);
    const planned = newDraft(ctx, scope, { invoiceId, draft, at }, facts);
    if (planned.kind !== 'done') return planned;
    const { append, rows } = planned.value;
    const sends = termsOf(period, facts.versions).issue === 'send';
    const { attempt, part } = key;
    return done({
      entry: { type: 'period_made_again', data: { number, part, invoiceId, attempt } },
      set: {},
      appends: [append],
      rows: [...rows, replaceInvoiceOfPeriod(ctx.db, key, { invoiceId, attempt })],
      effects: sends ? [effect(ctx, 'issue_period', { scheduleId, number, part, sends })] : [],
    });
  });
