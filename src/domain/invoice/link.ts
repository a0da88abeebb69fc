import type { ShownStatus } from './status.ts';
import type { NoLinkReason } from './view.ts';

/** Why an invoice cannot be paid by its customer now. */
export type NotPayable = NoLinkReason | 'processing' | 'disputed' | 'being_changed' | 'frozen';

/** The facts that decide whether an invoice has a pay link. Amounts in minor units of `currency`. */
export type LinkFacts = {
  readonly status: ShownStatus;
  readonly amountDue: number;
  readonly amountRemaining: number;
  readonly currency: string;
  /** Asked for on the invoice. */
  readonly paymentLink: boolean;
  /** Shown by the merchant at all. */
  readonly merchantLinks: boolean;
  /** The merchant has an active Stripe connection in the invoice's mode. */
  readonly connected: boolean;
};

/** Why Stripe cannot charge an amount (minor units) in a currency, or null. */
export type RefuseCharge = (currency: string, amount: number) => NoLinkReason | null;

/**
 * Why nothing can be paid through the link now, or null where it can. The invoice's own state comes first,
 * then the merchant's choices, then what Stripe takes. An invoice that has been paid says `paid`; see
 * {@link linkAbsence} for whether its link is still handed out.
 */
export function linkReason(facts: LinkFacts, refuseCharge: RefuseCharge): NoLinkReason | null {
  if (facts.status === 'draft') return 'draft';
  if (facts.amountDue === 0) return 'zero';
  if (facts.status !== 'open') return facts.status;
  if (!facts.paymentLink || !facts.merchantLinks) return 'links_off';
  if (!facts.connected) return 'not_connected';
  return refuseCharge(facts.currency, facts.amountRemaining);
}

/**
 * Why no link is handed out, or null where one is. A paid invoice keeps the link that it had, which now shows
 * *Payment successful*; one that never could have a link says `paid`.
 */
export function linkAbsence(facts: LinkFacts, refuseCharge: RefuseCharge): NoLinkReason | null {
  const reason = linkReason(facts, refuseCharge);
  if (reason !== 'paid') return reason;
  const before = { ...facts, status: 'open', amountRemaining: facts.amountDue, connected: true } as const;
  return linkReason(before, refuseCharge) === null ? null : 'paid';
}
