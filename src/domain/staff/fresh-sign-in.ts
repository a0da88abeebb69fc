import type { Permission } from './roles.ts';

/** A sign-in proves who sits there for so long. */
export const FRESH_FOR_MS = 10 * 60_000;

/** What somebody may do to their own sign-in, whatever their role. */
type Own = 'own_passkeys';

/**
 * The one rule of what asks for a fresh sign-in, by mail or by passkey: what lets somebody else in, or sends money elsewhere.
 * Whoever finds an open browser, or a stolen session, can then do neither. Everything else is undone by a later press, or is
 * bounded by what was agreed with a customer.
 */
const ASKS: Readonly<Record<Permission | Own, boolean>> = {
  see: false,
  manage_members: true,
  edit_profile: false,
  edit_bank_accounts: true,
  connect_stripe: true,
  map_customers: false,
  edit_customers: false,
  save_views: false,
  issue_invoices: false,
  move_money: false,
  manage_keys: true,
  read_audit_log: false,
  run_work_again: false,
  own_passkeys: true,
};

export const asksForFreshSignIn = (what: Permission | Own): boolean => ASKS[what];

/** Whether a sign-in at an instant (ms) still counts as fresh. */
export const isFreshSignIn = (signedInAt: number, now: number): boolean => now - signedInAt < FRESH_FOR_MS;
