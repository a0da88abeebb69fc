import type { PaymentStatus } from '../invoice/status.ts';
import type { CollectStage, RestReason, WaitReason } from './types.ts';

/** What autopay will do with an invoice, as planned now. Instants in ms. */
export type InvoicePlan =
  | { readonly kind: 'scheduled' | 'retrying'; readonly at: number }
  | {
      readonly kind:
        | 'soon'
        /** A notice of the charge goes out before it. */
        | 'noticed_first'
        /** Something holds it, a dispute say. */
        | 'waiting'
        | 'charging'
        | 'paused'
        | 'over_cap'
        | 'no_cap'
        | 'awaiting_choice'
        | 'not';
    };

/** What the rules last decided of an open invoice. Instants in ms. */
export type PlanFacts = {
  readonly now: number;
  readonly paymentStatus: PaymentStatus;
  readonly isPausedByCustomer: boolean;
  readonly stage: CollectStage | null;
  readonly reason: RestReason | WaitReason | null;
  readonly collectAt: number | null;
  readonly nextCheckAt: number | null;
  /** Whether there is a method that may be charged. */
  readonly hasMethod: boolean;
};

/**
 * The rules' last decision; they decide anew at each check. What is due at once is `soon`, which `noticed_first` may come
 * before: that depends on what its payer was told.
 */
export function invoicePlan({ now, stage, reason, hasMethod, ...facts }: PlanFacts): InvoicePlan {
  if (facts.isPausedByCustomer) return { kind: 'paused' };
  if (facts.paymentStatus === 'processing') return { kind: 'charging' };
  switch (reason) {
    case 'over_cap':
    case 'no_cap':
    case 'awaiting_choice':
      return { kind: reason };
    case 'notice_waiting':
    case 'nobody_told':
      return { kind: 'noticed_first' };
    case 'disputed':
    case 'frozen':
    case 'paused':
    case 'verb_pending':
    case 'network_limit':
      return { kind: 'waiting' };
    default:
  }
  switch (stage) {
    case 'charging':
      return { kind: 'charging' };
    case 'retrying':
      return later('retrying', facts.nextCheckAt, now);
    case 'scheduled':
    case null:
      return hasMethod ? later('scheduled', facts.collectAt, now) : { kind: 'not' };
    case 'needs_customer':
    case 'given_up':
    case 'off':
      return { kind: 'not' };
  }
}

const later = (kind: 'scheduled' | 'retrying', at: number | null, now: number): InvoicePlan =>
  at !== null && at > now ? { kind, at } : { kind: 'soon' };
