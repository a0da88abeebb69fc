import { namedInvoices } from '../../domain/payment/named-invoices.ts';
import { field } from './field.ts';
import type { EventFacts, EventFamily } from './port-events.ts';
import { readCustomerChange } from './read-customer-change.ts';

/**
 * The events that we use, and the handler of each. An event's content is never trusted: its handler retrieves the
 * objects from Stripe. https://docs.stripe.com/api/events/types
 */
const FAMILY: Readonly<Record<string, EventFamily>> = {
  'checkout.session.completed': 'payment',
  'checkout.session.async_payment_succeeded': 'payment',
  'checkout.session.async_payment_failed': 'payment',
  'checkout.session.expired': 'payment',
  'payment_intent.succeeded': 'payment',
  'payment_intent.processing': 'payment',
  'payment_intent.requires_action': 'payment',
  'payment_intent.payment_failed': 'payment',
  'payment_intent.canceled': 'payment',
  'payment_method.attached': 'method',
  'payment_method.detached': 'method',
  'payment_method.updated': 'method',
  'payment_method.automatically_updated': 'method',
  'setup_intent.succeeded': 'method',
  'setup_intent.requires_action': 'method',
  'setup_intent.setup_failed': 'method',
  'setup_intent.canceled': 'method',
  'mandate.updated': 'method',
  'refund.created': 'refund',
  'refund.updated': 'refund',
  'refund.failed': 'refund',
  'charge.refunded': 'refund',
  'charge.refund.updated': 'refund',
  'charge.dispute.created': 'dispute',
  'charge.dispute.updated': 'dispute',
  'charge.dispute.closed': 'dispute',
  'charge.dispute.funds_withdrawn': 'dispute',
  'charge.dispute.funds_reinstated': 'dispute',
  'account.updated': 'account',
  'account.application.deauthorized': 'account',
  'customer.updated': 'customer',
  'customer.deleted': 'customer',
};

export const USED_EVENT_TYPES: readonly string[] = Object.keys(FAMILY);

/** Reads a stored event, or null where we do not use its type. */
export function readEvent(type: string, payload: string): EventFacts | null {
  const family = FAMILY[type];
  if (family === undefined) return null;
  const event: unknown = JSON.parse(payload);
  const data = field(event, 'data');
  const object = field(data, 'object');
  const kind = text(field(object, 'object')) ?? kindOf(type);
  const id = text(field(object, 'id'));
  const metadata = field(object, 'metadata');
  const named = (as: string, name: string) => (kind === as ? id : idOf(field(object, name)));
  const created = field(event, 'created');
  return {
    type,
    family: field(object, 'mode') === 'setup' ? 'method' : family,
    createdAt: typeof created === 'number' ? created * 1000 : 0,
    objectId: id,
    sessionId: kind === 'checkout.session' ? id : null,
    intentId: named('payment_intent', 'payment_intent'),
    chargeId: named('charge', 'charge'),
    setupIntentId: named('setup_intent', 'setup_intent'),
    methodId: named('payment_method', 'payment_method'),
    customerId: named('customer', 'customer') ?? idOf(field(field(data, 'previous_attributes'), 'customer')),
    paymentId: text(field(metadata, 'quittance_payment')),
    refundId: text(field(metadata, 'quittance_refund')),
    invoiceIds: typeof metadata === 'object' && metadata !== null ? namedInvoices({ ...metadata }) : [],
    deploymentId: text(field(metadata, 'quittance_deployment')),
    merchantId: text(field(metadata, 'quittance_merchant')),
    setupId: text(field(metadata, 'quittance_setup')),
    customerChange: type === 'customer.updated' ? readCustomerChange(event) : null,
  };
}

/** The kind of object that an event's type names, where the object does not say it itself. */
function kindOf(type: string): string {
  if (type.startsWith('checkout.session.')) return 'checkout.session';
  if (type.startsWith('charge.dispute.')) return 'dispute';
  return type.slice(0, type.indexOf('.'));
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
/** An id, or the id of an expanded object. */
const idOf = (value: unknown): string | null => text(value) ?? text(field(value, 'id'));
