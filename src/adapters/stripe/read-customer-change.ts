import { addressText, SHARED_FIELDS } from '../../domain/customer/shared-fields.ts';
import { field } from './field.ts';
import type { EventFacts } from './port-events.ts';

/**
 * What a `customer.updated` says was changed: the one content of an event that is used, since nothing else at Stripe says
 * when a field was changed, and to what, once it was changed again. Null where nothing that is followed was changed.
 * https://docs.stripe.com/api/events/object
 */
export function readCustomerChange(event: unknown): EventFacts['customerChange'] {
  const data = field(event, 'data');
  const before = field(data, 'previous_attributes');
  const customer = field(data, 'object');
  const created = field(event, 'created');
  const fields = SHARED_FIELDS.filter(
    (name) => typeof before === 'object' && before !== null && name in before,
  );
  if (fields.length === 0 || typeof created !== 'number') return null;
  const address = field(customer, 'address');
  return {
    at: created * 1000,
    fields,
    values: {
      name: text(field(customer, 'name')),
      email: text(field(customer, 'email')),
      phone: text(field(customer, 'phone')),
      address: addressText({
        line1: text(field(address, 'line1')),
        line2: text(field(address, 'line2')),
        town: text(field(address, 'city')),
        region: text(field(address, 'state')),
        postcode: text(field(address, 'postal_code')),
        country: text(field(address, 'country')),
      }),
    },
    emailBefore: text(field(before, 'email')),
    idempotencyKey: text(field(field(event, 'request'), 'idempotency_key')),
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
