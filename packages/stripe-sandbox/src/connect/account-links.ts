import { z } from 'zod';
import { type Route, route } from '../api/route.ts';
import { type Scope, save, scopeFor } from '../core/scope.ts';
import { known } from './accounts-v2.ts';

/** Such a link is opened within minutes, once (docs.stripe.com/api/v2/core/account-links). */
const LINK_LIVES_MS = 5 * 60_000;

const address = z.string().regex(/^https?:\/\/.+/, 'url');
const useCase = z.strictObject({
  collection_options: z
    .strictObject({
      fields: z.enum(['currently_due', 'eventually_due']).optional(),
      future_requirements: z.enum(['include', 'omit']).optional(),
    })
    .optional(),
  refresh_url: address,
  return_url: address.optional(),
});

const createParams = z.strictObject({
  account: z.string().min(1),
  use_case: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('account_onboarding'), account_onboarding: useCase }),
    z.strictObject({ type: z.literal('account_update'), account_update: useCase }),
  ]),
});

/** Links to the onboarding page. */
export const accountLinkRoutes: Route[] = [
  route('POST', '/v2/core/account_links', createParams, (scope, params) => {
    const { use_case: use } = params;
    const account = known(scope, params.account);
    const details = use.type === 'account_onboarding' ? use.account_onboarding : use.account_update;
    return createLink(scope, account, details.refresh_url, details.return_url ?? null, use);
  }),
];

function createLink(
  scope: Scope,
  account: string,
  refreshUrl: string,
  returnUrl: string | null,
  use: z.output<typeof createParams>['use_case'],
) {
  const token = scope.ids.next('link');
  const expiresAt = scope.nowMs() + LINK_LIVES_MS;
  const record = { account, expiresAt, opened: false, done: false, refreshUrl, returnUrl };
  save(scopeFor(scope, scope.platform), '_account_link', token, record);
  return {
    object: 'v2.core.account_link',
    account,
    created: new Date(scope.nowMs()).toISOString(),
    expires_at: new Date(expiresAt).toISOString(),
    livemode: false,
    url: `${scope.baseUrl}/setup/${token}`,
    use_case: use,
  };
}
