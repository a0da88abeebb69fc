import { USED_EVENT_TYPES } from '../../domain/event-families.ts';
import {
  COUNTED_OTHERWISE,
  chargeLimit,
  refuseCharge,
  sayableAmount,
  smallestCharge,
  toStripeAmount,
} from './amounts.ts';
import { intentParams, lighterIntent } from './intent-params.ts';
import { keepOfEvent, restOfEvent, traceOfEvent } from './keep-event.ts';
import { customerField, optionalParam, withoutParam } from './optional-params.ts';
import type { StripeRules } from './port.ts';
import { readEvent } from './read-event.ts';
import { refundParams } from './refund-params.ts';
import { sessionParams } from './session-params.ts';
import { setupSessionParams } from './setup-params.ts';

/** Stripe's rules that need neither a request nor the SDK. */
export const stripeRules: StripeRules = {
  refuseCharge,
  chargeLimit,
  smallestCharge,
  stripeAmount: toStripeAmount,
  countedOtherwise: COUNTED_OTHERWISE,
  sessionParams,
  optionalParam,
  withoutParam,
  customerField,
  intentParams,
  lighterIntent,
  setupSessionParams,
  refundParams,
  sayableAmount,
  readEvent,
  usedEventTypes: USED_EVENT_TYPES,
  keepOfEvent,
  restOfEvent,
  traceOfEvent,
};
