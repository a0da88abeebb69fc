import type { PreviewedPeriod } from '../../../operations/schedules/preview.ts';
import type { NextInvoice } from '../../../views/dashboard/schedules/preview.tsx';
import { SCHEDULES_WORDS as words } from '../../../views/dashboard/words/schedules.ts';
import type { Writer } from '../../../views/format.ts';

/** The days of a period, as people read them. */
export const shownPeriod = ({ from, to }: { readonly from: string; readonly to: string }, writer: Writer) =>
  words.preview.span(writer.date(from), writer.date(to));

/** A period that is to come, as a page shows it. */
export const shownNext = (period: PreviewedPeriod, writer: Writer): NextInvoice => ({
  period: shownPeriod(period, writer),
  invoicedOn: writer.date(period.invoicedOn),
  amount: period.amount === null ? null : writer.amount(period.amount),
  isSkipped: period.skipped,
  remark:
    period.problems[0]?.message ??
    (period.unreported.length === 0 ? null : words.preview.counts(period.unreported.join(', '))),
});
