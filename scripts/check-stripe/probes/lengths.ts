import type { Bench } from '../bench.ts';
import { customer, session } from '../making.ts';
import type { Probe } from '../run-probes.ts';

const text = (length: number): string => 'x'.repeat(length);

/** A text of the longest length, then one that is longer by one. */
async function around(
  bench: Bench,
  what: string,
  longest: number,
  send: (value: string) => Promise<unknown>,
  make: (length: number) => string = text,
): Promise<void> {
  await bench.tried(
    `${what} of ${longest}`,
    () => send(make(longest)),
    () => ({}),
  );
  await bench.tried(
    `${what} of ${longest + 1}`,
    () => send(make(longest + 1)),
    () => ({}),
  );
}

/** The longest of every text that is sent. */
export const lengthProbes: readonly Probe[] = [
  {
    name: 'lengths/customer',
    ask: async (bench) => {
      await around(bench, 'name', 256, (name) => customer(bench, { name }));
      await around(
        bench,
        'phone',
        20,
        (phone) => customer(bench, { phone }),
        (length) => '1'.repeat(length),
      );
      await around(
        bench,
        'email',
        512,
        (email) => customer(bench, { email }),
        (length) => `${text(64)}@${text(60)}.${`${text(60)}.`.repeat(9)}example`.slice(0, length),
      );
      await around(bench, 'line1', 5000, (line1) => customer(bench, { address: { line1 } }));
      await around(bench, 'description', 350, (description) => customer(bench, { description }));
    },
  },
  {
    name: 'lengths/metadata',
    ask: async (bench) => {
      const send = (metadata: Record<string, string>) => customer(bench, { metadata: { ...metadata } });
      await around(bench, 'key', 40, (key) => send({ ...bench.mark, [key]: 'a' }));
      await around(bench, 'value', 500, (value) => send({ ...bench.mark, value }));
      const keys = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, index) => [`key_${index}`, 'a']));
      await bench.tried(
        '49 further keys',
        () => send({ ...bench.mark, ...keys(49) }),
        () => ({}),
      );
      await bench.tried(
        '50 further keys',
        () => send({ ...bench.mark, ...keys(50) }),
        () => ({}),
      );
    },
  },
  {
    name: 'lengths/payment',
    ask: async (bench) => {
      const { stripe, mark } = bench;
      const intent = (more: object) =>
        stripe.paymentIntents.create({ amount: 12_000, currency: 'usd', metadata: mark, ...more });
      await around(bench, 'description', 1000, (description) => intent({ description }));
      await around(bench, 'statement descriptor suffix', 22, (suffix) =>
        intent({ statement_descriptor_suffix: suffix }),
      );
      const key = `${mark.check_stripe}-${bench.since}-`.padEnd(255, 'k');
      const keyed = (idempotencyKey: string) =>
        stripe.paymentIntents.create({ amount: 12_000, currency: 'usd', metadata: mark }, { idempotencyKey });
      await around(bench, 'idempotency key', 255, keyed, (length) =>
        key.padEnd(length, 'k').slice(0, length),
      );
    },
  },
  {
    name: 'lengths/session',
    ask: async (bench) => {
      await around(bench, 'reference', 200, (reference) =>
        session(bench, { client_reference_id: reference }),
      );
      await around(bench, 'line', 250, (name) =>
        session(bench, {
          line_items: [
            { quantity: 1, price_data: { currency: 'usd', unit_amount: 12_000, product_data: { name } } },
          ],
        }),
      );
      await around(bench, 'description of the payment', 1000, (description) =>
        session(bench, { payment_intent_data: { description, metadata: bench.mark } }),
      );
    },
  },
];
