import { savesMethod } from './save-method.ts';
import type { CustomerPolicy, MerchantPolicy } from './types.ts';

/** What a link may keep of the method that it is paid with. */
export const LINK_KEEPS = ['announced', 'if_asked', 'never'] as const;

/**
 * `announced`: it is kept, and the payer is told so before they pay. `if_asked`: only if the payer ticks it. `never`:
 * the link is for this payment only.
 */
export type LinkKeeps = (typeof LINK_KEEPS)[number];

/** What this customer's links keep: nothing where no later invoice is charged by itself. */
export const keepsByLink = (
  chosen: LinkKeeps,
  merchant: MerchantPolicy,
  customer: CustomerPolicy,
): LinkKeeps => (savesMethod(merchant, customer) ? chosen : 'never');

/** What is said to whoever pays by link, before they pay. Names are as people typed them. */
export type LinkTerms = {
  readonly keeps: Exclude<LinkKeeps, 'never'>;
  readonly merchant: string;
  /** Whose later invoices are charged. */
  readonly customer: string;
  /** Where the payer may write to. */
  readonly contact: string;
  readonly when: 'on_send' | 'on_due_date';
  /** Days from a charge's notice to the charge, at least. */
  readonly noticeDays: number;
  /** BCP 47. */
  readonly locale: string;
};

/** The same as it is shown on our page and on Stripe's, and stored. */
export type WrittenTerms = { readonly version: string; readonly locale: string; readonly text: string };

/** The same with the question for the payer's own address, as Stripe's page asks it. */
export type SpokenTerms = WrittenTerms & { readonly asksAddress: string };

/** The same as a payment holds it, with the setting that it was begun under. */
export type StoredTerms = WrittenTerms & { readonly keeps: LinkTerms['keeps'] };

/** The longest text that Stripe's page takes beside its button. https://docs.stripe.com/api/checkout/sessions/create */
export const STRIPE_TEXT_LENGTH = 1200;

/** The longest label of a field there. */
export const STRIPE_LABEL_LENGTH = 100;

/** Whoever paid by link is not charged without a notice, even where the merchant gives none. */
export const linkNoticeDays = ({ noticeDays }: Pick<MerchantPolicy, 'noticeDays'>): number =>
  Math.max(1, noticeDays);
