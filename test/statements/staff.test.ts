import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { readSessionsOf, readStaffSession, readStaffSignIn } from '../../src/db/queries/staff.ts';
import { people, staffSessions, usedChallenges } from '../../src/db/schema/index.ts';
import { deleteOldStaffRows } from '../../src/db/writes/staff-prune.ts';
import { endSessions, openStaffSession, recordStaffVisit } from '../../src/db/writes/staff-sessions.ts';
import { reads, sent, writes } from './met.ts';
import { changed, row } from './rows.ts';
import {
  all,
  bob,
  ENDED,
  invitation,
  mail,
  member,
  OTHER_ADDRESS,
  OTHER_PERSON,
  person,
  session,
  use,
} from './staff-rows.ts';

describe('a session of staff', () => {
  it('is its person’s until it is ended, with their businesses and the open invitations to their address', () =>
    reads((db) => readStaffSession(db, 'secret', 500), all, [
      { of: session, in: [{ secret_hash: 'other' }, ENDED] },
      { of: person, in: [{ id: 'per_9' }] },
      { of: member, in: [OTHER_PERSON, { merchant_id: 'mer_9' }] },
      { of: invitation, in: [OTHER_ADDRESS, ENDED, { expires_at: 500 }, { merchant_id: 'mer_9' }] },
    ]));

  it('is listed to its person alone, while it can be used', () =>
    reads(
      (db) => readSessionsOf(db, 'per_1', 100, 500),
      [session],
      [{ of: session, in: [OTHER_PERSON, ENDED, { seen_at: 100 }, { expires_at: 500 }] }],
    ));

  it('is noted and ended alone, by its person; or all but one', async () => {
    const seen = { seenAt: 9, userAgent: null, network: null, country: null };
    await writes(
      (db) => recordStaffVisit(db, 'ses_1', seen),
      [session],
      [{ of: session, in: [{ id: 'ses_2' }] }],
    );
    const ending = (which: Parameters<typeof endSessions>[1]['which']) => (db: Database) =>
      endSessions(db, { personId: 'per_1', which, now: 500, audit: () => [] });
    const strays = [OTHER_PERSON, ENDED];
    await writes(ending({ id: 'ses_1' }), [session], [{ of: session, in: [...strays, { id: 'ses_2' }] }]);
    await writes(ending({ allBut: 'ses_2' }), [session], [{ of: session, in: [...strays, { id: 'ses_2' }] }]);
  });

  it('is logged as ended where it is its person’s, and ended then', async () => {
    const logged = async (db: Database) => {
      const isSo: boolean[] = [];
      const audit: Parameters<typeof endSessions>[1]['audit'] = (ended) => [
        db.update(people).set({ written: 'logged' }).where(ended),
      ];
      await endSessions(db, { personId: 'per_1', which: { id: 'ses_1' }, now: 500, audit });
      isSo.push((await db.select().from(people)).some(({ written }) => written === 'logged'));
      return isSo;
    };
    await reads(logged, [session, person], [{ of: session, in: [OTHER_PERSON, ENDED, { id: 'ses_2' }] }]);
  });

  it('and what else staff left is deleted once it is over for so long', async () => {
    const challenge = row(usedChallenges, { hash: 'chl_1', expiresAt: 499 });
    const old = [
      changed(session, { seen_at: 499 }),
      changed(invitation, { expires_at: 499 }),
      challenge,
    ] as const;
    await writes(
      sent((db) => deleteOldStaffRows(db, { seenBefore: 500, overBefore: 500, most: 5 })),
      old,
      [
        { of: old[0], in: [{ seen_at: 500 }] },
        { of: old[1], in: [{ expires_at: 500 }] },
        { of: old[2], in: [{ expires_at: 500 }] },
      ],
    );
  });
});

describe('a sign-in by mail', () => {
  const signIn = (db: Database) => readStaffSignIn(db, 'mai_1', 500);
  it('shows what its address has: the person, their businesses, the open invitations', () =>
    reads(
      signIn,
      [...all, mail, use],
      [
        { of: mail, in: [{ id: 'mai_2' }, { audience: 'portal' }] },
        { of: use, in: [{ mail_id: 'mai_2' }] },
        { of: person, in: [{ address: 'carl@staff.test' }] },
        { of: member, in: [OTHER_PERSON, { merchant_id: 'mer_9' }] },
        { of: invitation, in: [OTHER_ADDRESS, ENDED, { expires_at: 500 }, { merchant_id: 'mer_9' }] },
      ],
    ));

  const opening = {
    mailId: 'mai_1',
    browserHash: 'new',
    newPersonId: 'per_3',
    written: 'Ann',
    formerHash: 'secret',
    audit: () => [],
    session: {
      id: 'ses_2',
      secretHash: 'fresh',
      signedInBy: 'link',
      userAgent: null,
      network: null,
      country: null,
      createdAt: 500,
      expiresAt: 900,
    },
  } as const;
  const after = async (db: Database) => {
    await openStaffSession(db, opening);
    const { id, personId, endedAt } = staffSessions;
    return [await db.select({ id, personId, endedAt }).from(staffSessions), await db.select().from(people)];
  };

  it('opens a session of its address’s person, once a browser, while it is fresh', async () => {
    const another = changed(mail, { id: 'mai_2', ...OTHER_ADDRESS });
    await reads(
      after,
      [another, bob, person, mail],
      [{ of: mail, in: [{ id: 'mai_9' }, { audience: 'portal' }, { expires_at: 500 }] }],
    );
    const personOf = async (db: Database) =>
      (await after(db))[0]?.map((each) => Reflect.get(each, 'personId'));
    await reads(personOf, [mail, person], [{ of: person, in: [OTHER_ADDRESS] }]);
    const used = changed(use, { browser_hash: 'new' });
    await reads(
      after,
      [mail, person, used],
      [{ of: used, in: [{ mail_id: 'mai_2' }, { browser_hash: 'b' }] }],
    );
  });

  it('is opened by its own use of that mail', async () => {
    const expired = changed(mail, { expires_at: 500 });
    const own = changed(use, { session_id: 'ses_2' });
    await reads(
      after,
      [expired, person, own],
      [{ of: own, in: [{ mail_id: 'mai_2' }, { session_id: 'ses_9' }] }],
    );
  });

  it('ends the browser’s former session where it opened one', async () => {
    const endedNow = async (db: Database) => {
      await openStaffSession(db, opening);
      return (await db.select().from(staffSessions)).some(
        ({ id, endedAt }) => id === 'ses_1' && endedAt === 500,
      );
    };
    await reads(
      endedNow,
      [mail, person, session],
      [
        { of: session, in: [{ secret_hash: 'other' }, ENDED] },
        { of: mail, in: [{ expires_at: 500 }] },
      ],
    );
  });
});
