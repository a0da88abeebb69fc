import type { PauseReason } from './connection.ts';
import { DEPOSIT_DAYS } from './methods/deposits.ts';
import type { OPEN_SETUPS } from './methods/setup.ts';
import type { DisputeStatus } from './payment/disputes.ts';
import type { RefundState } from './payment/state.ts';

const DAY_MS = 24 * 3_600_000;

type OpenRefund = Exclude<RefundState, 'succeeded' | 'failed' | 'canceled'>;
type OpenDispute = Exclude<DisputeStatus, 'warning_closed' | 'prevented' | 'won' | 'lost'>;
type Limits<S extends string> = Readonly<Record<S, number>>;

/** Stripe answers within minutes, a job or an event is retried for hours: after this, something is broken. */
const SOON = DAY_MS;

/** A page lives for an hour; deposits are waited for ten days, and answered until then. */
const SETUPS: Limits<(typeof OPEN_SETUPS)[number]> = {
  asked: SOON,
  unknown: SOON,
  open: SOON,
  verifying: (DEPOSIT_DAYS + 1) * DAY_MS,
};

/**
 * A card's refund takes five to ten business days; one that waits for its payer expires after 45 days.
 * https://docs.stripe.com/refunds
 */
const REFUNDS: Limits<OpenRefund> = {
  requested: SOON,
  unknown: SOON,
  pending: 15 * DAY_MS,
  requires_action: 46 * DAY_MS,
};

/**
 * From the day that evidence is due: one that was not answered is lost then, and a bank decides within 75 days of it.
 * https://support.stripe.com/questions/dispute-process-overview
 */
const DISPUTES: Limits<OpenDispute> = {
  warning_needs_response: 2 * DAY_MS,
  needs_response: 2 * DAY_MS,
  appeal_needs_response: 2 * DAY_MS,
  warning_under_review: 76 * DAY_MS,
  under_review: 76 * DAY_MS,
  appeal_under_review: 76 * DAY_MS,
};

/** A pause by a person lasts for as long as they want. */
const PAUSES: Limits<Exclude<PauseReason, 'staff'>> = {
  catching_up: SOON,
  restored: SOON,
  disconnecting: SOON,
};

/** What has an oldest age. */
export const AGEING = [
  'setup',
  'refund',
  'dispute',
  'connection',
  'stripe_customer',
  'effect',
  'event',
  'email',
  'unknown_object',
] as const;
export type Ageing = (typeof AGEING)[number];

/** How old everything open may become, beside payments, before somebody has to look (I9). */
export const OLDEST_AGES = {
  setup: SETUPS,
  refund: REFUNDS,
  dispute: DISPUTES,
  connection: PAUSES,
  stripe_customer: { requested: SOON },
  effect: { pending: 2 * SOON },
  event: { pending: 2 * SOON, quarantined: SOON },
  email: { queued: 2 * SOON, sending: 2 * SOON, unknown: 2 * SOON },
  unknown_object: { open: SOON },
} as const satisfies Readonly<Record<Ageing, Limits<string>>>;

/** The same as rows, ages in ms. */
export const AGE_LIMITS: readonly { readonly what: Ageing; readonly state: string; readonly ms: number }[] =
  AGEING.flatMap((what) => Object.entries(OLDEST_AGES[what]).map(([state, ms]) => ({ what, state, ms })));
