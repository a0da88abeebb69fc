import type { DisputeAnomaly } from './payment/disputes.ts';
import type { Anomaly } from './payment/outcome.ts';
import type { Rejection } from './rejection.ts';

/** Why nothing is done about an event. */
export type SkipReason = 'type_not_used' | 'foreign_object' | 'nothing_kept' | 'other_mode' | 'dismissed';

/** Why an event is quarantined for a person. */
export type QuarantineCause =
  | Anomaly
  | DisputeAnomaly
  | 'object_not_of_payment'
  | 'unknown_payment'
  | 'unknown_account'
  | 'customer_is_there'
  /** So many workers took it and never came back. */
  | 'worker_died'
  /** The queue gave up on it after its worker had not come back. */
  | 'dead_letter'
  /** What a verb refused. */
  | Rejection['code'];

/** Why an event is worked on again later. */
export type LaterReason =
  | 'stripe_unavailable'
  | 'lost_race'
  | 'payment_not_known_yet'
  | 'payment_adopted_meanwhile'
  | 'error';

/** What became of a stored event. `later` is tried again, further and further apart, and put aside in the end. */
export type Verdict =
  | { readonly state: 'handled' }
  | { readonly state: 'skipped'; readonly reason: SkipReason }
  | { readonly state: 'quarantined'; readonly reason: QuarantineCause }
  | { readonly state: 'later'; readonly reason: LaterReason };
