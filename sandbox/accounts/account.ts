import type { Stripe } from 'stripe';
import type { Kernel } from '../core/scope.ts';

export interface AccountInput {
  id: string;
  name: string;
  country: string;
  currency: string;
  email: string;
}

/** Makes an account that can take money: the platform's own, or one connected to it. */
export function createAccount(kernel: Kernel, input: AccountInput): Stripe.Account {
  const requirements = {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  };
  const account: Stripe.Account = {
    id: input.id,
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: input.name,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: input.email,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: 'company',
    capabilities: { card_payments: 'active', transfers: 'active', us_bank_account_ach_payments: 'active' },
    charges_enabled: true,
    controller: { type: 'account' },
    country: input.country,
    created: Math.floor(kernel.clock.now() / 1000),
    default_currency: input.currency,
    details_submitted: true,
    email: input.email,
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      url: `/v1/accounts/${input.id}/external_accounts`,
    },
    future_requirements: requirements,
    metadata: {},
    payouts_enabled: true,
    requirements,
    settings: {
      bacs_debit_payments: { display_name: null, service_user_number: null },
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      card_payments: {
        decline_on: { avs_failure: false, cvc_failure: false },
        statement_descriptor_prefix: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      dashboard: { display_name: input.name, timezone: 'Etc/UTC' },
      payments: {
        statement_descriptor: statementName(input.name),
        statement_descriptor_kana: null,
        statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      payouts: {
        debit_negative_balances: true,
        schedule: { delay_days: 2, interval: 'daily' },
        statement_descriptor: null,
      },
    },
    type: 'standard',
  };
  const created = Math.floor(kernel.clock.now() / 1000);
  kernel.store.put('account', account.id, account.id, account, { created });
  return account;
}

/** A name as it stands on a statement: 5 to 22 capital letters, digits and spaces. */
function statementName(name: string): string {
  const plain = name
    .toUpperCase()
    .replace(/[^A-Z0-9 ]/g, '')
    .trim()
    .slice(0, 22);
  return plain.length >= 5 ? plain : `${plain} SANDBOX`.trim();
}

/** What a payer reads as the merchant's name. */
export function merchantName(account: Stripe.Account | undefined): string {
  return account?.settings?.dashboard.display_name ?? account?.business_profile?.name ?? 'Sandbox';
}
