import type { Stripe } from 'stripe';
import { find, type Scope } from '../core/scope.ts';
import { fromV1 } from './account-v2.ts';
import type { Include } from './account-v2-params.ts';

type AccountV2 = Stripe.V2.Core.Account;
type Requirements = Stripe.V2.Core.Account.Requirements;

/** API v2's names of requirements that API v1 names by path. */
const DESCRIPTIONS: Record<string, string> = {
  'business_profile.name': 'defaults.profile.doing_business_as',
  'business_profile.url': 'defaults.profile.business_url',
  external_account: 'defaults.payout_methods',
  'representative.first_name': 'identity.individual.given_name',
  'representative.last_name': 'identity.individual.surname',
  'tos_acceptance.date': 'identity.attestations.terms_of_service.account.date',
};

/**
 * The scope's account in API v2: the included parts, and always the plain fields. Its capabilities and requirements
 * come from the same record as API v1's, so that the two never disagree.
 */
export function showV2(scope: Scope, include: readonly Include[]): AccountV2 {
  const account = find(scope, 'account', scope.account);
  if (!account) throw new Error(`account ${scope.account} is gone`);
  const base = find(scope, '_account', scope.account)?.v2 ?? fromV1(account);
  const { configuration, defaults, identity, ...plain } = base;
  const shown: AccountV2 = {
    ...plain,
    ...(account.email === null || account.email === undefined ? {} : { contact_email: account.email }),
    display_name: account.business_profile?.name ?? '',
    metadata: account.metadata ?? {},
  };
  const parts = configurationParts(account, configuration ?? {}, include);
  if (Object.keys(parts).length > 0) shown.configuration = parts;
  if (include.includes('defaults') && defaults) {
    shown.defaults = { ...defaults, currency: account.default_currency ?? 'usd' };
  }
  if (include.includes('identity')) {
    shown.identity = { ...identity, country: identity?.country ?? account.country ?? 'US' };
  }
  if (include.includes('requirements')) shown.requirements = requirementsOf(account);
  if (include.includes('future_requirements')) shown.future_requirements = { entries: [] };
  return shown;
}

function configurationParts(
  account: Stripe.Account,
  had: Stripe.V2.Core.Account.Configuration,
  include: readonly Include[],
): Stripe.V2.Core.Account.Configuration {
  const { capabilities = {} } = account;
  const parts: Stripe.V2.Core.Account.Configuration = {};
  if (include.includes('configuration.customer') && had.customer) parts.customer = had.customer;
  if (include.includes('configuration.merchant') && had.merchant) {
    parts.merchant = {
      ...had.merchant,
      capabilities: {
        ...(capabilities.card_payments ? { card_payments: status(capabilities.card_payments) } : {}),
        ...(capabilities.us_bank_account_ach_payments
          ? { ach_debit_payments: status(capabilities.us_bank_account_ach_payments) }
          : {}),
      },
    };
  }
  if (include.includes('configuration.recipient') && had.recipient) {
    parts.recipient = {
      ...had.recipient,
      capabilities: capabilities.transfers
        ? { stripe_balance: { stripe_transfers: status(capabilities.transfers) } }
        : {},
    };
  }
  return parts;
}

function status(v1: string) {
  if (v1 === 'active') return { status: 'active' as const, status_details: [] };
  const detail = { code: 'requirements_past_due' as const, resolution: 'provide_info' as const };
  return { status: 'restricted' as const, status_details: [detail] };
}

function requirementsOf(account: Stripe.Account): Requirements {
  const due = account.requirements?.currently_due ?? [];
  const entries = due.map(
    (name): Stripe.V2.Core.Account.Requirements.Entry => ({
      awaiting_action_from: 'user',
      description: DESCRIPTIONS[name] ?? name,
      errors: [],
      impact: {
        restricts_capabilities: [
          { capability: 'card_payments', configuration: 'merchant', deadline: { status: 'currently_due' } },
        ],
      },
      minimum_deadline: { status: 'currently_due' },
      requested_reasons: [{ code: 'routine_onboarding' }],
    }),
  );
  return due.length === 0
    ? { entries }
    : { entries, summary: { minimum_deadline: { status: 'currently_due' } } };
}
