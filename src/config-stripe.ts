import {
  isLoopback,
  optional,
  readList,
  readSecrets,
  readUrl,
  refuse,
  required,
  SettingError,
} from './config-read.ts';
import {
  checkoutOriginProblem,
  connectClientIdProblem,
  deploymentIdProblem,
  liveAddressProblem,
  publicAddressProblem,
  stripeKeyProblem,
} from './domain/configuration.ts';

const isLive = (env: object): boolean => /^(sk|rk)_live_/.test(optional(env, 'STRIPE_SECRET_KEY') ?? '');

export function readStripeKey(env: object): { readonly secretKey: string; readonly livemode: boolean } {
  const secretKey = required(env, 'STRIPE_SECRET_KEY');
  refuse('STRIPE_SECRET_KEY', stripeKeyProblem(secretKey));
  return { secretKey, livemode: isLive(env) };
}

export function readStripeUrl(env: object): URL {
  const name = 'STRIPE_API_URL';
  const url = readUrl(name, required(env, name), 'https://api.stripe.com');
  // Said of the address: the key is right, wherever it is sent.
  if (isLiveKey(env) && url.hostname !== 'api.stripe.com') {
    throw new SettingError(
      name,
      'STRIPE_SECRET_KEY is a live key, so STRIPE_API_URL has to be https://api.stripe.com',
    );
  }
  if (url.protocol === 'https:' || (isLoopback(url) && url.protocol === 'http:')) return url;
  throw new SettingError(name, 'STRIPE_API_URL has to begin with https://');
}

export function readAppUrl(env: object): URL {
  const url = readUrl('APP_URL', required(env, 'APP_URL'), 'https://billing.example.com');
  const { protocol, hostname, pathname, search, hash, username } = url;
  const isBare = pathname === '/' && search === '' && hash === '' && username === '';
  const isHere = isLoopback(url);
  if (isLiveKey(env)) refuse('APP_URL', liveAddressProblem({ protocol, hostname, isHere }));
  refuse('APP_URL', publicAddressProblem({ protocol, isHere, isAllHere: isAllHere(env), isBare }));
  return url;
}

/** The name that our objects at Stripe carry. */
export function readDeploymentId(env: object): string {
  const id = required(env, 'DEPLOYMENT_ID');
  refuse('DEPLOYMENT_ID', deploymentIdProblem(id, isAllHere(env)));
  return id;
}

export const readWebhookSecrets = (env: object): string[] =>
  readSecrets('STRIPE_WEBHOOK_SECRETS', required(env, 'STRIPE_WEBHOOK_SECRETS'));

export const readConnectSecrets = (env: object): string[] =>
  readSecrets('STRIPE_CONNECT_WEBHOOK_SECRETS', optional(env, 'STRIPE_CONNECT_WEBHOOK_SECRETS') ?? '');

/** Our application at Stripe; null where accounts are not connected. */
export function readConnectClientId(env: object): string | null {
  const id = optional(env, 'STRIPE_CONNECT_CLIENT_ID');
  if (id !== null) refuse('STRIPE_CONNECT_CLIENT_ID', connectClientIdProblem(id));
  return id;
}

export function readCheckoutOrigins(env: object): string[] {
  const origins = readList(optional(env, 'CHECKOUT_ORIGINS') ?? '');
  for (const origin of origins) refuse('CHECKOUT_ORIGINS', checkoutOriginProblem(origin));
  return origins;
}

/** Whether the key is live, where it can be read: another setting's check must not report the key's fault as its own. */
function isLiveKey(env: object): boolean {
  try {
    return isLive(env);
  } catch {
    return false;
  }
}

/** Both Stripe and the app are on this machine. */
function isAllHere(env: object): boolean {
  return ['APP_URL', 'STRIPE_API_URL'].every((name) => {
    const text: unknown = Reflect.get(env, name);
    return typeof text === 'string' && URL.canParse(text) && isLoopback(new URL(text));
  });
}
