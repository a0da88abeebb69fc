import { z } from 'zod';
import { localDateAt } from '../../../domain/calendar.ts';
import { parseId } from '../../../domain/ids.ts';
import { may } from '../../../domain/staff/roles.ts';
import { listSchedules } from '../../../operations/schedules/list-schedules.ts';
import { readRecurring } from '../../../operations/schedules/read-recurring.ts';
import { queried } from '../../../views/dashboard/parts/paging.tsx';
import { schedulesPage } from '../../../views/dashboard/schedules/list.tsx';
import { SCHEDULES_WORDS as words } from '../../../views/dashboard/words/schedules.ts';
import { type Writer, writerFor } from '../../../views/format.ts';
import type { DashboardContext } from '../env.ts';
import { text } from '../forms.ts';
import { respondBare, respondDashboard, within } from '../respond.ts';

const ROWS = 25;

export const listQuery = z.object({ waiting: text(), customer: text(), after: text() });

type Recurring = Extract<Awaited<ReturnType<typeof readRecurring>>, { kind: 'done' }>['value'][number];

/** What recurs in a month, what of it ended of late, and what could not be collected. */
function recurringSentences(
  { monthly, schedules, gone, failed }: Recurring,
  writer: Writer,
): readonly string[] {
  const before = monthly + gone.monthly;
  const share = before === 0 ? 0 : Math.round((1_000 * gone.monthly) / before) / 10;
  return [
    ...(schedules === 0 ? [] : [words.recurring(writer.amount(monthly), schedules)]),
    ...(gone.schedules === 0
      ? []
      : [words.gone(gone.schedules, writer.amount(gone.monthly), writer.percentage(String(share)))]),
    ...(failed.invoices === 0 ? [] : [words.failedRenewals(failed.invoices, writer.amount(failed.amount))]),
  ];
}

/** A business's schedules. A cursor that is no id begins at the first page. */
export async function showList(c: DashboardContext, asked: z.output<typeof listQuery>): Promise<Response> {
  const ctx = c.get('ctx');
  const { scope, role } = c.get('staff');
  const waiting = asked.waiting === 'yes';
  const customerId = parseId('cus', asked.customer);
  const startingAfter = parseId('sch', asked.after);
  const [listed, recurring] = await Promise.all([
    listSchedules(ctx, { scope, filters: { customerId, waiting }, page: { startingAfter, limit: ROWS } }),
    readRecurring(ctx, { scope }),
  ]);
  if (listed.kind !== 'done' || recurring.kind !== 'done') return respondBare(c, 404, 'not_found');
  const base = within(c, '/schedules');
  const pageAt = (after: string | null) =>
    queried(base, { waiting: waiting ? 'yes' : null, customer: customerId, after });
  const { data, nextCursor } = listed.value;
  return respondDashboard(c, 200, (context) =>
    schedulesPage(
      {
        base,
        mayCreate: may(role, 'move_money'),
        importHref: may(role, 'move_money') ? within(c, '/schedule-imports') : null,
        takeOverHref: may(role, 'move_money') ? within(c, '/subscription-imports') : null,
        isWaitingOnly: waiting,
        recurring: recurring.value.flatMap((sums) =>
          recurringSentences(sums, writerFor(sums, context.speech)),
        ),
        schedules: data.map((schedule) => {
          const writer = writerFor(schedule, context.speech);
          const { nextInvoiceAt, timeZone } = schedule;
          return {
            id: schedule.id,
            name: schedule.name,
            customer: schedule.customerName,
            status: schedule.status,
            waits: schedule.waitsFor?.for ?? null,
            every: words.every(schedule.every, schedule.unit),
            next:
              nextInvoiceAt === null ? null : writer.date(localDateAt(Date.parse(nextInvoiceAt), timeZone)),
            amount: writer.amount(schedule.amount),
          };
        }),
        first: startingAfter === null ? null : pageAt(null),
        next: nextCursor === null ? null : pageAt(nextCursor),
      },
      context,
    ),
  );
}
