import type { OpenState } from './state.ts';

/** Why a person may not close a payment yet: somebody may still pay on its page, or a bank has its debit. */
export type NotClosable = 'page_open' | 'under_way';

export type CloseByHandFacts = {
  readonly state: OpenState;
  /** Nobody can begin to pay any more from then on (ms). */
  readonly payerGoneAt: number;
  /** What is on its way is older than its state can last from then on (ms). */
  readonly oldestAt: number;
  /** The account was disconnected: Stripe will never say what became of it. */
  readonly isUnreachable: boolean;
};

/**
 * Whether a person may close an open payment without proof, as of `now` (ms), after Stripe was asked once more. Not while
 * somebody may begin to pay; not while a bank decides, unless nobody will ever tell what it decided.
 */
export function whyNotCloseByHand(
  { state, payerGoneAt, oldestAt, isUnreachable }: CloseByHandFacts,
  now: number,
): { readonly why: NotClosable; readonly from: number } | null {
  if (isMoving(state)) {
    return isUnreachable || now >= oldestAt ? null : { why: 'under_way', from: oldestAt };
  }
  return now >= payerGoneAt ? null : { why: 'page_open', from: payerGoneAt };
}

/** Money, or what it needs, is on its way at a bank, whoever has left. */
export const isMoving = (state: OpenState): boolean => state === 'processing' || state === 'verifying';
