import type { EventFacts } from './port.ts';

/** Events whose object tells of one of our payments. Whatever they say, the truth is retrieved. */
const OF_PAYMENTS = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
]);

/** What a stored event is about, or null where its type is none that we use. */
export function readEvent(type: string, payload: string): EventFacts | null {
  if (!OF_PAYMENTS.has(type)) return null;
  const event: unknown = JSON.parse(payload);
  const object = field(field(event, 'data'), 'object');
  const id = text(field(object, 'id'));
  const isSession = type.startsWith('checkout.session.');
  const metadata = field(object, 'metadata');
  return {
    sessionId: isSession ? id : null,
    intentId: isSession ? text(field(object, 'payment_intent')) : id,
    paymentId: text(field(metadata, 'quittance_payment')),
    deploymentId: text(field(metadata, 'quittance_deployment')),
  };
}

/**
 * The body as it is stored: what opens something (a Checkout page, a client secret) is taken out. Links of
 * our own are replaced by whoever stores it.
 */
export const redactEvent = (rawBody: string): string =>
  rawBody.replaceAll(/"(client_secret|url|hosted_verification_url)"\s*:\s*"(?:[^"\\]|\\.)*"/g, '"$1":null');

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
