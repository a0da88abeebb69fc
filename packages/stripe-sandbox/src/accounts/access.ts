import { noAccess } from '../api/authenticate.ts';
import type { Route } from '../api/route.ts';
import { invalidRequest, unauthorized } from '../core/api-error.ts';
import type { Kernel } from '../core/scope.ts';

/** True for a key that OAuth gave out and that has not been revoked. */
export function isAccessToken(kernel: Kernel, key: string): boolean {
  return kernel.store.get('_access_token', key)?.value.revoked === false;
}

/**
 * The account that a request acts on: the key's own, or the one named by `Stripe-Account`. Throws 403 for an account
 * that does not exist or is not connected, and for an OAuth key that names an account other than its own.
 */
export function actingAccount(kernel: Kernel, key: string, named: string | null): string {
  const token = kernel.store.get('_access_token', key)?.value;
  if (token?.revoked) throw unauthorized('This API key has been revoked.', 'platform_api_key_expired');
  const own = token?.account ?? kernel.platform;
  const account = named ?? own;
  if (own !== kernel.platform && account !== own) throw noAccess(account);
  if (account === kernel.platform) return account;
  if (!kernel.store.get('account', account) || !isConnected(kernel, account)) throw noAccess(account);
  return account;
}

/** True for the platform itself and for the accounts that are connected to it. */
export function isConnected(kernel: Kernel, account: string): boolean {
  if (account === kernel.platform) return true;
  const connection = kernel.store.get('_connection', account)?.value;
  return connection === undefined || connection.status === 'connected';
}

const CHARGING = new Set(['/v1/payment_intents', '/v1/payment_intents/:id/confirm', '/v1/checkout/sessions']);

/** Throws for an account that cannot take charges. */
export function refuseWithoutCharges(kernel: Kernel, account: string, route: Route): void {
  if (account === kernel.platform || route.method !== 'POST' || !CHARGING.has(route.path)) return;
  if (kernel.store.get('account', account)?.value.charges_enabled !== false) return;
  throw invalidRequest('Your account cannot currently make charges. Its requirements say what is missing.', {
    code: 'account_invalid',
  });
}
