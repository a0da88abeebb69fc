import { selectPaymentsToLookBackAt, selectPaymentToLookBackAt } from '../../db/queries/payment.ts';
import { someOf } from '../../db/queries/waiting-parts.ts';
import { endLookBack, holdLookBacks, takeLookBack } from '../../db/writes/checks.ts';
import { sweepWithinBudget } from '../core/budget.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { LOOK_BACK_EVERY_MS, LOOK_BACK_FOR_MS } from '../facts/payment-timing.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { resolveUnknownObject } from '../recovery/resolve-unknown-object.ts';

const AT_MOST = 500;

const selectDue = (ctx: ReadContext, limit: number) =>
  selectPaymentsToLookBackAt(ctx.db, { now: ctx.now(), livemode: ctx.livemode, limit });

/** Whether Stripe has to be asked again about a payment. */
export const lookBacksWait = (ctx: ReadContext) => someOf(selectDue(ctx, 1));

/**
 * Asks Stripe again about payments that were ended without proof: a debit may be decided late, and a disconnected account
 * may be connected again. A late success is booked; whatever Stripe says for good settles the question to people, too.
 */
export async function lookBack(ctx: Context): Promise<void> {
  const now = ctx.now();
  await sweepWithinBudget(ctx, {
    of: 'look_back',
    due: await selectDue(ctx, AT_MOST),
    idOf: ({ id }) => id,
    ownerOf: ({ connectionId }) => connectionId,
    atOnce: 1,
    work: (due) => lookAgain(ctx, due, now),
    hold: (ids, until) => holdLookBacks(ctx.db, { ids, dueBy: now, until }),
  });
}

/** Looks back at a payment that was handed over, unless another worker did. */
export async function lookBackAt(ctx: Context, paymentId: string, until: number): Promise<void> {
  const [due] = await selectPaymentToLookBackAt(ctx.db, paymentId);
  if (due !== undefined) await lookAgain(ctx, due, until);
}

type Due = Awaited<ReturnType<typeof selectPaymentToLookBackAt>>[number];

async function lookAgain(ctx: Context, { id, connectionId, endedAt }: Due, dueBy: number): Promise<void> {
  const now = ctx.now();
  const isLast = now >= endedAt + LOOK_BACK_FOR_MS;
  const next = now + LOOK_BACK_EVERY_MS;
  if (!(await takeLookBack(ctx.db, { id, dueBy: Math.max(now, dueBy), next }))) return;
  const { state, isOver } = await recordOutcome(ctx, id);
  const isPaid = state === 'succeeded' || state === 'returned';
  if (isPaid || isOver) await resolveUnknownObject(ctx, connectionId, id, { by: 'stripe' });
  if (isPaid || isOver || isLast) await endLookBack(ctx.db, id);
}
