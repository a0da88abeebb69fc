import type { Stripe } from 'stripe';
import type { JsonObject } from '../core/json.ts';
import type { Redirects } from '../payments/redirects.ts';
import type { PaymentMethodTraits } from '../payments/traits.ts';
import type { SetupInput } from '../setups/setup-input.ts';

/** An event as stored. The SDK's own type is a union of hundreds; `data.object` is a frozen copy here. */
export interface StoredEvent {
  id: string;
  object: 'event';
  account?: string;
  api_version: string;
  created: number;
  data: { object: JsonObject; previous_attributes?: JsonObject };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

/** A price as it goes over the wire: decimals are text there. */
export type WirePrice = Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string | null };
export type WireLineItem = Omit<Stripe.LineItem, 'price'> & { price: WirePrice };

/** What the sandbox knows of a webhook endpoint beyond what the API shows. */
export interface EndpointRecord {
  endpoint: Stripe.WebhookEndpoint;
  connect: boolean;
  /** Signing secrets; a rolled one stays active until `expiresAt` (ms). */
  secrets: { secret: string; expiresAt: number | null }[];
}

/** An event of API v2 as it is stored: its notification, and what only the whole event says. */
export interface StoredThinEvent {
  id: string;
  object: 'v2.core.event';
  context?: string;
  created: string;
  livemode: false;
  reason?: { type: 'request'; request: { id: string; idempotency_key: string } };
  related_object?: { id: string; type: string; url: string };
  type: string;
  data?: JsonObject;
}

/** A webhook for thin events, with what its answers show only where that is asked for. */
export interface DestinationRecord {
  destination: Stripe.V2.Core.EventDestination;
  url: string;
  secret: string;
}

/** One try at handing an event to an endpoint. */
export interface Attempt {
  at: number;
  status: number | null;
  error: string | null;
}

/** An event on its way to one endpoint. */
export interface DeliveryRecord {
  id: string;
  eventId: string;
  endpointId: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: Attempt[];
}

/** What a Checkout Session holds beside the object that the API shows. */
export interface SessionInternals {
  lineItems: WireLineItem[];
  paymentIntentData: {
    description: string | null;
    metadata: Record<string, string>;
    receiptEmail: string | null;
    setupFutureUsage: 'off_session' | 'on_session' | null;
    statementDescriptorSuffix: string | null;
    shipping: Stripe.PaymentIntent.Shipping | null;
  };
  /** What its SetupIntent is made from with the first attempt, where it was not made with the session. */
  setupInput: SetupInput | null;
  /** What `payment_method_data` says of showing a kept method again; null where Checkout decides. */
  redisplay: 'always' | 'limited' | 'unspecified' | null;
  /** What its payer entered last in the custom fields; a session that was made before them has none. */
  answers?: Readonly<Record<string, string>>;
  /** It was paid and is completed in a moment, in a world that has it so. */
  isCompleting?: boolean;
  /** The token of the form that completed the session: a second submit of it is the same person. */
  completedBy: string | null;
}

/** What a PaymentIntent holds beside the object that the API shows. */
export interface PaymentIntentInternals {
  sessionId: string | null;
  /** The payment method that awaits the payer's authentication. */
  authenticating: string | null;
  returnUrl: string | null;
  mandateId: string | null;
  /** Whether it was made for methods that send the payer elsewhere, so that a confirmation needs a `return_url`. */
  redirects: Redirects;
}

/** What a SetupIntent holds beside the object that the API shows. */
export interface SetupIntentInternals {
  sessionId: string | null;
  /** The payment method that awaits the payer's authentication. */
  authenticating: string | null;
  returnUrl: string | null;
  /** The one payment that its mandate is for, in minor units; null for any number. */
  singleUse: { amount: number; currency: string } | null;
  redirects: Redirects;
}

/** Micro-deposits under way, by the id of the PaymentIntent or SetupIntent that waits for them. */
export interface MicrodepositRecord {
  intentId: string;
  methodId: string;
  mandateId: string;
  type: 'amounts' | 'descriptor_code';
  /** Seconds since the epoch. */
  arrivesAt: number;
  /** Wrong answers so far. */
  attempts: number;
}

/** An answer stored under an idempotency key. */
export interface IdempotencyRecord {
  fingerprint: string;
  status: number;
  body: JsonObject;
  requestId: string;
  at: number;
}

/** How an account stands to the platform. Kept under the platform, so that all of them can be listed. */
export interface ConnectionRecord {
  account: string;
  /** `none`: not connected yet, `disconnected`: no longer. */
  status: 'connected' | 'none' | 'disconnected';
  /** `other_platform`: another platform made it and controls it. */
  origin: 'control' | 'oauth' | 'accounts_v1' | 'accounts_v2' | 'other_platform';
}

/** A code that OAuth gave out, to be exchanged once. `expiresAt` in ms. */
export interface OauthCodeRecord {
  account: string;
  scope: string;
  expiresAt: number;
  used: boolean;
}

/** A secret key of a connected account that OAuth gave out, and the refresh token that came with it. */
export interface AccessTokenRecord {
  account: string;
  refreshToken: string;
  scope: string;
  revoked: boolean;
}

/** A link to the onboarding page. Times in ms. */
export interface AccountLinkRecord {
  account: string;
  expiresAt: number;
  /** Opened already: it leads to `refreshUrl` then. */
  opened: boolean;
  done: boolean;
  refreshUrl: string;
  returnUrl: string | null;
}

/** What is known of an account beyond what API v1 shows of it. */
export interface AccountInternals {
  /** The number of the bank account that payouts go to; it decides how they end. */
  payoutNumber: string;
  /** Currencies that have a bank account, so that they settle unconverted. Null: every currency does. */
  settles: string[] | null;
  /** The account as API v2 shows it; null for one that was not made there. */
  v2: Stripe.V2.Core.Account | null;
  /** Capabilities that were asked for; they become active when nothing is due any more. */
  requested: string[];
}

/** Every kind of thing the store holds. Names with an underscore never leave the sandbox. */
export interface Records {
  account: Stripe.Account;
  _account: AccountInternals;
  _connection: ConnectionRecord;
  _oauth_code: OauthCodeRecord;
  _access_token: AccessTokenRecord;
  _account_link: AccountLinkRecord;
  bank_account: Stripe.BankAccount;
  payout: Stripe.Payout;
  customer: Stripe.Customer;
  _deleted_customer: Stripe.DeletedCustomer;
  tax_id: Stripe.TaxId;
  'checkout.session': Stripe.Checkout.Session;
  _session: SessionInternals;
  payment_intent: Stripe.PaymentIntent;
  _payment_intent: PaymentIntentInternals;
  setup_intent: Stripe.SetupIntent;
  _setup_intent: SetupIntentInternals;
  setup_attempt: Stripe.SetupAttempt;
  _microdeposits: MicrodepositRecord;
  product: Stripe.Product;
  _deleted_product: Stripe.DeletedProduct;
  price: WirePrice;
  payment_method: Stripe.PaymentMethod;
  _payment_method: PaymentMethodTraits;
  charge: Stripe.Charge;
  balance_transaction: Stripe.BalanceTransaction;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  mandate: Stripe.Mandate;
  event: StoredEvent;
  _thin_event: StoredThinEvent;
  _webhook_endpoint: EndpointRecord;
  _event_destination: DestinationRecord;
  _delivery: DeliveryRecord;
  _idempotency: IdempotencyRecord;
}

export type Kind = keyof Records;
