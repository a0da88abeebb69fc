import type Stripe from 'stripe';
import type { Capability, FeesPayer, Requirement } from '../../domain/account/status.ts';
import type { AccountRead } from './port-accounts.ts';

/** An account in API v1's words → ours. Accounts v2 are the same accounts, and v1 describes them as well. */
export function readAccount(account: Stripe.Account): AccountRead {
  const { capabilities } = account;
  const name = account.settings?.dashboard.display_name ?? account.business_profile?.name ?? null;
  return {
    accountId: account.id,
    name: name === null || name.trim() === '' ? null : name.trim().slice(0, MOST_NAME),
    country: account.country?.toUpperCase() ?? null,
    currency: account.default_currency?.toUpperCase() ?? null,
    chargesEnabled: account.charges_enabled === true,
    payoutsEnabled: account.payouts_enabled === true,
    detailsSubmitted: account.details_submitted === true,
    // An old account charges cards by the capability that it always had.
    card: best(capabilityOf(capabilities, 'card_payments'), capabilityOf(capabilities, 'legacy_payments')),
    ach: capabilityOf(capabilities, 'us_bank_account_ach_payments'),
    requirements: requirementsOf(account),
    disabledReason: account.requirements?.disabled_reason ?? null,
    feesPayer: feesPayerOf(account),
  };
}

const MOST_NAME = 200;

function capabilityOf(
  capabilities: Stripe.Account.Capabilities | undefined,
  name: 'card_payments' | 'legacy_payments' | 'us_bank_account_ach_payments',
): Capability {
  if (capabilities === undefined || Object.keys(capabilities).length === 0) return 'unknown';
  const status: string | undefined = capabilities[name];
  switch (status) {
    case undefined:
      return 'absent';
    case 'active':
      return 'active';
    case 'pending':
      return 'pending';
    default:
      return 'inactive';
  }
}

const best = (a: Capability, b: Capability): Capability => (b === 'active' || a === 'absent' ? b : a);

/** https://docs.stripe.com/connect/direct-charges-fee-payer-behavior */
function feesPayerOf({ controller }: Stripe.Account): FeesPayer {
  // An account that controls itself pays for itself.
  if (controller?.fees === undefined) return controller?.type === 'account' ? 'account' : 'unknown';
  return controller.fees.payer === 'account' ? 'account' : 'platform';
}

/** Each requirement once, by the most urgent thing that Stripe says of it. */
function requirementsOf({
  requirements,
  future_requirements: future,
}: Stripe.Account): readonly Requirement[] {
  const found = new Map<string, Requirement>();
  const problems = new Map(
    [...(requirements?.errors ?? []), ...(future?.errors ?? [])].map((each) => [
      each.requirement,
      each.reason.slice(0, MOST_REASON),
    ]),
  );
  const add = (names: readonly string[] | null | undefined, when: Requirement['when'], at: number | null) => {
    for (const name of names ?? []) {
      if (found.has(name)) continue;
      found.set(name, { name, when, deadline: at, problem: problems.get(name) ?? null });
    }
  };
  const deadline = inMs(requirements?.current_deadline);
  const futureDeadline = inMs(future?.current_deadline);
  add(requirements?.past_due, 'past_due', null);
  add(requirements?.currently_due, 'due', deadline);
  add(requirements?.pending_verification, 'in_review', null);
  add(future?.currently_due, 'later', futureDeadline);
  add(requirements?.eventually_due, 'later', null);
  add(future?.eventually_due, 'later', null);
  return [...found.values()].slice(0, MOST_REQUIREMENTS);
}

const MOST_REASON = 500;
const MOST_REQUIREMENTS = 100;
const inMs = (seconds: number | null | undefined): number | null => (seconds == null ? null : seconds * 1000);
