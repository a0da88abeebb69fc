import type { Address } from '../../domain/invoice/address.ts';

/** A customer as sent to Stripe. */
export type CustomerRequest = {
  /** Every part but the metadata may be left out. */
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Address;
  readonly metadata: Readonly<Record<string, string>>;
};

/** What a payment does without if Stripe does not take it: the payer is charged the same. */
export type OptionalParam =
  | 'client_reference_id'
  | 'locale'
  | 'branding_settings'
  | 'submit_type'
  | 'payment_intent_data[description]'
  | 'payment_intent_data[receipt_email]'
  | 'payment_intent_data[setup_future_usage]'
  | 'payment_method_data'
  | 'saved_payment_method_options'
  | 'custom_text'
  | 'custom_fields';

/** Stripe's page asks whoever pays for their own address, in these words. */
export type PayerQuestion = { readonly label: string; readonly isOptional: boolean };

/** The order for a Checkout Session. The amount is in ISO minor units. */
export type SessionOrder = {
  readonly stripeCustomerId: string;
  readonly currency: string;
  readonly amount: number;
  /** Whether a US bank account is offered beside cards. */
  readonly ach: boolean;
  /** Who is paid, at the head of Stripe's page; the account's own name where absent. */
  readonly payee?: string;
  /** False where the account takes no cards; absent where it does. */
  readonly card?: boolean;
  /** What the payer reads on Stripe's page. */
  readonly description: string;
  /** A line for each of several invoices, which come to the amount; one line with the description where absent. */
  readonly lines?: readonly { readonly description: string; readonly amount: number }[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly paymentId: string;
  /** Placeholders of links, filled when the request is sent. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAtMs: number;
  readonly locale: string;
  /** The payer's address, if Stripe is to send the receipt. */
  readonly receiptEmail: string | null;
  /** Whether the method is saved for charges while the payer is away. */
  readonly savesMethod: boolean;
  /** Whether the payer is asked on Stripe's page to save it: then it is saved only if they tick that. */
  readonly asksToSave?: boolean;
  /** What the payer reads beside Stripe's button: what is saved, for whom, and how to stop it. */
  readonly text?: string | null;
  /** Asked where the method is saved, so that it's known whose it is. */
  readonly payer?: PayerQuestion | null;
  /** What Stripe refused and what a payment does without. */
  readonly without?: ReadonlySet<string>;
};

/** Stripe's own parameters as JSON, exact and ready to be stored; links in them are placeholders. */
export type SessionParams = string;
