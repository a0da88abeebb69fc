import { describe, expect, it } from 'vitest';
import { INVITATION_LIFE_MS, invitationState } from '../../../src/domain/staff/invitation.ts';
import { isLastOwner } from '../../../src/domain/staff/membership.ts';
import { may, type Permission, parseRole, ROLES } from '../../../src/domain/staff/roles.ts';
import { isSessionOver, STAFF_IDLE_MS, STAFF_SESSION_LIFE_MS } from '../../../src/domain/staff/session.ts';

const DAY = 24 * 3_600_000;

describe('an invitation', () => {
  it('is open for a week, and what it ended as from then on', () => {
    expect(INVITATION_LIFE_MS).toBe(7 * DAY);
    const at = (now: number, outcome: 'accepted' | null = null) =>
      invitationState({ outcome, expiresAt: 100 }, now);
    expect([at(99), at(100)]).toEqual(['open', 'expired']);
    expect([at(99, 'accepted'), at(100, 'accepted')]).toEqual(['accepted', 'accepted']);
  });
});

describe('a business', () => {
  const owner = { personId: 'per_1', role: 'owner' } as const;
  it.each([
    ['its only owner', [owner, { personId: 'per_2', role: 'finance' }], true],
    ['one of two', [owner, { personId: 'per_2', role: 'owner' }], false],
    [
      'no owner beside one',
      [
        { ...owner, role: 'finance' },
        { personId: 'per_2', role: 'owner' },
      ],
      false,
    ],
    ['no owner, and there is none', [{ ...owner, role: 'finance' }], false],
    ['nobody of it', [{ ...owner, personId: 'per_2' }], false],
  ] as const)('keeps a person who is %s: %s', (_, members, expected) => {
    expect(isLastOwner(members, 'per_1')).toBe(expected);
  });
});

describe('a role', () => {
  /** By what the roles are for: who looks, who is technical, who deals with money, who answers for it all. */
  const PERMITTED: Readonly<Record<(typeof ROLES)[number], readonly Permission[]>> = {
    owner: [
      'see',
      'manage_members',
      'edit_profile',
      'connect_stripe',
      'map_customers',
      'edit_customers',
      'save_views',
      'move_money',
      'manage_keys',
    ],
    finance: ['see', 'edit_profile', 'map_customers', 'edit_customers', 'save_views', 'move_money'],
    technician: ['see', 'connect_stripe', 'map_customers', 'save_views', 'manage_keys'],
    read_only: ['see'],
  };
  it.each(ROLES)('%s permits what it is for, and nothing else', (role) => {
    expect(PERMITTED.owner.filter((permission) => may(role, permission))).toEqual(PERMITTED[role]);
  });

  it('is one of these, as a form writes it', () => {
    expect(ROLES.map(parseRole)).toEqual([...ROLES]);
    for (const text of ['', 'Owner', 'owner,finance', 'staff']) expect(parseRole(text)).toBeNull();
  });
});

describe('a session of staff', () => {
  it('is over at its end, after four days without use, or once it was ended', () => {
    expect([STAFF_IDLE_MS, STAFF_SESSION_LIFE_MS]).toEqual([4 * DAY, 30 * DAY]);
    const over = (now: number, endedAt: number | null = null) =>
      isSessionOver({ seenAt: 0, expiresAt: 3 * DAY, endedAt }, now);
    expect([over(3 * DAY - 1), over(3 * DAY)]).toEqual([false, true]);
    const idle = (now: number) => isSessionOver({ seenAt: 0, expiresAt: 30 * DAY, endedAt: null }, now);
    expect([idle(4 * DAY - 1), idle(4 * DAY)]).toEqual([false, true]);
    expect(over(1, 1)).toBe(true);
  });
});
