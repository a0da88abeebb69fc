import type Stripe from 'stripe';
import { callStripe, LIST_LIMIT, upTo } from './call.ts';
import type { IntentRequests } from './intent-params.ts';
import type { IntentsPort } from './port-intents.ts';
import { INTENT_EXPAND, readIntent } from './read-objects.ts';

/** PaymentIntents of one account. */
export function intentsOf(
  stripe: Stripe,
  onBehalf: Stripe.RequestOptions,
  once: (idempotencyKey: string) => Stripe.RequestOptions,
): IntentsPort {
  const expand = INTENT_EXPAND;
  return {
    createIntent: (params, key) =>
      callStripe(async () => {
        const { create }: IntentRequests = JSON.parse(params);
        return readIntent(await stripe.paymentIntents.create({ ...create, expand }, once(key)));
      }),
    confirmIntent: (intentId, params, key) =>
      callStripe(async () => {
        const { confirm }: IntentRequests = JSON.parse(params);
        return readIntent(await stripe.paymentIntents.confirm(intentId, { ...confirm, expand }, once(key)));
      }),
    retrieveIntent: (intentId) =>
      callStripe(async () =>
        readIntent(await stripe.paymentIntents.retrieve(intentId, { expand }, onBehalf)),
      ),
    listFailedCards: (intentId) =>
      callStripe(async () => {
        const { data } = await stripe.charges.list({ payment_intent: intentId, limit: 100 }, onBehalf);
        return data
          .filter(
            ({ status, payment_method_details: by }) => status === 'failed' && by?.type !== 'us_bank_account',
          )
          .map(({ id, created }) => ({ chargeId: id, failedAt: created * 1000 }));
      }),
    cancelIntent: (intentId, key) =>
      callStripe(async () => readIntent(await stripe.paymentIntents.cancel(intentId, { expand }, once(key)))),
    findIntent: (stripeCustomerId, paymentId, createdSinceMs) =>
      callStripe(async () => {
        const listed = stripe.paymentIntents.list(
          {
            customer: stripeCustomerId,
            created: { gte: Math.floor(createdSinceMs / 1000) },
            limit: 100,
            expand: expand.map((path) => `data.${path}`),
          },
          onBehalf,
        );
        for await (const intent of upTo(LIST_LIMIT, listed)) {
          if (intent.metadata.quittance_payment === paymentId) return readIntent(intent);
        }
        return null;
      }),
  };
}
