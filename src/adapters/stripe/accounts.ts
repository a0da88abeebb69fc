import type Stripe from 'stripe';
import { callStripe, LIST_LIMIT, upTo } from './call.ts';
import type { AccountsPort, NewAccount, PlatformPort } from './port-accounts.ts';
import { readAccount } from './read-account.ts';

/** As many as Stripe gives at once. */
const PAGE = 100;

/** The account of one connection. */
export function accountOf(stripe: Stripe, onBehalf: Stripe.RequestOptions): AccountsPort {
  return {
    retrieveAccount: () =>
      callStripe(async () => readAccount(await stripe.accounts.retrieveCurrent({}, onBehalf))),
    listNewestCustomers: () =>
      callStripe(async () => {
        const listed = await stripe.customers.list({ limit: PAGE }, onBehalf);
        return { ids: listed.data.map(({ id }) => id), hasMore: listed.has_more };
      }),
  };
}

/** What the platform does with accounts, by its own key. */
export function platformOf(stripe: Stripe): PlatformPort {
  return {
    // https://docs.stripe.com/connect/oauth-reference#post-token
    exchangeCode: (code) =>
      callStripe(async () => {
        const token = await stripe.oauth.token({ grant_type: 'authorization_code', code });
        return {
          account: token.stripe_user_id ?? '',
          livemode: token.livemode === true,
          mayWrite: token.scope === 'read_write',
        };
      }),
    deauthorize: (clientId, account) =>
      callStripe(async () => {
        await stripe.oauth.deauthorize({ client_id: clientId, stripe_user_id: account });
        return null;
      }),
    createAccount: (request, idempotencyKey) =>
      callStripe(async () => {
        const { id } = await stripe.v2.core.accounts.create(accountParams(request), { idempotencyKey });
        return { id };
      }),
    findAccount: (name, value) =>
      callStripe(async (): Promise<{ readonly id: string } | null> => {
        const listed = stripe.v2.core.accounts.list({ limit: PAGE });
        for await (const account of upTo(LIST_LIMIT, listed)) {
          if (account.metadata?.[name] === value) return { id: account.id };
        }
        return null;
      }),
    createOnboardingLink: (account, { refreshUrl, returnUrl }) =>
      callStripe(async () => {
        const link = await stripe.v2.core.accountLinks.create({
          account,
          use_case: {
            type: 'account_onboarding',
            account_onboarding: {
              collection_options: { fields: 'eventually_due' },
              refresh_url: refreshUrl,
              return_url: returnUrl,
            },
          },
        });
        return { url: link.url, expiresAt: Date.parse(link.expires_at) };
      }),
    listEndpoints: () =>
      callStripe(async () => {
        const listed = await stripe.webhookEndpoints.list({ limit: PAGE });
        return listed.data.map(({ url, status, application, enabled_events: types }) => ({
          url,
          isEnabled: status === 'enabled',
          isConnect: application !== null,
          types,
        }));
      }),
  };
}

/**
 * A new account that is its owner's own: they have Stripe's whole Dashboard, pay Stripe's fees themselves and bear their
 * losses. https://docs.stripe.com/api/v2/core/accounts/create
 */
const accountParams = (request: NewAccount): Stripe.V2.Core.AccountCreateParams => ({
  display_name: request.displayName,
  contact_email: request.email,
  dashboard: 'full',
  configuration: {
    merchant: {
      capabilities: {
        card_payments: { requested: true },
        // ACH is for accounts in the United States. https://docs.stripe.com/payments/ach-direct-debit
        ...(request.country === 'US' && { ach_debit_payments: { requested: true } }),
      },
    },
  },
  defaults: {
    currency: request.currency.toLowerCase(),
    responsibilities: { fees_collector: 'stripe', losses_collector: 'stripe' },
    ...(request.url !== null && { profile: { business_url: request.url } }),
  },
  ...(request.country !== null && { identity: { country: request.country.toLowerCase() } }),
  metadata: { ...request.metadata },
});
