import { applicationOf } from '../connect/application.ts';
import { emit } from '../core/emit.ts';
import { allOf, type Kernel, save, scopeFor } from '../core/scope.ts';
import { saveConnection } from './account.ts';

/**
 * Ends an account's connection: `account.application.deauthorized` goes out to Connect endpoints, its keys are revoked,
 * and from then on the platform cannot act on it (docs.stripe.com/connect/oauth-reference#deauthorize).
 */
export function disconnect(kernel: Kernel, account: string): void {
  emit(scopeFor(kernel, account), 'account.application.deauthorized', applicationOf(kernel));
  revokeTokens(kernel, account);
  const connection = kernel.store.get('_connection', account)?.value;
  saveConnection(kernel, { account, origin: connection?.origin ?? 'control', status: 'disconnected' });
}

/** Revokes the keys that OAuth issued for this account. */
export function revokeTokens(kernel: Kernel, account: string): void {
  const scope = scopeFor(kernel, kernel.platform);
  for (const { id, value } of allOf(scope, '_access_token', 'account', account)) {
    save(scope, '_access_token', id, { ...value, revoked: true }, { account, refresh: value.refreshToken });
  }
}
