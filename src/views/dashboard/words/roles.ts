import type { Role } from '../../../domain/staff/roles.ts';

/** Roles as people read them, and what each may do, in English. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  finance: 'Finance',
  technician: 'Technician',
  read_only: 'Read only',
};

export const ROLE_EXPLAINED: Readonly<Record<Role, string>> = {
  owner: 'Everything, including members.',
  finance: 'The business’s profile, customers and money.',
  technician:
    'Writes and sends invoices; Stripe, API keys and matching customers. Can’t charge, refund or void.',
  read_only: 'Sees everything and changes nothing.',
};
