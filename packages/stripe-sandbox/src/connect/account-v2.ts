import type { Stripe } from 'stripe';
import { createAccount } from '../accounts/account.ts';
import { changeAccount, withRequirements } from '../accounts/requirements.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { checkCurrency } from '../core/money.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { emitOfAccount } from '../webhooks/thin.ts';
import type { AccountParams } from './account-v2-params.ts';

type AccountV2 = Stripe.V2.Core.Account;

const TYPES = { full: 'standard', express: 'express', none: 'custom' } as const;

/**
 * `POST /v2/core/accounts`: an account that is connected at once and has yet to be onboarded. API v1 sees the same
 * account. Returns its id.
 */
export function createV2(scope: Scope, params: AccountParams): string {
  const platform = scope.store.get('account', scope.platform)?.value;
  const currency = params.defaults?.currency ?? platform?.default_currency ?? 'usd';
  const id = scope.ids.next('acct');
  const dashboard = params.dashboard ?? 'full';
  const bare: AccountV2 = {
    id,
    object: 'v2.core.account',
    applied_configurations: [],
    created: new Date(scope.nowMs()).toISOString(),
    dashboard,
    livemode: false,
  };
  createAccount(scope, {
    id,
    name: params.display_name ?? params.identity?.business_details?.registered_name ?? 'Connected Business',
    country: (params.identity?.country ?? platform?.country ?? 'US').toUpperCase(),
    currency: checkCurrency(currency, 'defaults.currency'),
    email: params.contact_email ?? 'connected@example.com',
    type: TYPES[dashboard],
    onboarded: false,
    origin: 'accounts_v2',
    requested: requestedIn(params, []),
    metadata: mergeMetadata({}, params.metadata),
    v2: mergeV2(bare, params),
  });
  emitOfAccount(scope, id, 'v2.core.account.created');
  return id;
}

/** `POST /v2/core/accounts/{id}`: changes the given fields and emits v1's `account.updated`. */
export function updateV2(scope: Scope, params: AccountParams): void {
  const account = find(scope, 'account', scope.account);
  const internals = find(scope, '_account', scope.account);
  if (!account || !internals) throw new Error(`account ${scope.account} is gone`);
  const requested = requestedIn(params, internals.requested);
  const v2 = mergeV2(internals.v2 ?? fromV1(account), params);
  save(scope, '_account', scope.account, { ...internals, requested, v2 });
  const updated: Stripe.Account = {
    ...account,
    email: params.contact_email ?? account.email ?? null,
    metadata: mergeMetadata(account.metadata ?? {}, params.metadata),
    ...(account.business_profile
      ? {
          business_profile: {
            ...account.business_profile,
            name: params.display_name ?? account.business_profile.name,
            url: params.defaults?.profile?.business_url ?? account.business_profile.url,
          },
        }
      : {}),
  };
  changeAccount(scope, withRequirements(updated, requested, account.requirements?.currently_due ?? []));
}

/** The v2 view of an account that was created in API v1. */
export function fromV1(account: Stripe.Account): AccountV2 {
  return {
    id: account.id,
    object: 'v2.core.account',
    applied_configurations: ['merchant'],
    created: new Date((account.created ?? 0) * 1000).toISOString(),
    dashboard: account.type === 'custom' ? 'none' : account.type === 'express' ? 'express' : 'full',
    livemode: false,
    configuration: { merchant: { applied: true } },
  };
}

function mergeV2(before: AccountV2, params: AccountParams): AccountV2 {
  const { configuration: sent = {}, identity, defaults } = params;
  const had = before.configuration ?? {};
  const merged: AccountV2 = {
    ...before,
    configuration: {
      ...had,
      ...(sent.customer ? { customer: { ...had.customer, applied: true } } : {}),
      ...(sent.merchant
        ? { merchant: { ...had.merchant, ...merchantFields(sent.merchant), applied: true } }
        : {}),
      ...(sent.recipient ? { recipient: { ...had.recipient, applied: true } } : {}),
    },
    ...(params.contact_phone === undefined ? {} : { contact_phone: params.contact_phone }),
    ...(params.dashboard === undefined ? {} : { dashboard: params.dashboard }),
    defaults: {
      ...before.defaults,
      ...(defaults?.currency === undefined ? {} : { currency: defaults.currency }),
      profile: { ...before.defaults?.profile, ...plain(defaults?.profile) },
      responsibilities: {
        requirements_collector: 'stripe',
        fees_collector: 'stripe',
        losses_collector: 'stripe',
        ...before.defaults?.responsibilities,
        ...plain(defaults?.responsibilities),
      },
    },
    identity: {
      ...before.identity,
      ...(identity?.country === undefined ? {} : { country: identity.country }),
      ...(identity?.entity_type === undefined ? {} : { entity_type: identity.entity_type }),
      ...(identity?.business_details
        ? { business_details: { ...before.identity?.business_details, ...plain(identity.business_details) } }
        : {}),
    },
  };
  const names = ['customer', 'merchant', 'recipient'] as const;
  return { ...merged, applied_configurations: names.filter((name) => merged.configuration?.[name]?.applied) };
}

function merchantFields(sent: NonNullable<NonNullable<AccountParams['configuration']>['merchant']>) {
  const { capabilities: _, ...rest } = sent;
  return plain(rest);
}

type Sent<T> = T extends object ? { [K in keyof T]: Sent<Exclude<T[K], undefined>> } : T;

/** Without the fields that were not sent. */
function plain<T extends object>(sent: T | undefined): Sent<T> {
  return JSON.parse(JSON.stringify(sent ?? {}));
}

function requestedIn(params: AccountParams, before: readonly string[]): string[] {
  const { merchant, recipient } = params.configuration ?? {};
  const asked: [string, { requested: boolean } | undefined][] = [
    ['card_payments', merchant?.capabilities?.card_payments],
    ['us_bank_account_ach_payments', merchant?.capabilities?.ach_debit_payments],
    ['transfers', recipient?.capabilities?.stripe_balance?.stripe_transfers],
  ];
  const result = new Set(before);
  for (const [name, wish] of asked) {
    if (wish?.requested === true) result.add(name);
    if (wish?.requested === false) result.delete(name);
  }
  return [...result];
}
