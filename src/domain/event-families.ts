/** Which handler an event has. */
export type EventFamily = 'payment' | 'method' | 'refund' | 'dispute' | 'account' | 'customer';

/**
 * The events that we use, and the handler of each. An event's content is never trusted: its handler retrieves the
 * objects from Stripe. https://docs.stripe.com/api/events/types
 */
const FAMILIES = {
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
} as const satisfies Readonly<Record<string, EventFamily>>;

type EventType = keyof typeof FAMILIES;

export const EVENT_FAMILIES: Readonly<Record<string, EventFamily>> = FAMILIES;

export const USED_EVENT_TYPES: readonly string[] = Object.keys(FAMILIES);

/** What an endpoint of the own account asks for: events about accounts come by Connect's endpoints. */
export const OWN_EVENT_TYPES: readonly OwnEventType[] = Object.keys(FAMILIES).filter(isOwn);

type OwnEventType = Exclude<EventType, `account.${string}`>;

function isOwn(type: string): type is OwnEventType {
  return type in FAMILIES && EVENT_FAMILIES[type] !== 'account';
}
