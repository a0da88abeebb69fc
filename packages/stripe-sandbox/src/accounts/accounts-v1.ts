import type { Stripe } from 'stripe';
import { z } from 'zod';
import { boolean, email, emptyable, metadata, text, url } from '../api/params.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { checkCurrency } from '../core/money.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { createAccount } from './account.ts';
import { changeAccount, withRequirements } from './requirements.ts';

const CAPABILITY_NAMES = ['card_payments', 'transfers', 'us_bank_account_ach_payments'] as const;
const wanted = z.strictObject({ requested: boolean }).optional();
const fields = {
  business_profile: z
    .strictObject({
      name: text().optional(),
      product_description: emptyable().optional(),
      support_email: email.optional(),
      url: url.optional(),
    })
    .optional(),
  business_type: z.enum(['company', 'government_entity', 'individual', 'non_profit']).optional(),
  capabilities: z
    .strictObject({ card_payments: wanted, transfers: wanted, us_bank_account_ach_payments: wanted })
    .optional(),
  default_currency: text(3).optional(),
  email: email.optional(),
  metadata: metadata.optional(),
};

export const createV1Params = z.strictObject({
  ...fields,
  country: text(2).optional(),
  type: z.enum(['custom', 'express', 'standard']).optional(),
});
export const updateV1Params = z.strictObject(fields);

/** `POST /v1/accounts`: an account whose owner has yet to be onboarded. For legacy platforms only. */
export function createV1(scope: Scope, params: z.output<typeof createV1Params>): Stripe.Account {
  const platform = scope.store.get('account', scope.platform)?.value;
  const account = createAccount(scope, {
    id: scope.ids.next('acct'),
    name: params.business_profile?.name ?? 'Connected Business',
    country: params.country?.toUpperCase() ?? platform?.country ?? 'US',
    currency: checkCurrency(
      params.default_currency ?? platform?.default_currency ?? 'usd',
      'default_currency',
    ),
    email: params.email ?? 'connected@example.com',
    type: params.type,
    onboarded: false,
    origin: 'accounts_v1',
    requested: requestedIn(params.capabilities, params.type === 'standard' ? [...CAPABILITY_NAMES] : []),
    metadata: mergeMetadata({}, params.metadata),
  });
  return merge(account, params);
}

/** `POST /v1/accounts/{id}`: emits `account.updated`. */
export function updateV1(
  scope: Scope,
  account: Stripe.Account,
  params: z.output<typeof updateV1Params>,
): Stripe.Account {
  const internals = find(scope, '_account', account.id);
  const merged: Stripe.Account = {
    ...merge(account, params),
    metadata: mergeMetadata(account.metadata ?? {}, params.metadata),
  };
  if (!internals || params.capabilities === undefined) return changeAccount(scope, merged);
  const requested = requestedIn(params.capabilities, internals.requested);
  save(scope, '_account', account.id, { ...internals, requested });
  return changeAccount(scope, withRequirements(merged, requested, account.requirements?.currently_due ?? []));
}

function merge(account: Stripe.Account, params: z.output<typeof updateV1Params>): Stripe.Account {
  const { business_profile: sent } = params;
  const { business_profile: profile } = account;
  return {
    ...account,
    business_type: params.business_type ?? account.business_type ?? null,
    default_currency: params.default_currency ?? account.default_currency ?? 'usd',
    email: params.email ?? account.email ?? null,
    ...(profile && sent
      ? {
          business_profile: {
            ...profile,
            name: sent.name ?? profile.name,
            support_email: sent.support_email ?? profile.support_email,
            url: sent.url ?? profile.url,
            product_description:
              sent.product_description === undefined
                ? (profile.product_description ?? null)
                : sent.product_description,
          },
        }
      : {}),
  };
}

function requestedIn(
  sent: z.output<typeof updateV1Params>['capabilities'],
  before: readonly string[],
): string[] {
  const result = new Set(before);
  for (const name of CAPABILITY_NAMES) {
    const asked = sent?.[name]?.requested;
    if (asked === true) result.add(name);
    if (asked === false) result.delete(name);
  }
  return [...result];
}
