import { z } from 'zod';
import { text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { scopeFor } from '../core/scope.ts';
import { deauthorize, exchangeCode, oauthError, refreshToken } from './oauth.ts';

const tokenParams = z.strictObject({
  assert_capabilities: z.array(text()).optional(),
  client_secret: text().optional(),
  code: text().optional(),
  grant_type: text().optional(),
  refresh_token: text().optional(),
  scope: text().optional(),
});

/** Connect's OAuth (docs.stripe.com/connect/oauth-reference). The page of `/oauth/authorize` is with the pages. */
export const oauthRoutes: Route[] = [
  route('POST', '/oauth/token', tokenParams, (scope, params) => {
    const platform = scopeFor(scope, scope.platform, scope.cause);
    switch (params.grant_type) {
      case 'authorization_code':
        return exchangeCode(platform, needed(params.code, 'code'));
      case 'refresh_token':
        return refreshToken(platform, needed(params.refresh_token, 'refresh_token'));
      case undefined:
        throw oauthError(400, 'invalid_request', 'No grant type specified');
      default:
        throw oauthError(400, 'unsupported_grant_type', `Unsupported grant type: ${params.grant_type}`);
    }
  }),
  route(
    'POST',
    '/oauth/deauthorize',
    z.strictObject({ client_id: text().optional(), stripe_user_id: text().optional() }),
    (scope, params) =>
      deauthorize(
        scopeFor(scope, scope.platform, scope.cause),
        needed(params.client_id, 'client_id'),
        needed(params.stripe_user_id, 'stripe_user_id'),
      ),
  ),
];

function needed(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw oauthError(400, 'invalid_request', `No ${name} provided`);
  return value;
}
