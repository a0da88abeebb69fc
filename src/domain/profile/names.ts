import { isSeen } from '../text.ts';

/** The two names of a business: the one that is registered, and the one that its customers know it by. */
export type BusinessNames = { readonly legalName: string; readonly displayName: string };

/** Where a business is named. A new place has to be decided in {@link nameAt}. */
export type NamePlace =
  /** The head of a page, of a mail and of a PDF, their titles and subjects, and every sentence. */
  | 'page'
  /** Whom a mail comes from. */
  | 'mail_sender'
  /** What Stripe shows: Checkout's head and lines, a payment's description. */
  | 'stripe'
  /** Who invoices: the party on page and PDF, the foot of a mail, a statement, a PDF's author. */
  | 'party'
  /** Whom a customer permits to charge: they have to know the name, and it has to bind the right business. */
  | 'agreement';

/**
 * The one rule of which name stands where (docs/decisions/0050). One of which nothing is seen, as no newer one may be, gives way
 * to the other.
 */
export function nameAt(place: NamePlace, { legalName, displayName }: BusinessNames): string {
  switch (place) {
    case 'page':
    case 'mail_sender':
    case 'stripe':
      return isSeen(displayName) ? displayName : legalName;
    case 'party':
      return isSeen(legalName) ? legalName : displayName;
    case 'agreement':
      return displayName === legalName ? legalName : `${displayName} (${legalName})`;
    default:
      return place satisfies never;
  }
}

/** What was frozen of the business when an invoice was finalized. */
type FrozenNames = { readonly parties: { readonly merchant: FrozenParty } | null };
type FrozenParty = { readonly name: string; readonly displayName?: string };

/**
 * The names that an invoice goes by: a draft's are those of now. One that was finalized before display names were frozen is
 * named by its legal name on its own pages, as it has always been; mails and Stripe knew it by the display name.
 */
export function invoiceNames({ parties }: FrozenNames, now: BusinessNames): BusinessNames {
  if (parties === null) return now;
  const { name: legalName, displayName = legalName } = parties.merchant;
  return { legalName, displayName };
}

/** The name of an invoice's business for Stripe and as a mail's sender. */
export const senderName = (
  place: 'mail_sender' | 'stripe',
  { parties }: FrozenNames,
  now: BusinessNames,
): string =>
  nameAt(place, {
    legalName: parties?.merchant.name ?? now.legalName,
    displayName: parties?.merchant.displayName ?? now.displayName,
  });
