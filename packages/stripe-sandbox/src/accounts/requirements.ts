import type { Stripe } from 'stripe';
import { changed, emit } from '../core/emit.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { capabilityEvent, emitOfAccount } from '../webhooks/thin.ts';

/** The requirements before an account may take charges. Each is a field of the onboarding page. */
export const DUE_AT_FIRST = [
  'business_profile.name',
  'business_profile.url',
  'external_account',
  'representative.first_name',
  'representative.last_name',
  'tos_acceptance.date',
];

/**
 * An account with these requirements open: while any is due it can neither charge nor be paid out, and its
 * capabilities are inactive (docs.stripe.com/connect/handling-api-verification).
 */
export function withRequirements(
  account: Stripe.Account,
  requested: readonly string[],
  due: readonly string[],
  disabledReason: Stripe.Account.Requirements.DisabledReason = 'requirements.past_due',
): Stripe.Account {
  const open = due.length > 0;
  const status = open ? ('inactive' as const) : ('active' as const);
  const requirements: Stripe.Account.Requirements = {
    alternatives: [],
    current_deadline: null,
    currently_due: [...due],
    disabled_reason: open ? disabledReason : null,
    errors: [],
    eventually_due: [...due],
    past_due: [...due],
    pending_verification: [],
  };
  return {
    ...account,
    capabilities: Object.fromEntries(requested.map((name) => [name, status])),
    charges_enabled: !open,
    payouts_enabled: !open,
    details_submitted: account.details_submitted || !open,
    requirements,
    future_requirements: {
      ...requirements,
      currently_due: [],
      disabled_reason: null,
      eventually_due: [],
      past_due: [],
    },
  };
}

/**
 * Saves an account and emits `account.updated`, and `capability.updated` for each capability that changed; and the events of
 * API v2 that tell the same.
 */
export function changeAccount(scope: Scope, after: Stripe.Account): Stripe.Account {
  const before = find(scope, 'account', scope.account);
  save(scope, 'account', after.id, after);
  if (!before) return after;
  const differs = changed(before, after);
  emit(scope, 'account.updated', after, differs);
  emitOfAccount(scope, after.id, 'v2.core.account.updated');
  if (differs.requirements !== undefined) {
    emitOfAccount(scope, after.id, 'v2.core.account[requirements].updated');
  }
  const earlier = new Map<string, string>(Object.entries(before.capabilities ?? {}));
  for (const [name, status] of Object.entries(after.capabilities ?? {})) {
    const was = earlier.get(name);
    if (was === status) continue;
    emit(scope, 'capability.updated', capability(after, name, status), { status: was ?? 'unrequested' });
    const { type, data } = capabilityEvent(name);
    emitOfAccount(scope, after.id, type, data);
  }
  return after;
}

/** Sets the acting account's requirements, or clears them. */
export function setRequirements(
  scope: Scope,
  due: readonly string[],
  disabledReason?: Stripe.Account.Requirements.DisabledReason,
): Stripe.Account {
  const account = find(scope, 'account', scope.account);
  if (!account) throw new Error(`account ${scope.account} is gone`);
  const requested = find(scope, '_account', scope.account)?.requested ?? [];
  return changeAccount(scope, withRequirements(account, requested, due, disabledReason));
}

/** Turns capabilities of the acting account on or off, as its owner does in the dashboard. */
export function setCapabilities(
  scope: Scope,
  wanted: Partial<Record<string, 'active' | 'inactive' | 'pending'>>,
): Stripe.Account {
  const account = find(scope, 'account', scope.account);
  if (!account) throw new Error(`account ${scope.account} is gone`);
  const named = Object.fromEntries(Object.entries(wanted).filter(([, status]) => status !== undefined));
  return changeAccount(scope, { ...account, capabilities: { ...account.capabilities, ...named } });
}

/** A capability as the API shows it. */
export function capability(account: Stripe.Account, id: string, status: string): Stripe.Capability {
  const { currently_due: due } = account.requirements ?? { currently_due: [] };
  const requirements: Stripe.Capability.Requirements = {
    alternatives: [],
    current_deadline: null,
    currently_due: due ?? [],
    disabled_reason: status === 'active' ? null : 'requirements.fields_needed',
    errors: [],
    eventually_due: due ?? [],
    past_due: due ?? [],
    pending_verification: [],
  };
  return {
    id,
    object: 'capability',
    account: account.id,
    future_requirements: {
      ...requirements,
      currently_due: [],
      disabled_reason: null,
      eventually_due: [],
      past_due: [],
    },
    requested: true,
    requested_at: account.created ?? null,
    requirements,
    status: status === 'active' ? 'active' : 'inactive',
  };
}
