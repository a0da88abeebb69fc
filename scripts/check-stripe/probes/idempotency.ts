import { cardPayment } from '../making.ts';
import type { Probe } from '../run-probes.ts';

/** One key for one payment, whatever happens in between. */
export const idempotencyProbes: readonly Probe[] = [
  {
    name: 'idempotency/replayed',
    ask: async (bench) => {
      const { stripe, tried } = bench;
      const options = { idempotencyKey: `${bench.mark.check_stripe}/${bench.since}/replayed` };
      const pay = () => stripe.paymentIntents.create(cardPayment(bench), options);
      const first = await tried('first', pay, ({ status }) => ({ intent: status }));
      await tried('again', pay, ({ id, lastResponse }) => ({
        same: id === first?.id,
        replayed: lastResponse.headers['idempotent-replayed'] ?? null,
      }));
      await tried(
        'with another amount',
        () => stripe.paymentIntents.create(cardPayment(bench, { amount: 12_001 }), options),
        ({ status }) => ({ intent: status }),
      );
    },
  },
  {
    name: 'idempotency/declined',
    ask: async (bench) => {
      const { stripe, tried } = bench;
      const options = { idempotencyKey: `${bench.mark.check_stripe}/${bench.since}/declined` };
      const pay = () =>
        stripe.paymentIntents.create(
          cardPayment(bench, { payment_method: 'pm_card_visa_chargeDeclined' }),
          options,
        );
      await tried('first', pay, ({ status }) => ({ intent: status }));
      await tried('again', pay, ({ status }) => ({ intent: status }));
    },
  },
  {
    name: 'idempotency/invalid',
    ask: async (bench) => {
      const { stripe, tried } = bench;
      const options = { idempotencyKey: `${bench.mark.check_stripe}/${bench.since}/invalid` };
      const pay = (amount: number) => () =>
        stripe.paymentIntents.create(cardPayment(bench, { amount }), options);
      await tried('too small', pay(1), ({ status }) => ({ intent: status }));
      await tried('the same key with another amount', pay(12_000), ({ status }) => ({ intent: status }));
    },
  },
  {
    name: 'idempotency/at-the-same-time',
    ask: async (bench) => {
      const { stripe, note } = bench;
      const options = {
        idempotencyKey: `${bench.mark.check_stripe}/${bench.since}/both`,
        maxNetworkRetries: 0,
      };
      const both = await Promise.allSettled(
        [1, 2].map(() => stripe.paymentIntents.create(cardPayment(bench), options)),
      );
      note(
        'two at once',
        both.map((each) => (each.status === 'fulfilled' ? 'done' : codeOf(each.reason))).toSorted(),
      );
      const after = await stripe.paymentIntents.create(cardPayment(bench), options);
      const done = both.filter((each) => each.status === 'fulfilled').map(({ value }) => value.id);
      note('made once', new Set([...done, after.id]).size === 1);
    },
  },
];

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'broken';
