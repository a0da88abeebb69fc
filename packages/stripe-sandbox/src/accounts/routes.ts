import { z } from 'zod';
import { noAccess } from '../api/authenticate.ts';
import type { ListObject } from '../api/list.ts';
import { list } from '../api/list.ts';
import { pagination } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { find, type Scope, scopeFor } from '../core/scope.ts';
import { isConnected } from './access.ts';
import { createV1, createV1Params, updateV1, updateV1Params } from './accounts-v1.ts';
import { disconnect } from './disconnect.ts';
import { refuseNewPlatform } from './platform.ts';
import { capability } from './requirements.ts';

export const accountRoutes: Route[] = [
  route('GET', '/v1/account', z.strictObject({}), (scope) => visible(scope, scope.account)),
  route('GET', '/v1/accounts/:id', z.strictObject({}), (scope, _params, id) => visible(scope, id)),
  route('POST', '/v1/accounts', createV1Params, (scope, params) => {
    refuseNewPlatform(scope);
    return createV1(scope, params);
  }),
  route('GET', '/v1/accounts', z.strictObject(pagination), (scope, params) => {
    refuseNewPlatform(scope);
    return listAccounts(scope, params);
  }),
  route('POST', '/v1/accounts/:id', updateV1Params, (scope, params, id) => {
    if (id !== scope.account) refuseNewPlatform(scope);
    const account = visible(scope, id);
    return updateV1(scopeFor(scope, id, scope.cause), account, params);
  }),
  route('DELETE', '/v1/accounts/:id', z.strictObject({}), (scope, _params, id) => {
    refuseNewPlatform(scope);
    if (id === scope.platform) throw noAccess(id);
    visible(scope, id);
    disconnect(scope, id);
    return { id, object: 'account', deleted: true };
  }),
  route('GET', '/v1/accounts/:id/capabilities', z.strictObject({}), (scope, _params, id) => {
    const account = visible(scope, id);
    const data = Object.entries(account.capabilities ?? {}).map(([name, status]) =>
      capability(account, name, String(status)),
    );
    return { object: 'list', data, has_more: false, url: `/v1/accounts/${id}/capabilities` };
  }),
];

/** An account that the caller may see: its platform or itself. Throws 403 for any other. */
function visible(scope: Scope, id: string) {
  const account = scope.store.get('account', id)?.value;
  const mayLook = id === scope.account || scope.account === scope.platform;
  if (!account || !mayLook || !isConnected(scope, id)) throw noAccess(id);
  return account;
}

function listAccounts(scope: Scope, params: Parameters<typeof list>[2]): ListObject<object> {
  const platform = scopeFor(scope, scope.platform, scope.cause);
  const page = list(
    platform,
    { kind: '_connection', url: '/v1/accounts', where: ({ status }) => status === 'connected' },
    params,
  );
  const data = page.data.flatMap(({ account }) => find(scopeFor(scope, account), 'account', account) ?? []);
  return { ...page, data };
}
