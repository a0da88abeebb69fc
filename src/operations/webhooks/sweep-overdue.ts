import { someOf } from '../../db/queries/waiting-parts.ts';
import { selectDueEndpointsOf, selectNewlyOverdue, selectOverdueDue } from '../../db/queries/webhooks.ts';
import { holdOverdue, noteOverdueEvents, takeOverdue } from '../../db/writes/webhook-overdue.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { sweepWithinBudget } from '../core/budget.ts';
import { type Context, newId, type ReadContext } from '../core/context.ts';

const HOUR_MS = 3_600_000;
const BUSINESSES_A_TICK = 200;
const INVOICES_A_BITE = 200;
/** What a business takes, statements. */
const A_BUSINESS = 8;

/** Whether a business's invoices are due to be looked at. */
export const overdueWaits = ({ db, livemode, now }: ReadContext) =>
  someOf(selectOverdueDue(db, livemode, now()));

/** Notes invoices that became overdue, every hour for each business that has an endpoint. */
export async function sweepOverdue(ctx: Context): Promise<void> {
  const now = ctx.now();
  const due = await selectOverdueDue(ctx.db, ctx.livemode, now).limit(BUSINESSES_A_TICK);
  await sweepWithinBudget(ctx, {
    of: 'webhook_overdue',
    due,
    idOf: ({ merchantId }) => merchantId,
    ownerOf: ({ merchantId }) => merchantId,
    atOnce: 1,
    unit: A_BUSINESS,
    work: ({ merchantId }) => noteOverdue(ctx, { merchantId, dueBy: now }),
    hold: (ids, until) => holdOverdue(ctx.db, ctx.livemode, ids, { dueBy: now, until }),
  });
}

/** Notes the invoices of a business that became overdue since it was last told, a bite at a time. */
export async function noteOverdue(
  ctx: Context,
  { merchantId, dueBy }: { readonly merchantId: string; readonly dueBy: number },
): Promise<void> {
  const scope = { merchantId, livemode: ctx.livemode };
  const now = ctx.now();
  const taken = await takeOverdue(ctx.db, scope, { dueBy, next: now + HOUR_MS });
  if (taken === undefined) return;
  const { toldUntil, timeZone } = taken;
  const [day = '', id = ''] = toldUntil.split('/');
  const rows = await selectNewlyOverdue(
    ctx.db,
    scope,
    { from: { day, id }, today: localDateAt(now, timeZone) },
    INVOICES_A_BITE,
  );
  const last = rows.at(-1);
  if (last === undefined) return;
  const events = rows.map((row) => ({
    eventId: newId(ctx, 'evt'),
    type: 'invoice.overdue' as const,
    object: 'invoice' as const,
    id: row.id,
    key: `invoice/${row.id}`,
    seq: null,
    when: 'open' as const,
  }));
  const lookAt = rows.length < INVOICES_A_BITE ? null : now;
  await noteOverdueEvents(ctx.db, scope, { events, at: now, until: `${last.dueDate}/${last.id}`, lookAt });
  const due = await selectDueEndpointsOf(ctx.db, scope, now);
  await ctx.enqueue(due.map((one) => ({ kind: 'sweep', of: 'webhook_endpoint', id: one.id, until: now })));
}
