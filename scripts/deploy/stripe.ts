import Stripe from 'stripe';
import { OWN_EVENT_TYPES } from '../../src/domain/event-families.ts';
import type { Answers } from './answers.ts';
import type { Endpoint, StripeFacts } from './facts.ts';

const DEPLOYMENT = 'quittance_deployment';
const SECRET = 'quittance_secret';

/** The version that events are asked for in: the SDK's own, as the Worker uses it. */
export const STRIPE_VERSION = Stripe.API_VERSION;

function clientOf({ stripeKey, stripeUrl }: Pick<Answers, 'stripeKey' | 'stripeUrl'>): Stripe {
  const isPlain = stripeUrl.protocol === 'http:';
  return new Stripe(stripeKey, {
    host: stripeUrl.hostname,
    port: stripeUrl.port || (isPlain ? '80' : '443'),
    protocol: isPlain ? 'http' : 'https',
    maxNetworkRetries: 2,
    telemetry: false,
  });
}

/** Whose key it is, and which webhook endpoints the account has. */
export async function lookAtStripe(answers: Answers): Promise<StripeFacts> {
  const stripe = clientOf(answers);
  const account = await inWords('read the account', 'Accounts: Read', stripe.accounts.retrieveCurrent());
  const list = stripe.webhookEndpoints.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  const endpoints = await inWords('list the webhook endpoints', 'Webhook Endpoints: Write', list);
  return {
    account: account.id,
    livemode: /^(?:sk|rk)_live_/.test(answers.stripeKey),
    endpoints: endpoints.map(endpointOf),
  };
}

const endpointOf = (endpoint: Stripe.WebhookEndpoint): Endpoint => ({
  id: endpoint.id,
  url: endpoint.url,
  events: endpoint.enabled_events,
  apiVersion: endpoint.api_version,
  isEnabled: endpoint.status === 'enabled',
  deploymentId: endpoint.metadata[DEPLOYMENT] ?? null,
  isStored: endpoint.metadata[SECRET] === 'stored',
});

type At = { readonly url: string; readonly deploymentId: string };

/** Makes the endpoint. Stripe tells its secret now and never again. */
export async function createEndpoint(answers: Answers, { url, deploymentId }: At) {
  const made = await clientOf(answers).webhookEndpoints.create({
    url,
    enabled_events: [...OWN_EVENT_TYPES],
    api_version: STRIPE_VERSION,
    description: 'Quittance',
    metadata: { [DEPLOYMENT]: deploymentId, [SECRET]: 'pending' },
  });
  if (made.secret === undefined)
    throw new Error('Stripe made the webhook endpoint and did not tell its secret.');
  return { id: made.id, secret: made.secret };
}

/** Has an endpoint send exactly what is used, and says that its secret is the Worker's. */
export async function updateEndpoint(answers: Answers, id: string, { url, deploymentId }: At): Promise<void> {
  await clientOf(answers).webhookEndpoints.update(id, {
    url,
    enabled_events: [...OWN_EVENT_TYPES],
    disabled: false,
    metadata: { [DEPLOYMENT]: deploymentId, [SECRET]: 'stored' },
  });
}

export async function deleteEndpoint(answers: Answers, id: string): Promise<void> {
  await clientOf(answers).webhookEndpoints.del(id);
}

/** Says what Stripe said, and which permission a restricted key lacks. */
async function inWords<T>(what: string, permission: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const hint =
      error.statusCode === 403
        ? ` Give the restricted key "${permission}", or use a secret key for this command.`
        : '';
    throw new Error(`Stripe did not let us ${what}: ${error.message}${hint}`);
  }
}
