import { fieldsOf } from '../bench.ts';
import { cardPayment, customer } from '../making.ts';
import type { Probe } from '../run-probes.ts';

/** Customers that go, and where their events would go. */
export const customerProbes: readonly Probe[] = [
  {
    name: 'customers/deleted',
    ask: async (bench) => {
      const { stripe, tried, happened } = bench;
      const owner = await customer(bench);
      const saved = await stripe.paymentMethods.attach('pm_card_visa', { customer: owner.id });
      await tried('delete', () => stripe.customers.del(owner.id), fieldsOf);
      await tried('delete again', () => stripe.customers.del(owner.id), fieldsOf);
      await tried('read', () => stripe.customers.retrieve(owner.id), fieldsOf);
      await tried('change', () => stripe.customers.update(owner.id, { name: 'Back' }), fieldsOf);
      await tried(
        'charge the method',
        () =>
          stripe.paymentIntents.create(cardPayment(bench, { customer: owner.id, payment_method: saved.id })),
        fieldsOf,
      );
      await tried(
        'read the method',
        () => stripe.paymentMethods.retrieve(saved.id),
        (method) => ({
          owner: method.customer !== null,
        }),
      );
      await happened('events', [owner.id], 'customer.deleted');
    },
  },
  {
    name: 'customers/methods',
    ask: async (bench) => {
      const { stripe, tried } = bench;
      const [one, other] = [await customer(bench), await customer(bench)];
      const saved = await stripe.paymentMethods.attach('pm_card_visa', { customer: one.id });
      await tried(
        'attach to another',
        () => stripe.paymentMethods.attach(saved.id, { customer: other.id }),
        fieldsOf,
      );
      await tried(
        'charge without the customer',
        () => stripe.paymentIntents.create(cardPayment(bench, { payment_method: saved.id })),
        fieldsOf,
      );
      await tried(
        'detach',
        () => stripe.paymentMethods.detach(saved.id),
        (method) => ({
          owner: method.customer !== null,
        }),
      );
      await tried('detach again', () => stripe.paymentMethods.detach(saved.id), fieldsOf);
      await tried(
        'attach again',
        () => stripe.paymentMethods.attach(saved.id, { customer: one.id }),
        fieldsOf,
      );
    },
  },
  {
    name: 'customers/tax-ids',
    ask: async (bench) => {
      const { stripe, tried, happened } = bench;
      const { id } = await customer(bench);
      const give = (type: 'eu_vat' | 'us_ein', value: string) =>
        stripe.customers.createTaxId(id, { type, value });
      await tried('create', () => give('eu_vat', 'DE123456789'), fieldsOf);
      await tried('create again', () => give('eu_vat', 'DE123456789'), fieldsOf);
      await tried('create without a dash', () => give('us_ein', '123456789'), fieldsOf);
      await tried('create with a digit too few', () => give('eu_vat', 'DE12345678'), fieldsOf);
      await happened('events', [id], 'customer.tax_id.created');
    },
  },
  {
    name: 'webhooks/endpoint',
    ask: async ({ stripe, tried }) => {
      const made = await tried(
        'create',
        () =>
          stripe.webhookEndpoints.create({
            url: 'https://merchant.example/hook',
            enabled_events: ['customer.created'],
            description: 'check-stripe',
          }),
        (endpoint) => ({ fields: fieldsOf(endpoint), secret: endpoint.secret?.split('_')[0] ?? null }),
      );
      if (made === null) return;
      await tried(
        'read',
        () => stripe.webhookEndpoints.retrieve(made.id),
        ({ secret, status }) => ({
          secret: secret !== undefined,
          status,
        }),
      );
      await tried('delete', () => stripe.webhookEndpoints.del(made.id), fieldsOf);
      await tried(
        'no such event',
        () =>
          stripe.rawRequest('POST', '/v1/webhook_endpoints', {
            url: 'https://merchant.example/hook',
            enabled_events: ['weather.changed'],
          }),
        fieldsOf,
      );
    },
  },
];
