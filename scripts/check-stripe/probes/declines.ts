import Stripe from 'stripe';
import { cardPayment, customer } from '../making.ts';
import type { Probe } from '../run-probes.ts';

const CARDS = [
  'pm_card_visa_chargeDeclined',
  'pm_card_visa_chargeDeclinedInsufficientFunds',
  'pm_card_visa_chargeDeclinedLostCard',
  'pm_card_chargeDeclinedExpiredCard',
  'pm_card_chargeDeclinedProcessingError',
];

/** What an issuer's refusal says, in the error and on the PaymentIntent. */
export const declineProbes: readonly Probe[] = [
  {
    name: 'declines/advice',
    ask: async (bench) => {
      const { stripe, tried, note } = bench;
      for (const card of CARDS) {
        const made = await stripe.paymentIntents.create({
          amount: 12_000,
          currency: 'usd',
          allowed_payment_method_types: ['card'],
          metadata: bench.mark,
        });
        await tried(
          card,
          () =>
            stripe.paymentIntents.confirm(made.id, {
              payment_method: card,
              return_url: 'https://merchant.example/done',
            }),
          ({ status }) => ({ intent: status }),
        );
        const after = await stripe.paymentIntents.retrieve(made.id, { expand: ['latest_charge'] });
        const error = after.last_payment_error;
        const charge = typeof after.latest_charge === 'object' ? after.latest_charge : null;
        note(`after ${card}`, {
          intent: after.status,
          method: after.payment_method !== null,
          code: error?.code ?? null,
          decline: error?.decline_code ?? null,
          advice: error?.advice_code ?? null,
          networkDecline: error?.network_decline_code ?? null,
          charge: charge?.status ?? null,
          outcome: charge?.outcome?.type ?? null,
          chargeAdvice: charge?.outcome?.advice_code ?? null,
        });
      }
    },
  },
  {
    name: 'declines/cannot-be-kept',
    ask: async (bench) => {
      const { stripe, tried } = bench;
      const owner = await customer(bench);
      const attach = (method: string) => () => stripe.paymentMethods.attach(method, { customer: owner.id });
      const kept = ({ allow_redisplay: shown }: Stripe.PaymentMethod) => ({ shown: shown ?? null });
      await tried('a card that is declined', attach('pm_card_visa_chargeDeclined'), kept);
      await tried('a card that declines later', attach('pm_card_chargeCustomerFail'), kept);
    },
  },
  {
    name: 'declines/events',
    ask: async (bench) => {
      const { stripe, happened, note } = bench;
      const failed = await stripe.paymentIntents
        .create(cardPayment(bench, { payment_method: 'pm_card_visa_chargeDeclined' }))
        .catch((error: unknown) => error);
      const id = failed instanceof Stripe.errors.StripeCardError ? failed.payment_intent?.id : undefined;
      note('the error names its intent', id !== undefined);
      await happened('events', [id ?? null], 'payment_intent.payment_failed');
    },
  },
];
