import type { Role } from './roles.ts';

export type Member = { readonly personId: string; readonly role: Role };

/** Whether nobody else is an owner: this person can neither leave nor be anything else. */
export const isLastOwner = (members: readonly Member[], personId: string): boolean =>
  members.some((one) => one.personId === personId && one.role === 'owner') &&
  !members.some((one) => one.personId !== personId && one.role === 'owner');

/** More than any business has. */
export const MOST_MEMBERS = 200;
