import type Stripe from 'stripe';
import { callStripe, LIST_LIMIT, upTo } from './call.ts';
import type { BankSetupOrder, SetupsPort } from './port-setups.ts';
import { readSetup, readSetupSession, SETUP_EXPAND, SETUP_SESSION_EXPAND } from './read-method.ts';

const inList = (paths: readonly string[]): string[] => paths.map((path) => `data.${path}`);

/** SetupIntents for one connection: `onBehalf` names the account, `once` adds an idempotency key. */
export function setupsOf(
  stripe: Stripe,
  onBehalf: Stripe.RequestOptions,
  once: (idempotencyKey: string) => Stripe.RequestOptions,
): SetupsPort {
  return {
    createSetupSession: (params, key) =>
      callStripe(async () => {
        const parsed: Stripe.Checkout.SessionCreateParams = JSON.parse(params);
        return readSetupSession(await stripe.checkout.sessions.create(parsed, once(key)));
      }),
    retrieveSetupSession: (sessionId) =>
      callStripe(async () =>
        readSetupSession(
          await stripe.checkout.sessions.retrieve(sessionId, { expand: SETUP_SESSION_EXPAND }, onBehalf),
        ),
      ),
    findSetupSession: (customer, setupId, createdSinceMs) =>
      callStripe(async () => {
        const created = { gte: Math.floor(createdSinceMs / 1000) };
        const listed = stripe.checkout.sessions.list(
          { customer, created, limit: 100, expand: inList(SETUP_SESSION_EXPAND) },
          onBehalf,
        );
        for await (const session of upTo(LIST_LIMIT, listed)) {
          if (session.metadata?.quittance_setup === setupId) return readSetupSession(session);
        }
        return null;
      }),
    createBankSetup: (order, key) =>
      callStripe(async () => readSetup(await stripe.setupIntents.create(bankParams(order), once(key)))),
    retrieveSetup: (setupIntentId) =>
      callStripe(async () =>
        readSetup(await stripe.setupIntents.retrieve(setupIntentId, { expand: SETUP_EXPAND }, onBehalf)),
      ),
    findSetup: (customer, setupId, createdSinceMs) =>
      callStripe(async () => {
        const created = { gte: Math.floor(createdSinceMs / 1000) };
        const listed = stripe.setupIntents.list(
          { customer, created, limit: 100, expand: inList(SETUP_EXPAND) },
          onBehalf,
        );
        for await (const setup of upTo(LIST_LIMIT, listed)) {
          if (setup.metadata?.quittance_setup === setupId) return readSetup(setup);
        }
        return null;
      }),
    verifyDeposits: (setupIntentId, answer, key) =>
      callStripe(async () => {
        const said =
          answer.kind === 'amounts' ? { amounts: [...answer.cents] } : { descriptor_code: answer.code };
        const params = { ...said, expand: SETUP_EXPAND };
        return readSetup(await stripe.setupIntents.verifyMicrodeposits(setupIntentId, params, once(key)));
      }),
    cancelSetup: (setupIntentId, key) =>
      callStripe(async () =>
        readSetup(await stripe.setupIntents.cancel(setupIntentId, { expand: SETUP_EXPAND }, once(key))),
      ),
  };
}

/**
 * A US bank account by its number, proved by test deposits, with its holder's permission to debit it.
 * https://docs.stripe.com/payments/ach-direct-debit/set-up-payment, https://docs.stripe.com/api/setup_intents/create
 */
const bankParams = ({ account, acceptance, ...order }: BankSetupOrder): Stripe.SetupIntentCreateParams => ({
  confirm: true,
  return_url: order.returnUrl,
  customer: order.stripeCustomerId,
  usage: 'off_session',
  allowed_payment_method_types: ['us_bank_account'],
  payment_method_data: {
    type: 'us_bank_account',
    billing_details: { name: account.holderName, ...(order.email !== null && { email: order.email }) },
    us_bank_account: {
      account_holder_type: account.holderType,
      account_number: account.accountNumber,
      routing_number: account.routingNumber,
    },
  },
  payment_method_options: { us_bank_account: { verification_method: 'microdeposits' } },
  mandate_data: {
    customer_acceptance: {
      type: 'online',
      accepted_at: Math.floor(acceptance.acceptedAt / 1000),
      online: { ip_address: acceptance.ipAddress, user_agent: acceptance.userAgent },
    },
  },
  metadata: { ...order.metadata },
  expand: SETUP_EXPAND,
});
