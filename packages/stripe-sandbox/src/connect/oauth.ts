import type { Stripe } from 'stripe';
import { isConnected } from '../accounts/access.ts';
import { saveConnection } from '../accounts/account.ts';
import { disconnect, revokeTokens } from '../accounts/disconnect.ts';
import { ApiError } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { allOf, type Kernel, type Scope, save, scopeFor } from '../core/scope.ts';
import { applicationOf, isOwnClientId } from './application.ts';

/** A code is good for five minutes, once (docs.stripe.com/connect/oauth-reference). */
const CODE_LIVES_MS = 5 * 60_000;

/** Issues the code with which the platform gets access after an account's owner agreed. */
export function grantCode(kernel: Kernel, account: string, oauthScope: string): string {
  const scope = scopeFor(kernel, kernel.platform);
  const code = scope.ids.next('ac');
  save(scope, '_oauth_code', code, {
    account,
    scope: oauthScope,
    expiresAt: scope.nowMs() + CODE_LIVES_MS,
    used: false,
  });
  return code;
}

/** Exchanges a code for access to its account. Using a code twice revokes the keys it gave. */
export function exchangeCode(scope: Scope, code: string): Stripe.OAuthToken {
  const found = scope.store.get('_oauth_code', code);
  if (!found) throw oauthError(400, 'invalid_grant', `Authorization code does not exist: ${code}`);
  const { value } = found;
  if (value.used) {
    revokeTokens(scope, value.account);
    throw oauthError(
      400,
      'invalid_grant',
      'This authorization code has already been used. All tokens issued with this code have been revoked.',
      { keepsChanges: true },
    );
  }
  if (value.expiresAt <= scope.nowMs()) {
    throw oauthError(400, 'invalid_grant', `Authorization code expired: ${code}`);
  }
  save(scope, '_oauth_code', code, { ...value, used: true });
  const known = scope.store.get('_connection', value.account)?.value;
  const isNew = !known || !isConnected(scope, value.account);
  saveConnection(scope, {
    account: value.account,
    origin: isNew ? 'oauth' : known.origin,
    status: 'connected',
  });
  if (isNew) {
    const theirs = scopeFor(scope, value.account, scope.cause);
    emit(theirs, 'account.application.authorized', applicationOf(scope));
  }
  return issueToken(scope, value.account, value.scope, null);
}

/** A new key for a refresh token; the old one goes on working. */
export function refreshToken(scope: Scope, token: string): Stripe.OAuthToken {
  const [found] = allOf(scope, '_access_token', 'refresh', token);
  if (!found) throw oauthError(400, 'invalid_grant', 'Refresh token does not exist.');
  if (found.value.revoked || !isConnected(scope, found.value.account)) {
    throw oauthError(400, 'invalid_grant', 'Refresh token has been revoked.');
  }
  return issueToken(scope, found.value.account, found.value.scope, token);
}

/** Ends a connection from the platform's side. */
export function deauthorize(scope: Scope, clientId: string, account: string): Stripe.OAuthDeauthorization {
  if (!isOwnClientId(scope, clientId)) {
    throw oauthError(401, 'invalid_client', `No such application: '${clientId}'`);
  }
  const known = scope.store.get('account', account) !== undefined && account !== scope.platform;
  if (!known || !isConnected(scope, account)) {
    throw oauthError(
      401,
      'invalid_client',
      `This application is not connected to stripe account ${account}, or that account does not exist.`,
    );
  }
  disconnect(scope, account);
  return { stripe_user_id: account };
}

export function oauthError(
  status: number,
  code: string,
  message: string,
  more: { keepsChanges?: boolean } = {},
): ApiError {
  return new ApiError(status, 'invalid_request_error', message, { code, ...more });
}

function issueToken(
  scope: Scope,
  account: string,
  oauthScope: string,
  refresh: string | null,
): Stripe.OAuthToken {
  const accessToken = scope.ids.next('sk_test');
  const refreshToken = refresh ?? scope.ids.next('rt');
  save(
    scope,
    '_access_token',
    accessToken,
    { account, refreshToken, scope: oauthScope, revoked: false },
    { account, refresh: refreshToken },
  );
  return {
    access_token: accessToken,
    livemode: false,
    refresh_token: refreshToken,
    token_type: 'bearer',
    stripe_publishable_key: `pk_test_${scope.ids.derive('publishable', account, 24)}`,
    stripe_user_id: account,
    scope: oauthScope,
  };
}
