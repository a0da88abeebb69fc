/** Why something about staff was not done, as its reader is told. */
export const STAFF_REFUSED = {
  not_permitted: 'Your role does not permit this. Ask an owner of the business.',
  last_owner: 'The business would be left without an owner. Make somebody else an owner first.',
  already_member: 'This person is a member already. Change the role in the list of members.',
  not_a_role: 'Choose one role.',
  too_many_members: 'There are as many members and invitations as one business may have.',
  invited_too_often:
    'This address was invited five times today. Ask them to look in their spam folder, or try again tomorrow.',
  invitation_over:
    'This invitation is over: it was used, withdrawn, replaced or has expired. Ask for a new one.',
  for_another_address:
    'This invitation is for another address. Sign in with the address that it was sent to.',
  passkey_refused: 'This passkey was not accepted. Sign in by mail, or try again.',
  too_many_passkeys: 'There are twenty passkeys already: remove one that is not used.',
} as const;

export type StaffRefusal = keyof typeof STAFF_REFUSED;
