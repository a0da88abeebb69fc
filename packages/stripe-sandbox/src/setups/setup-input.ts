import type { Stripe } from 'stripe';
import type { Redirects } from '../payments/redirects.ts';

/** What a new SetupIntent is made from. */
export interface SetupInput {
  types: string[];
  allowedTypes: Stripe.SetupIntent.AllowedPaymentMethodType[] | null;
  excludedTypes: Stripe.SetupIntent.ExcludedPaymentMethodType[] | null;
  automatic: Stripe.SetupIntent.AutomaticPaymentMethods | null;
  customer: string | null;
  description: string | null;
  metadata: Record<string, string>;
  options: SetupOptions;
  paymentMethod: string | null;
  /** A mandate for one payment only; minor units. */
  singleUse: { amount: number; currency: string } | null;
  usage: 'off_session' | 'on_session';
  redirects: Redirects;
  /** The Checkout Session that owns it. */
  sessionId: string | null;
}

/** `payment_method_options` as far as they are acted on. */
export interface SetupOptions {
  card?: { request_three_d_secure?: 'automatic' | 'any' | 'challenge' | undefined } | undefined;
  us_bank_account?:
    | { verification_method?: 'automatic' | 'instant' | 'microdeposits' | undefined }
    | undefined;
}
