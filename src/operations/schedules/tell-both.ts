import { type LocalDate, localDateAt } from '../../domain/calendar.ts';
import type { ScheduleMessage } from '../../domain/schedule/messages.ts';
import type { Context } from '../core/context.ts';
import {
  allOf,
  businessRecipients,
  customerMessageRows,
  type MessageRows,
  recipientsOf,
} from '../core/queue-message.ts';
import type { ScheduleFacts } from './facts.ts';

/** What a customer did to a schedule of theirs. */
type Did =
  | { readonly did: 'paused' }
  | { readonly did: 'resumed'; readonly nextOn: LocalDate | null }
  | { readonly did: 'ended'; readonly lastDay: LocalDate | null };

/** Confirms to a customer what they did in the portal, whatever else they are told, and tells the business. */
export function tellBoth(
  ctx: Context,
  facts: Pick<ScheduleFacts, 'schedule' | 'merchant' | 'customer' | 'recurrence'>,
  did: Did,
  commandId: string,
  at: number,
): MessageRows {
  const { schedule, merchant, customer } = facts;
  const about = { scheduleId: schedule.id, name: schedule.name };
  const cause = `schedule/${schedule.id}/${did.did}/${commandId}`;
  const to = { merchantId: merchant.id, customerId: customer.id };
  const lastDay = did.did === 'ended' ? did.lastDay : null;
  return allOf([
    customerMessageRows(ctx, at, {
      ...to,
      // Its end is told once, whoever decided it.
      cause: did.did === 'ended' ? `schedule/${schedule.id}/ended` : cause,
      recipients: recipientsOf(customer),
      message: toCustomer(facts, did, at),
    }),
    customerMessageRows(ctx, at, {
      ...to,
      cause,
      recipients: businessRecipients(merchant),
      message: { ...about, template: 'schedule_by_customer_business', did: did.did, lastDay },
    }),
  ]);
}

function toCustomer(
  { schedule, recurrence }: Pick<ScheduleFacts, 'schedule' | 'recurrence'>,
  did: Did,
  at: number,
): ScheduleMessage {
  const about = { scheduleId: schedule.id, name: schedule.name };
  switch (did.did) {
    case 'paused':
      return { ...about, template: 'schedule_paused' };
    case 'resumed':
      return { ...about, template: 'schedule_resumed', nextOn: did.nextOn };
    case 'ended': {
      const { lastDay } = did;
      const isOver = lastDay === null || lastDay <= localDateAt(at, recurrence.timeZone);
      return { ...about, template: 'schedule_ended', isOver, lastDay };
    }
  }
}
