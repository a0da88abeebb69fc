import type { Stripe } from 'stripe';
import type { JsonObject } from '../core/json.ts';
import type { PaymentMethodTraits } from '../payments/traits.ts';

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
  };
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
}

/** An answer kept under an idempotency key. */
export interface IdempotencyRecord {
  fingerprint: string;
  status: number;
  body: JsonObject;
  requestId: string;
  at: number;
}

/** Every kind of thing the store holds. Names with an underscore never leave the sandbox. */
export interface Records {
  account: Stripe.Account;
  customer: Stripe.Customer;
  _deleted_customer: Stripe.DeletedCustomer;
  'checkout.session': Stripe.Checkout.Session;
  _session: SessionInternals;
  payment_intent: Stripe.PaymentIntent;
  _payment_intent: PaymentIntentInternals;
  payment_method: Stripe.PaymentMethod;
  _payment_method: PaymentMethodTraits;
  charge: Stripe.Charge;
  balance_transaction: Stripe.BalanceTransaction;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  mandate: Stripe.Mandate;
  event: StoredEvent;
  _webhook_endpoint: EndpointRecord;
  _delivery: DeliveryRecord;
  _idempotency: IdempotencyRecord;
}

export type Kind = keyof Records;
