import type { HeardChange } from '../../domain/customer/follow.ts';
import type { EventFamily } from '../../domain/event-families.ts';

/**
 * The ids in an event (`cs_…`, `pi_…` and so on), each null where it has none. An event's content is never trusted:
 * its handler retrieves the objects from Stripe.
 */
export type EventFacts = {
  readonly type: string;
  readonly family: EventFamily;
  /** When it happened at Stripe, ms since the epoch; 0 where it does not say. */
  readonly createdAt: number;
  /** The object's own id: `cs_…`, `pi_…`, `pm_…`, `seti_…`, `re_…`, `ch_…`, `du_…`, `cus_…`, `acct_…`. */
  readonly objectId: string | null;
  readonly sessionId: string | null;
  readonly intentId: string | null;
  readonly chargeId: string | null;
  readonly setupIntentId: string | null;
  /** The payment method itself, or the one it concerns: `pm_…`. */
  readonly methodId: string | null;
  /** Stripe's customer, `cus_…`; for a method that was detached, the one it was taken from. */
  readonly customerId: string | null;
  /** From our metadata; null on objects that are not ours. */
  readonly paymentId: string | null;
  readonly refundId: string | null;
  readonly invoiceIds: readonly string[];
  readonly deploymentId: string | null;
  readonly merchantId: string | null;
  readonly setupId: string | null;
  /** What was changed of a customer, and the key of the request that changed it; null on any other event. */
  readonly customerChange: (HeardChange & { readonly idempotencyKey: string | null }) | null;
};
