/** What a person is to a business: one of these, never several. */
export const ROLES = ['owner', 'finance', 'technician', 'read_only'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a role permits. A new permission is granted here, role by role: `see` is every page that only shows, the others are
 * changes.
 */
export type Permission =
  | 'see'
  /** Invite, remove, and change roles. */
  | 'manage_members'
  /** The business's profile: names, addresses, bank accounts, how and when it collects. */
  | 'edit_profile'
  /** Say which bank accounts customers pay to, and go back to what an earlier profile said of that. */
  | 'edit_bank_accounts'
  /** Connect, disconnect and onboard a Stripe account. */
  | 'connect_stripe'
  /** Say which client is which customer of Stripe's, and import. */
  | 'map_customers'
  | 'edit_customers'
  /** Save filters of the list of invoices for everybody. */
  | 'save_views'
  /** Write drafts, finalize and send them, and replace links: a sent invoice is charged no further than was agreed. */
  | 'issue_invoices'
  /** Charge, refund, void, credit, record a payment. */
  | 'move_money'
  /** API keys and webhooks. */
  | 'manage_keys'
  /** Who changed what, and from which address. */
  | 'read_audit_log'
  /** Have what stopped tried once more: it can be done twice, and moves no money that nobody asked for. */
  | 'run_work_again';

const PERMITTED: Readonly<Record<Permission, readonly Role[]>> = {
  see: ['owner', 'finance', 'technician', 'read_only'],
  manage_members: ['owner'],
  edit_profile: ['owner', 'finance'],
  edit_bank_accounts: ['owner', 'finance'],
  connect_stripe: ['owner', 'technician'],
  map_customers: ['owner', 'finance', 'technician'],
  edit_customers: ['owner', 'finance'],
  save_views: ['owner', 'finance', 'technician'],
  issue_invoices: ['owner', 'finance', 'technician'],
  move_money: ['owner', 'finance'],
  manage_keys: ['owner', 'technician'],
  read_audit_log: ['owner', 'finance', 'technician'],
  run_work_again: ['owner', 'finance', 'technician'],
};

export const may = (role: Role, permission: Permission): boolean => PERMITTED[permission].includes(role);

/** A role as a form writes it; null for anything else, two roles with a comma between them included. */
export const parseRole = (text: string): Role | null => ROLES.find((role) => role === text) ?? null;
