import type Stripe from 'stripe';
import { emailProblem } from '../../domain/email-address.ts';
import { tidyText } from '../../domain/text.ts';
import type { PayerQuestion } from './port-sessions.ts';

/** Alphanumeric, by the doc comment of `SessionCreateParams.CustomField.key`. */
const KEY = 'payeremail';
const LONGEST_ADDRESS = 254;

/**
 * Asks whoever pays for their own address. Nothing is filled in: an address that is already there says nothing about who
 * reads it. https://docs.stripe.com/payments/checkout/custom-fields
 */
export const payerField = ({
  label,
  isOptional,
}: PayerQuestion): Stripe.Checkout.SessionCreateParams.CustomField => ({
  key: KEY,
  type: 'text',
  label: { type: 'custom', custom: label },
  optional: isOptional,
  text: { maximum_length: LONGEST_ADDRESS },
});

/**
 * The address that whoever paid typed as their own; null where they weren't asked, typed none, or typed what is none.
 * `customer_details.email` isn't it: where the Stripe customer has an email, it's that one, whoever pays.
 */
export function typedPayer({ custom_fields: fields }: Stripe.Checkout.Session): string | null {
  const typed = fields.find(({ key }) => key === KEY)?.text?.value ?? null;
  if (typed === null) return null;
  const address = tidyText(typed);
  return emailProblem(address) === null ? address : null;
}
