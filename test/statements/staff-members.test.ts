import { sql } from 'drizzle-orm';
import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { readPasskeyOwner, readPasskeys } from '../../src/db/queries/passkeys.ts';
import {
  readInvitation,
  selectMembers,
  selectOpenInvitations,
  selectTimesInvited,
} from '../../src/db/queries/staff.ts';
import { passkeys, people, staffSessions } from '../../src/db/schema/index.ts';
import { deleteMember, endInvitation, setRole, withdrawSentBy } from '../../src/db/writes/members.ts';
import { deletePasskey, openPasskeySession, renamePasskey } from '../../src/db/writes/passkeys.ts';
import { reads, sent, writes } from './met.ts';
import { NEIGHBOURS, OTHER_BUSINESS, OWN } from './own.ts';
import { changed } from './rows.ts';
import {
  bob,
  ENDED,
  invitation,
  member,
  OTHER_ADDRESS,
  OTHER_PERSON,
  passkey,
  person,
  session,
} from './staff-rows.ts';

const { merchant } = OWN;

describe('a passkey', () => {
  it('is its person’s, who has it, names it and removes it', async () => {
    await reads((db) => readPasskeys(db, 'per_1'), [passkey], [{ of: passkey, in: [OTHER_PERSON] }]);
    await reads(
      (db) => readPasskeyOwner(db, 'crd_1'),
      [passkey, person, bob, member],
      [
        { of: passkey, in: [{ credential_id: 'crd_2' }] },
        { of: person, in: [{ id: 'per_9' }] },
        { of: member, in: [OTHER_PERSON] },
      ],
    );
    const own = { id: 'pky_1', personId: 'per_1' };
    const strays = [{ of: passkey, in: [OTHER_PERSON, { id: 'pky_2' }] }];
    await writes((db) => renamePasskey(db, own, 'Key', () => []), [passkey], strays);
    await writes((db) => deletePasskey(db, own, () => []), [passkey], strays);
  });

  it('is logged as renamed or removed where it is its person’s', async () => {
    const logged =
      (act: typeof deletePasskey) =>
      async (db: Database): Promise<boolean> => {
        await act(db, { id: 'pky_1', personId: 'per_1' }, (isSo) => [
          db.update(people).set({ written: 'logged' }).where(isSo),
        ]);
        return (await db.select().from(people)).some(({ written }) => written === 'logged');
      };
    const strays = [{ of: passkey, in: [OTHER_PERSON, { id: 'pky_2' }] }];
    await reads(logged(deletePasskey), [passkey, person], strays);
    await reads(
      logged((db, own, audit) => renamePasskey(db, own, 'Key', audit)),
      [passkey, person],
      strays,
    );
  });

  const opening = (counter: number) => async (db: Database) => {
    const opened = await openPasskeySession(db, {
      passkeyId: 'pky_1',
      counter,
      personId: 'per_1',
      formerHash: 'secret',
      audit: () => [],
      session: {
        id: 'ses_2',
        secretHash: 'fresh',
        signedInBy: 'passkey',
        userAgent: null,
        network: null,
        country: null,
        createdAt: 500,
        expiresAt: 900,
      },
    });
    const rows = await db.select().from(staffSessions).orderBy(sql`id`);
    const counters = await db.select({ at: passkeys.counter }).from(passkeys);
    return [opened, rows.map(({ id, personId, endedAt }) => [id, personId, endedAt]), opened && counters];
  };

  it('opens a session of its person once a count, and ends the browser’s former one', async () => {
    await reads(
      opening(5),
      [passkey],
      [{ of: passkey, in: [OTHER_PERSON, { id: 'pky_2' }, { counter: 5 }, { counter: 6 }] }],
    );
    const uncounted = changed(passkey, { counter: 0 });
    await reads(opening(0), [uncounted], [{ of: uncounted, in: [{ counter: 1 }, { id: 'pky_2' }] }]);
    const ended = async (db: Database) =>
      JSON.stringify((await opening(5)(db))[1]).includes('["ses_1","per_1",500]');
    await reads(
      ended,
      [passkey, session],
      [
        { of: session, in: [{ secret_hash: 'other' }, ENDED] },
        { of: passkey, in: [{ counter: 5 }] },
      ],
    );
  });
});

describe('the members of a business', () => {
  it('are its own, and so are its invitations', async () => {
    await reads(
      (db) => selectMembers(db, 'mer_1'),
      [person, bob, member],
      [{ of: member, in: [OTHER_BUSINESS, { person_id: 'per_9' }] }],
    );
    await reads(
      (db) => selectOpenInvitations(db, 'mer_1'),
      [invitation],
      [{ of: invitation, in: [OTHER_BUSINESS, ENDED] }],
    );
    await reads(
      (db) => selectTimesInvited(db, 'mer_1', 'ann@staff.test', 99),
      [invitation],
      [{ of: invitation, in: [OTHER_BUSINESS, OTHER_ADDRESS, { created_at: 99 }] }],
    );
    await reads(
      (db) => readInvitation(db, 'ivt_1'),
      [...NEIGHBOURS, merchant, bob, invitation],
      [
        { of: invitation, in: [{ id: 'ivt_2' }, { merchant_id: 'mer_9' }] },
        { of: bob, in: [{ id: 'per_9' }] },
      ],
    );
  });

  it('are changed and removed one at a time, and what they sent is withdrawn', async () => {
    const place = { merchantId: 'mer_1', personId: 'per_1' };
    const strays = [{ of: member, in: [OTHER_BUSINESS, OTHER_PERSON] }];
    await writes(
      sent((db) => [setRole(db, place, 'finance', 9)]),
      [member],
      strays,
    );
    await writes(
      sent((db) => [deleteMember(db, place)]),
      [member],
      strays,
    );
    await writes(
      sent((db) => [endInvitation(db, 'ivt_1', 'accepted', 9)]),
      [invitation],
      [{ of: invitation, in: [{ id: 'ivt_2' }, ENDED] }],
    );
    await writes(
      sent((db) => [withdrawSentBy(db, { ...place, personId: 'per_2' }, 9)]),
      [invitation],
      [{ of: invitation, in: [OTHER_BUSINESS, { invited_by: 'per_1' }, ENDED] }],
    );
  });
});
