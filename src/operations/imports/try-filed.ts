import type { customers, merchants } from '../../db/schema/index.ts';
import type { ImportLine, ImportRow } from '../../db/writes/customer-imports.ts';
import type { FiledSchedule, NextOfRow } from '../../domain/imports/filed-schedule.ts';
import type { ProblemOnLine } from '../../domain/imports/read-invoice.ts';
import { columnAndRowOf } from '../../domain/imports/schedule-problems.ts';
import type { ScheduleKind } from '../../domain/imports/states.ts';
import { STRIPE_COLUMNS } from '../../domain/imports/subscription-columns.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import { invoicedOn, lastDue, periodOf } from '../../domain/schedule/recurrence.ts';
import type { Context } from '../core/context.ts';
import { newSchedule } from '../schedules/new-schedule.ts';
import { previewPeriod } from '../schedules/preview.ts';
import { recurrenceAsked, type ScheduleInput } from '../schedules/schedule-input.ts';
import { differences } from './differences.ts';
import type { FoundCustomer } from './find-customers.ts';
import { inWords } from './in-words.ts';

/** A schedule that a file would make. */
export type PlannedSchedule = {
  readonly filed: FiledSchedule;
  readonly input: ScheduleInput;
  readonly customerId: string;
  readonly nextNumber: number;
  /** A hash of what the file says, by which a second file is known to say the same. */
  readonly content: string;
  readonly next: NextOfRow;
  readonly remarks: readonly string[];
};

type Tried =
  | { readonly kind: 'wrong'; readonly problems: readonly ProblemOnLine[] }
  | ({ readonly kind: 'create' } & PlannedSchedule);

type About = Pick<PlannedSchedule, 'filed' | 'content' | 'customerId'> & {
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect | undefined;
  readonly connectionId: string | null;
};

type Where = {
  readonly line: number;
  readonly rows: readonly ImportLine[];
  readonly about: ScheduleKind | null;
};

/** Works out a schedule of a file with its next invoice, and writes nothing; or says everything that creating it would be refused for. */
export function tryFiled(
  ctx: Context,
  { merchantId, livemode }: ImportRow,
  { filed, content, customerId, ...read }: About,
  where: Where,
): Tried {
  const at = ctx.now();
  const { asked, beyond, status } = filed;
  const wrong = (...problems: readonly FieldProblem[]): Tried => ({
    kind: 'wrong',
    problems: problems.map((problem) => onLine(problem, where)),
  });
  if (beyond !== null) {
    const message = `It has what no column says (${beyond}): create it by the API or on its page, and leave it out here.`;
    return wrong({ path: 'beyondColumns', message });
  }
  const input = { ...asked, customerId };
  const begun = { status, nextNumber: filed.nextNumber ?? 1, externalId: filed.key };
  const planned = newSchedule(
    ctx,
    read,
    { scope: { merchantId, livemode }, scheduleId: '', input, begun },
    at,
  );
  if (planned.kind !== 'done') {
    if (planned.kind !== 'refused') throw new Error('nothing was asked of Stripe');
    const { rejection } = planned;
    return rejection.code === 'invalid'
      ? wrong(...rejection.problems)
      : wrong({ path: '', message: inWords(rejection) });
  }
  const facts = planned.value;
  const recurrence = recurrenceAsked(asked, read.merchant);
  const due = lastDue(recurrence, at);
  const first = periodOf(recurrence, begun.nextNumber);
  if (first === null) throw new Error('a schedule without the period that it was made for');
  if (filed.nextNumber === null && status === 'active' && due >= 1) {
    const coming = periodOf(recurrence, due + 1);
    const message = `Its invoice of ${invoicedOn(recurrence, first)} is due already. Give nextNumber: ${
      coming === null
        ? '1 to have it made at once.'
        : `${due + 1} for that of ${invoicedOn(recurrence, coming)} as the next, or 1 to have what was missed made.`
    }`;
    return wrong({ path: 'nextNumber', message });
  }
  const preview = previewPeriod(ctx, facts, first, at);
  if (preview.problems.length > 0) return wrong(...preview.problems);
  const next = {
    next: { on: preview.invoicedOn, amount: preview.amount },
    there: filed.there,
    currency: facts.currency,
  };
  const remarks = [...filed.remarks, ...differences(next, preview.unreported)];
  return { kind: 'create', filed, input, customerId, nextNumber: begun.nextNumber, content, next, remarks };
}

/** What is wrong, by the line and column of the file that says it. */
function onLine({ path, message }: FieldProblem, { line, rows, about }: Where): ProblemOnLine {
  const { column, row } = columnAndRowOf(path, about);
  return { line: rows[row]?.line ?? line, column, message };
}

/** Why nobody can say whose a row is, by the column of its file. */
export function columnOfCustomer(
  about: ScheduleKind | null,
  found: Exclude<FoundCustomer, { readonly customerId: string }> | undefined,
): { readonly column: string | null; readonly message: string } {
  if (found === undefined) return { column: null, message: 'It does not say whose it is.' };
  if (about === 'subscriptions') {
    const message =
      'No customer here is linked to this one: import your customers with their Stripe ids, or link them, and send the file again.';
    return { column: STRIPE_COLUMNS.customerId, message };
  }
  const column = found.column === 'customerName' ? 'customer' : found.column;
  return { column, message: found.message.replace('whose invoice', 'whose schedule') };
}
