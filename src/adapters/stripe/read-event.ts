import { EVENT_FAMILIES } from '../../domain/event-families.ts';
import { namedInvoices } from '../../domain/payment/named-invoices.ts';
import { field } from './field.ts';
import type { EventFacts } from './port-events.ts';
import { readCustomerChange } from './read-customer-change.ts';

/** Reads a stored event, or null where we do not use its type. */
export function readEvent(type: string, payload: string): EventFacts | null {
  const family = EVENT_FAMILIES[type];
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
