import { type Refused, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/staff/roles.ts';
import type { Standing } from './change-members.ts';

/** Why this person may not manage members, by the role that they have under the lock of the change; null where they may. */
export function whyNotManage({ members }: Standing, personId: string): Refused | null {
  const member = members.find((one) => one.personId === personId);
  return member !== undefined && may(member.role, 'manage_members')
    ? null
    : refused({ code: 'staff_refused', why: 'not_permitted' });
}
