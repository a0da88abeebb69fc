import Stripe from 'stripe';
import type { SessionFacts } from '../../domain/payment/outcome.ts';
import { accountOf, platformOf } from './accounts.ts';
import { callStripe, LIST_LIMIT, upTo } from './call.ts';
import { customersOf } from './customers.ts';
import { intentsOf } from './intents.ts';
import { listsOf } from './lists.ts';
import { methodsOf } from './methods.ts';
import type { StripePort } from './port.ts';
import { readSession, SESSION_EXPAND } from './read-objects.ts';
import type { RecentSessions } from './recent-sessions.ts';
import { refundsOf } from './refunds.ts';
import { setupsOf } from './setups.ts';
import { taxIdsOf } from './tax-ids.ts';

export type StripeSettings = {
  readonly secretKey: string;
  /** Stripe's address; another host is allowed for a local sandbox only. */
  readonly apiUrl: URL;
};

/**
 * The official SDK over fetch. Its own retries are off: the caller, who knows the outcome, decides whether to retry.
 * https://github.com/stripe/stripe-node#network-retries
 */
export function createStripeClient(settings: StripeSettings): Stripe {
  return new Stripe(settings.secretKey, {
    httpClient: Stripe.createFetchHttpClient(fetchOfStripe),
    host: settings.apiUrl.hostname,
    port: settings.apiUrl.port || (settings.apiUrl.protocol === 'https:' ? '443' : '80'),
    protocol: settings.apiUrl.protocol === 'https:' ? 'https' : 'http',
    maxNetworkRetries: 0,
    timeout: 15_000,
    telemetry: false,
  });
}

/**
 * The SDK takes every JSON without an `error` for what was asked for, whatever its status. One that Stripe did not
 * write (a proxy's, a firewall's) is emptied, so that the SDK sees no answer in it.
 */
const fetchOfStripe: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.ok || (await hasError(response.clone()))) return response;
  const { status, headers } = response;
  return new Response(null, { status, headers });
};

async function hasError(response: Response): Promise<boolean> {
  const body: unknown = await response.json().catch(() => null);
  return typeof body === 'object' && body !== null && 'error' in body;
}

/** Stripe for one connection: the own account, or a connected one by `Stripe-Account`. */
export function stripeFor(stripe: Stripe, account: string, recent: RecentSessions): StripePort {
  const onBehalf = account === 'self' ? {} : { stripeAccount: account };
  const once = (idempotencyKey: string) => ({ ...onBehalf, idempotencyKey });
  return {
    ...intentsOf(stripe, onBehalf, once),
    ...customersOf(stripe, onBehalf, once),
    ...taxIdsOf(stripe, onBehalf, once),
    ...methodsOf(stripe, onBehalf, once),
    ...setupsOf(stripe, onBehalf, once),
    ...listsOf(stripe, onBehalf),
    ...refundsOf(stripe, onBehalf, once),
    ...accountOf(stripe, onBehalf),
    platform: platformOf(stripe),
    createSession: (params, key) =>
      callStripe(async () => {
        const parsed: Stripe.Checkout.SessionCreateParams = JSON.parse(params);
        return recent.store(readSession(await stripe.checkout.sessions.create(parsed, once(key))));
      }),
    retrieveSession: (sessionId) =>
      callStripe(async () =>
        recent.store(
          readSession(
            await stripe.checkout.sessions.retrieve(sessionId, { expand: SESSION_EXPAND }, onBehalf),
          ),
        ),
      ),
    recentSession: (sessionId) => recent.find(sessionId),
    expireSession: (sessionId, key) =>
      callStripe(async () => {
        recent.forget(sessionId);
        return readSession(
          await stripe.checkout.sessions.expire(sessionId, { expand: SESSION_EXPAND }, once(key)),
        );
      }),
    findSession: (stripeCustomerId, paymentId, createdSinceMs) =>
      callStripe(async (): Promise<SessionFacts | null> => {
        const created = { gte: Math.floor(createdSinceMs / 1000) };
        const listed = stripe.checkout.sessions.list(
          {
            customer: stripeCustomerId,
            created,
            limit: 100,
            expand: SESSION_EXPAND.map((path) => `data.${path}`),
          },
          onBehalf,
        );
        for await (const session of upTo(LIST_LIMIT, listed)) {
          const facts = readSession(session);
          if (facts.paymentId === paymentId) return facts;
        }
        return null;
      }),
  };
}
