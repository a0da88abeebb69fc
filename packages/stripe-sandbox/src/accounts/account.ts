import type { Stripe } from 'stripe';
import { find, type Kernel, type Scope, save, scopeFor } from '../core/scope.ts';
import { GOOD_NUMBER, setBankAccount } from '../payouts/bank.ts';
import type { ConnectionRecord } from '../store/records.ts';
import { DUE_AT_FIRST, withRequirements } from './requirements.ts';

export interface AccountInput {
  id: string;
  name: string;
  country: string;
  currency: string;
  email: string;
  type?: 'standard' | 'express' | 'custom' | undefined;
  /** False for an account whose owner has not completed onboarding yet. */
  onboarded?: boolean | undefined;
  /** Its relation to the platform; connected by default. */
  status?: ConnectionRecord['status'] | undefined;
  origin?: ConnectionRecord['origin'] | undefined;
  /** Its capabilities; by default cards, transfers and US bank debits. */
  requested?: string[] | undefined;
  /** Currencies with a bank account, which are paid out unconverted; by default, the default currency only. */
  settles?: string[] | undefined;
  payouts?: 'daily' | 'manual' | undefined;
  metadata?: Record<string, string> | undefined;
  v2?: Stripe.V2.Core.Account | undefined;
}

const CAPABILITIES = ['card_payments', 'transfers', 'us_bank_account_ach_payments'];

/** Creates the platform's own account, or another one, which can take charges once it is onboarded. */
export function createAccount(kernel: Kernel, input: AccountInput): Stripe.Account {
  const scope = scopeFor(kernel, input.id);
  const { onboarded = true, requested = CAPABILITIES } = input;
  const settles = input.settles ?? [input.currency];
  const bare = newAccount(scope, input);
  save(scope, 'account', bare.id, withRequirements(bare, requested, onboarded ? [] : DUE_AT_FIRST));
  save(scope, '_account', bare.id, {
    payoutNumber: GOOD_NUMBER,
    settles,
    v2: input.v2 ?? null,
    requested,
  });
  if (bare.id !== kernel.platform) {
    saveConnection(kernel, {
      account: bare.id,
      status: input.status ?? 'connected',
      origin: input.origin ?? 'control',
    });
  }
  if (onboarded) for (const currency of settles) setBankAccount(scope, currency, GOOD_NUMBER);
  return find(scope, 'account', bare.id) ?? bare;
}

export function saveConnection(kernel: Kernel, connection: ConnectionRecord): void {
  save(scopeFor(kernel, kernel.platform), '_connection', connection.account, connection);
}

function newAccount(scope: Scope, input: AccountInput): Stripe.Account {
  const { name, email, type = 'standard' } = input;
  return {
    id: input.id,
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: email,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: 'company',
    capabilities: {},
    charges_enabled: false,
    controller: type === 'standard' ? { type: 'account' } : { is_controller: true, type: 'application' },
    country: input.country,
    created: scope.now(),
    default_currency: input.currency,
    details_submitted: false,
    email,
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      url: `/v1/accounts/${input.id}/external_accounts`,
    },
    metadata: input.metadata ?? {},
    payouts_enabled: false,
    settings: {
      bacs_debit_payments: { display_name: null, service_user_number: null },
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      card_payments: {
        decline_on: { avs_failure: false, cvc_failure: false },
        statement_descriptor_prefix: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      dashboard: { display_name: name, timezone: 'Etc/UTC' },
      payments: {
        statement_descriptor: statementName(name),
        statement_descriptor_kana: null,
        statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      payouts: {
        debit_negative_balances: true,
        schedule: { delay_days: 2, interval: input.payouts ?? 'daily' },
        statement_descriptor: null,
      },
    },
    type,
  };
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

/** The merchant's name as shown to payers. */
export function merchantName(account: Stripe.Account | undefined): string {
  return account?.settings?.dashboard.display_name ?? account?.business_profile?.name ?? 'Sandbox';
}
