import { z } from 'zod';
import { noAccess } from '../api/authenticate.ts';
import { type Route, route } from '../api/route.ts';
import { find } from '../core/scope.ts';

export const accountRoutes: Route[] = [
  route('GET', '/v1/account', z.strictObject({}), (scope) => {
    const account = find(scope, 'account', scope.account);
    if (!account) throw noAccess(scope.account);
    return account;
  }),
  route('GET', '/v1/accounts/:id', z.strictObject({}), (scope, _params, id) => {
    const account = scope.store.get('account', id)?.value;
    const visible = id === scope.account || scope.account === scope.platform;
    if (!account || !visible) throw noAccess(id);
    return account;
  }),
];
