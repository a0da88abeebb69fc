import {
  invitations,
  memberships,
  passkeys,
  people,
  signInMails,
  signInUses,
  staffSessions,
} from '../../src/db/schema/index.ts';
import { NEIGHBOURS, OWN } from './own.ts';
import { row } from './rows.ts';

const { merchant } = OWN;
export const OTHER_PERSON = { person_id: 'per_2' };
export const OTHER_ADDRESS = { address: 'bob@staff.test' };
export const person = row(people, { id: 'per_1', address: 'ann@staff.test', written: 'Ann' });
export const bob = row(people, { id: 'per_2', address: 'bob@staff.test', written: 'Bob' });
export const member = row(memberships, { merchantId: 'mer_1', personId: 'per_1', role: 'owner' });
export const invitation = row(invitations, {
  id: 'ivt_1',
  merchantId: 'mer_1',
  address: 'ann@staff.test',
  invitedBy: 'per_2',
  createdAt: 100,
  expiresAt: 501,
});
export const session = row(staffSessions, {
  id: 'ses_1',
  secretHash: 'secret',
  personId: 'per_1',
  signedInBy: 'link',
  seenAt: 101,
  expiresAt: 501,
});
export const passkey = row(passkeys, {
  id: 'pky_1',
  personId: 'per_1',
  credentialId: 'crd_1',
  counter: 4,
  transports: [],
});
export const mail = row(signInMails, {
  id: 'mai_1',
  address: 'ann@staff.test',
  audience: 'staff',
  dueAt: 101,
  expiresAt: 501,
});
export const use = row(signInUses, { mailId: 'mai_1', browserHash: 'browser', sessionId: 'ses_9' });
export const ENDED = { ended_at: 5 };
export const all = [...NEIGHBOURS, merchant, person, bob, member, invitation, session];
