import { type LocalDate, localDateAt } from '../../domain/calendar.ts';
import { inOrder } from '../../domain/collection/order.ts';
import { whenToCollect } from '../../domain/collection/policy.ts';
import type { CollectPolicy } from '../../domain/collection/types.ts';
import type { Billing, ScheduleMessage } from '../../domain/schedule/messages.ts';
import { invoicedOn, lastNumber, periodAt, type Recurrence } from '../../domain/schedule/recurrence.ts';
import { metersOf } from '../../domain/schedule/terms.ts';
import { termsOf } from '../../domain/schedule/terms-in-force.ts';
import type { Context } from '../core/context.ts';
import { customerMessageRows, type MessageRows, NO_MESSAGES, recipientsOf } from '../core/queue-message.ts';
import type { MethodRow } from '../methods/read-methods.ts';
import type { ScheduleFacts } from './facts.ts';
import { type PreviewedPeriod, previewNext } from './preview.ts';

/** A mail says so many of the next invoices. */
const MOST_TOLD = 3;

type Facts = Omit<ScheduleFacts, 'head' | 'wasCommanded'>;

/** Whether the customer is told: both the business and the schedule say so. */
export const isTold = ({ schedule, merchant }: Pick<ScheduleFacts, 'schedule' | 'merchant'>): boolean =>
  schedule.mails && merchant.scheduleMails;

/** A mail to a schedule's customer, to be committed with its cause; none where they are not told. */
export const tellCustomer = (
  ctx: Context,
  facts: Pick<ScheduleFacts, 'schedule' | 'merchant' | 'customer'>,
  message: ScheduleMessage,
  { cause, at }: { readonly cause: string; readonly at: number },
): MessageRows =>
  isTold(facts)
    ? customerMessageRows(ctx, at, {
        merchantId: facts.schedule.merchantId,
        customerId: facts.schedule.customerId,
        cause: `schedule/${facts.schedule.id}/${cause}`,
        recipients: recipientsOf(facts.customer),
        message,
      })
    : NO_MESSAGES;

/** That a schedule was created: what is billed when, and whether it is charged by itself. */
export function tellCreated(
  ctx: Context,
  facts: Facts,
  methods: readonly MethodRow[],
  at: number,
): MessageRows {
  const billing = billingOf(ctx, facts, methods, at);
  if (billing === null) return NO_MESSAGES;
  const { id: scheduleId, name } = facts.schedule;
  const message = { template: 'schedule_created', scheduleId, name, ...billing } as const;
  return tellCustomer(ctx, facts, message, { cause: 'created', at });
}

/** That one goes on as this one, which invoices more or less often: how often, and from when. */
export function tellCadence(
  ctx: Context,
  facts: Facts,
  methods: readonly MethodRow[],
  at: number,
): MessageRows {
  const billing = billingOf(ctx, facts, methods, at);
  if (billing === null) return NO_MESSAGES;
  const { id: scheduleId, name, startsOn: from } = facts.schedule;
  const message = { template: 'schedule_cadence', scheduleId, name, from, ...billing } as const;
  return tellCustomer(ctx, facts, message, { cause: 'cadence', at });
}

function billingOf(ctx: Context, facts: Facts, methods: readonly MethodRow[], at: number): Billing | null {
  const { schedule, recurrence } = facts;
  const next = previewNext(ctx, facts, at).slice(0, MOST_TOLD);
  const last = lastNumber(recurrence);
  const lastPeriod = Number.isFinite(last) ? periodAt(recurrence, last) : null;
  const first = periodAt(recurrence, schedule.nextNumber);
  if (first === null) return null;
  const terms = termsOf(first, facts.versions);
  const charge = chargedWhen(facts, terms.collectPolicy);
  return {
    currency: schedule.currency,
    cadence: { every: schedule.every, unit: schedule.unit },
    next: next.map(billed),
    isCounted: metersOf(terms).length > 0,
    lastOn: lastPeriod === null ? null : invoicedOn(recurrence, lastPeriod),
    charge,
    method: charge === null ? null : (inOrder(methods.filter(isReady))[0]?.summary ?? null),
  };
}

const billed = ({ from, to, invoicedOn: on, amount }: PreviewedPeriod) => ({ from, to, on, amount });

/** A method that a link kept is charged after a notice of its own, and is named there. */
const isReady = ({ state, keptBy }: MethodRow): boolean => state === 'usable' && keptBy === null;

function chargedWhen(
  { merchant, customer, connected }: Pick<Facts, 'merchant' | 'customer' | 'connected'>,
  own: CollectPolicy | null,
): 'on_send' | 'on_due_date' | null {
  const { collectPolicy: policy, autopay, autopayWhen } = customer;
  const chosen = whenToCollect({ policy: merchant.collectPolicy }, { policy, autopay, autopayWhen }, own);
  return chosen.policy === 'never' || !connected ? null : chosen.policy;
}

type Ended = {
  /** The last day that is invoiced; null where none is. */
  readonly lastDay: LocalDate | null;
  /** By a person at once, after whatever was told of an end to come. */
  readonly isNow: boolean;
};

/** That no invoice comes for days after one. An end that was told before it came is not told again when it has come. */
export function tellEnded(
  ctx: Context,
  facts: Pick<ScheduleFacts, 'schedule' | 'merchant' | 'customer' | 'recurrence'>,
  { lastDay, isNow }: Ended,
  at: number,
): MessageRows {
  const { schedule, recurrence } = facts;
  const isOver = lastDay === null || lastDay <= localDateAt(at, recurrence.timeZone);
  const { id: scheduleId, name } = schedule;
  return tellCustomer(
    ctx,
    facts,
    { template: 'schedule_ended', scheduleId, name, isOver, lastDay },
    { cause: isNow ? 'ended/now' : 'ended', at },
  );
}

/** The last day of a period; null where nothing was invoiced. */
export const lastDayOf = (recurrence: Recurrence, through: number): LocalDate | null =>
  through < 1 ? null : (periodAt(recurrence, through)?.to ?? null);
