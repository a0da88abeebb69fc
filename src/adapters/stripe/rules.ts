import { chargeLimit, refuseCharge } from './amounts.ts';
import type { StripeRules } from './port.ts';
import { readEvent, redactEvent } from './read-event.ts';
import { sessionParams } from './session-params.ts';

/** What is known of Stripe without asking it, and without loading its SDK. */
export const stripeRules: StripeRules = { refuseCharge, chargeLimit, sessionParams, readEvent, redactEvent };
