import type { InvoiceFacts } from '../invoice/state.ts';
import type { Via } from './via.ts';

/** The facts of the final check before a PaymentIntent is confirmed, or a payer is sent to a session. */
export type FinalCheckFacts = {
  readonly via: Via;
  readonly connection: {
    readonly state: 'active' | 'disconnected';
    readonly pausedAt: number | null;
    /** Since when Stripe says that the account cannot take charges. */
    readonly heldSince?: number | null;
  };
  readonly isOptedOut: boolean;
  /** Its card or account was declined for good since it was claimed. */
  readonly isRefusedForGood: boolean;
  /** Whoever paid by link with the method said that it may not be charged again. */
  readonly isMethodRefused: boolean;
  /** It is not on file any more: it was removed, or its customer was unlinked, since it was claimed. */
  readonly isMethodGone: boolean;
  /** Whoever pays by it is not who pays these invoices any more: they have another parent, or something of their own. */
  readonly isOtherPayer: boolean;
  readonly targets: readonly {
    readonly invoice: InvoiceFacts & {
      readonly version: number;
      readonly frozenAt: number | null;
      readonly collectPausedAt: number | null;
    };
    readonly shownVersion: number;
  }[];
};

/** Why a payment that was claimed is not confirmed after all. */
export type Forbidden =
  | 'disconnected'
  | 'paused'
  | 'account_held'
  | 'opted_out'
  | 'never_again'
  | 'method_refused'
  | 'method_gone'
  | 'other_payer'
  | 'paused_by_customer'
  | 'frozen'
  | 'verb_pending'
  | 'not_open'
  | 'amount_changed';

/**
 * Whether money may still be moved, decided on rows read after the intent's id was committed. A verb that forbids
 * money commits that first and then cancels every open payment: it finds and cancels a claim that was committed
 * earlier, and this check stops one that is committed later. So nothing is charged after a void, an opt-out, a pause
 * or a disconnect was answered (I8), nor an amount that was not shown (I10).
 */
export function whyNotConfirm(facts: FinalCheckFacts): Forbidden | null {
  const { via, connection, isOptedOut, targets } = facts;
  if (connection.state !== 'active') return 'disconnected';
  if (connection.pausedAt !== null) return 'paused';
  if (connection.heldSince != null) return 'account_held';
  if (via === 'autopay' && isOptedOut) return 'opted_out';
  if (via === 'autopay' && facts.isRefusedForGood) return 'never_again';
  if (facts.isMethodRefused) return 'method_refused';
  if (facts.isMethodGone) return 'method_gone';
  if (facts.isOtherPayer) return 'other_payer';
  for (const { invoice, shownVersion } of targets) {
    if (invoice.pendingVerb !== null) return 'verb_pending';
    if (invoice.status !== 'open') return 'not_open';
    if (invoice.frozenAt !== null) return 'frozen';
    if (invoice.version !== shownVersion) return 'amount_changed';
    if (via === 'autopay' && invoice.collectPausedAt !== null) return 'paused_by_customer';
  }
  return null;
}
