import { fieldsOf } from '../bench.ts';
import { customer } from '../making.ts';
import type { Probe } from '../run-probes.ts';

/** Keys, lists, and what does not exist. */
export const requestProbes: readonly Probe[] = [
  {
    name: 'requests/keys',
    ask: async ({ client, tried }) => {
      const ask = (key: string) => () => client(key).customers.list({ limit: 1 });
      await tried('no key of anybody', ask('sk_test_0'), fieldsOf);
      await tried('no key at all', ask('nothing'), fieldsOf);
    },
  },
  {
    name: 'requests/lists',
    ask: async (bench) => {
      const { stripe, tried } = bench;
      const email = `check-${bench.since}@example.com`;
      const made: string[] = [];
      for (let count = 0; count < 3; count += 1) made.push((await customer(bench, { email })).id);
      const list = (more: object) => () => stripe.customers.list({ email, ...more });
      const places = ({ data, has_more: more }: { data: { id: string }[]; has_more: boolean }) => ({
        order: data.map(({ id }) => made.indexOf(id)),
        more,
      });
      await tried('a page of two', list({ limit: 2 }), places);
      await tried('after the second', list({ limit: 2, starting_after: made[1] }), places);
      await tried('before the first', list({ limit: 2, ending_before: made[0] }), places);
      await tried('a limit of 0', list({ limit: 0 }), places);
      await tried('a limit of 101', list({ limit: 101 }), places);
      await tried('after what does not exist', list({ starting_after: 'cus_0' }), places);
      await tried('after and before', list({ starting_after: made[0], ending_before: made[1] }), places);
      await tried(
        'expanding what is no object',
        () => stripe.customers.list({ expand: ['data.name'] }),
        places,
      );
    },
  },
  {
    name: 'requests/missing',
    ask: async ({ stripe, tried }) => {
      await tried('customer', () => stripe.customers.retrieve('cus_0'), fieldsOf);
      await tried('payment intent', () => stripe.paymentIntents.retrieve('pi_0'), fieldsOf);
      await tried('setup intent', () => stripe.setupIntents.retrieve('seti_0'), fieldsOf);
      await tried('session', () => stripe.checkout.sessions.retrieve('cs_test_0'), fieldsOf);
      await tried('payment method', () => stripe.paymentMethods.retrieve('pm_0'), fieldsOf);
      await tried('charge', () => stripe.charges.retrieve('ch_0'), fieldsOf);
      await tried('refund', () => stripe.refunds.retrieve('re_0'), fieldsOf);
      await tried('dispute', () => stripe.disputes.retrieve('du_0'), fieldsOf);
      await tried('mandate', () => stripe.mandates.retrieve('mandate_0'), fieldsOf);
      await tried('event', () => stripe.events.retrieve('evt_0'), fieldsOf);
      await tried('balance transaction', () => stripe.balanceTransactions.retrieve('txn_0'), fieldsOf);
      await tried('a path', () => stripe.rawRequest('GET', '/v1/weather'), fieldsOf);
      await tried(
        'a customer of a payment',
        () => stripe.paymentIntents.create({ amount: 12_000, currency: 'usd', customer: 'cus_0' }),
        fieldsOf,
      );
    },
  },
  {
    name: 'requests/search',
    ask: async (bench) => {
      const { stripe, tried, note, settle } = bench;
      const name = `Check ${bench.since}`;
      await customer(bench, { name });
      const find = () => stripe.customers.search({ query: `name:"${name}"` });
      await tried('a query that is none', () => stripe.customers.search({ query: 'name' }), fieldsOf);
      await tried('at once', find, (found) => ({ fields: fieldsOf(found) }));
      const found = await settle(async () => ((await find()).data.length > 0 ? true : null), 1);
      note('found within the limit', found === true);
    },
  },
];
