import type { EventFamily } from '../../domain/event-families.ts';
import type { EventHandler } from '../core/event-handler.ts';
import { onDisputeEvent } from '../disputes/on-dispute-event.ts';
import { onMethodEvent } from '../methods/on-method-event.ts';
import { onRefundEvent } from '../refunds/on-refund-event.ts';
import { onAccountEvent } from './on-account-event.ts';
import { onCustomerEvent } from './on-customer-event.ts';
import { onPaymentEvent } from './on-payment-event.ts';

/** The handler of each family of events. */
export const EVENT_HANDLERS: Readonly<Record<EventFamily, EventHandler>> = {
  payment: onPaymentEvent,
  method: onMethodEvent,
  refund: onRefundEvent,
  dispute: onDisputeEvent,
  account: onAccountEvent,
  customer: onCustomerEvent,
};
