import { SHARED_FIELDS } from '../../domain/customer/shared-fields.ts';
import { field } from './field.ts';

/** Fields of an event's object that name another one. */
const NAMES = ['payment_intent', 'charge', 'setup_intent', 'payment_method', 'customer'] as const;

/**
 * What is stored of an event: its ids, our own metadata, and of a customer that was changed the fields that are followed.
 * An event is a hint, and its handler retrieves the object; whatever else Stripe sends along (addresses, receipts, what
 * opens a page) is never stored. It has the shape of Stripe's event, so that one reader reads both.
 */
export function keepOfEvent(rawBody: string): string {
  const event: unknown = JSON.parse(rawBody);
  const data = field(event, 'data');
  const object = field(data, 'object');
  const before = field(data, 'previous_attributes');
  const isCustomerChange = field(event, 'type') === 'customer.updated';
  const idempotencyKey = field(field(event, 'request'), 'idempotency_key');
  return written({
    created: field(event, 'created'),
    ...(isCustomerChange && { request: filled({ idempotency_key: idempotencyKey }) }),
    data: filled({
      object: filled({
        id: field(object, 'id'),
        object: field(object, 'object'),
        mode: field(object, 'mode'),
        ...Object.fromEntries(NAMES.map((name) => [name, idOf(field(object, name))])),
        metadata: ownMetadata(field(object, 'metadata')),
        ...(isCustomerChange && pick(object, SHARED_FIELDS)),
      }),
      previous_attributes: filled({
        customer: idOf(field(before, 'customer')),
        ...(isCustomerChange && changedFields(before)),
      }),
    }),
  });
}

/**
 * What is left of an event of ours once it was handled: which object it was about, of the kind that its type says, and which
 * payment of ours.
 */
export function restOfEvent(payload: string): string {
  const event: unknown = JSON.parse(payload);
  const object = field(field(event, 'data'), 'object');
  return written({
    created: field(event, 'created'),
    data: filled({
      object: filled({
        id: field(object, 'id'),
        metadata: filled(pick(field(object, 'metadata'), ['quittance_payment'])),
      }),
    }),
  });
}

/** What is left of an event about nothing of ours: when it happened. */
export const traceOfEvent = (payload: string): string =>
  written({ created: field(JSON.parse(payload), 'created') });

/** Which fields were changed; of their former values only the mail address is used. */
function changedFields(before: unknown): Readonly<Record<string, unknown>> {
  if (typeof before !== 'object' || before === null) return {};
  const changed = SHARED_FIELDS.filter((name) => name in before);
  return Object.fromEntries(changed.map((name) => [name, name === 'email' ? field(before, name) : null]));
}

/** Metadata of other programs may hold anything; ours is ids and amounts. */
function ownMetadata(metadata: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const own = Object.entries(metadata).filter(
    ([name, value]) => name.startsWith('quittance_') && typeof value === 'string',
  );
  return filled(Object.fromEntries(own));
}

const written = (fields: Readonly<Record<string, unknown>>): string => JSON.stringify(filled(fields) ?? {});
const pick = (value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(names.map((name) => [name, field(value, name)]));

/** Without what is not there; undefined where nothing is left. A null that Stripe says is kept. */
function filled(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return there.length === 0 ? undefined : Object.fromEntries(there);
}

/** An id, or the id of an expanded object. */
function idOf(value: unknown): string | undefined {
  const id = typeof value === 'string' ? value : field(value, 'id');
  return typeof id === 'string' ? id : undefined;
}
