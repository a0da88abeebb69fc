import { eq } from 'drizzle-orm';
import { countDropped } from '../../db/queries/credit-notes.ts';
import { selectPeriod, selectScheduleOfJob } from '../../db/queries/schedules.ts';
import { invoices, type PeriodCredit } from '../../db/schema/index.ts';
import { notePeriodProblem, type SchedulePeriod } from '../../db/writes/schedules.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Rejection } from '../../domain/rejection.ts';
import { ofShare } from '../../domain/schedule/invoice-lines.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { creditInvoice } from '../invoices/apply-when-no-payment-open.ts';
import { sendInvoice } from '../invoices/send.ts';
import { leftToCredit } from './left-to-credit.ts';
import { periodCommand } from './period-ids.ts';

type Key = Pick<SchedulePeriod, 'scheduleId' | 'number' | 'part'>;
type Issued = Outcome<'issued' | 'left' | 'waits'>;

/**
 * Issues and sends what a schedule made of a period. Where a change in its midst gives something back, that comes first, so
 * that it pays for what the change asks for. Each under a command of its own: once, however often it is run. It `waits` where
 * money is moving. A refusal is kept with the period, for a person.
 */
export async function issuePeriod(
  ctx: Context,
  { sends, ...key }: Key & { readonly sends: boolean },
): Promise<Issued> {
  const [[found], parts] = await ctx.db.batch([
    selectScheduleOfJob(ctx.db, ctx.livemode, key.scheduleId),
    selectPeriod(ctx.db, key.scheduleId, key.number),
  ]);
  const period = parts.find(({ part }) => part === key.part);
  if (found === undefined || period === undefined) return done('left');
  const { merchantId, livemode } = found.schedule;
  const scope = { merchantId, livemode };
  const credited =
    period.credit === null ? done('issued' as const) : await giveBack(ctx, scope, period, period.credit);
  const issued = credited.kind === 'done' && sends ? await sendIt(ctx, scope, period) : credited;
  if (issued.kind !== 'refused') {
    if (issued.kind === 'done' && period.problem !== null) await notePeriodProblem(ctx.db, key, null);
    return issued;
  }
  // Money is moving on the invoice, for days where it's a bank debit: what is given back waits for what comes of it.
  if (WAITS.has(issued.rejection.code)) return done('waits');
  ctx.log('period_not_issued', { id: key.scheduleId, number: key.number, reason: issued.rejection.code });
  await notePeriodProblem(ctx.db, key, problemOf(issued.rejection));
  return issued;
}

const WAITS: ReadonlySet<Rejection['code']> = new Set([
  'payment_in_progress',
  'payments_being_restored',
  'verb_pending',
]);

/** The first sentence of why, or its code. */
const problemOf = (rejection: Rejection): string =>
  rejection.code === 'invalid' ? (rejection.problems[0]?.message ?? rejection.code) : rejection.code;

async function sendIt(ctx: Context, scope: Scope, period: SchedulePeriod): Promise<Issued> {
  if (period.invoiceId === null) return done('issued');
  const [invoice] = await ctx.db
    .select({ status: invoices.status })
    .from(invoices)
    .where(eq(invoices.id, period.invoiceId));
  // Deleted, or issued by a person meanwhile: neither is sent a second time.
  if (invoice?.status !== 'draft') return done('left');
  const sent = await sendInvoice(ctx, {
    scope,
    invoiceId: period.invoiceId,
    commandId: `${periodCommand(period)}/send`,
    to: null,
  });
  return sent.kind === 'done' ? done('issued') : sent;
}

/** Gives back so many days of what the earlier invoice is still worth, as credit where it was paid. */
async function giveBack(
  ctx: Context,
  scope: Scope,
  period: SchedulePeriod,
  { invoiceId, days, of, creditNoteId }: PeriodCredit,
): Promise<Issued> {
  const left = await leftToCredit(ctx, scope, { invoiceId, creditNoteId });
  const amount = ofShare(left, { days, of });
  if (amount === 0) return done('left');
  // What was dropped stays refused under its own command: once the debit has ended it's asked for anew.
  const dropped = await countDropped(ctx.db, invoiceId);
  const credited = await creditInvoice(ctx, {
    scope,
    invoiceId,
    commandId: `${periodCommand(period)}/credit${dropped === 0 ? '' : `/${dropped}`}`,
    note: {
      creditNoteId,
      credit: amount === left ? { kind: 'full' } : { kind: 'amount', amount },
      reason: null,
      giveBack: { by: 'credit', otherwise: null },
      // What is left of it is small where little is left of the period: it is paid with another.
      smallRest: 'leave',
      issuedBy: `schedule ${period.scheduleId}`,
    },
  });
  return credited.kind === 'done' ? done('issued') : credited;
}
