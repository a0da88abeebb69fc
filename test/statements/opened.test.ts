import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { portalSessions, signInMails, signInUses } from '../../src/db/schema/index.ts';
import { openApiSession, openMailSession } from '../../src/db/writes/open-session.ts';
import { reads } from './met.ts';
import { OTHER_MODE, OWN } from './own.ts';
import { changed, row } from './rows.ts';

const { customer, address, session, signIn } = OWN;
const ask = {
  signInId: 'mai_1',
  livemode: false,
  sessionId: 'ses_2',
  secretHash: 'new',
  formerHash: 'secret',
  now: 500,
  expiresAt: 2_000,
  browserHash: 'browser',
};
const mail = row(signInMails, {
  id: 'mai_1',
  address: 'ada@payer.test',
  livemode: false,
  dueAt: 101,
  expiresAt: 501,
});
const expired = changed(mail, { expires_at: 500 });
const use = row(signInUses, { mailId: 'mai_1', browserHash: 'other', sessionId: 'ses_2' });
const another = changed(mail, { id: 'mai_2', address: 'bob@payer.test' });

/** The sessions that there are once a link was used: whose each is, and whether it ended. */
const after = (open: (db: Database) => Promise<boolean>) => async (db: Database) => {
  await open(db);
  const { id, customerId, address: of, livemode, revokedAt } = portalSessions;
  return db.select({ id, customerId, of, livemode, revokedAt }).from(portalSessions);
};
const byMail = after((db) => openMailSession(db, ask));

describe('a session by mail', () => {
  it('is its one customer’s, of the address and the mode', () =>
    reads(
      byMail,
      [mail, another, customer, address],
      [
        { of: mail, in: [{ id: 'mai_9' }, OTHER_MODE, { expires_at: 500 }] },
        { of: customer, in: [OTHER_MODE, { id: 'cus_9' }] },
        { of: address, in: [{ address: 'bob@payer.test' }, { customer_id: 'cus_9' }, { portal: 0 }] },
      ],
    ));

  it('is nobody’s yet where the address has several customers', () => {
    const sibling = changed(customer, { id: 'cus_2' });
    const theirs = changed(address, { customer_id: 'cus_2' });
    return reads(
      byMail,
      [mail, customer, address, sibling, theirs],
      [{ of: sibling, in: [OTHER_MODE, { id: 'cus_9' }] }],
    );
  });

  it('is opened by its own use of that mail', () =>
    reads(byMail, [expired, use], [{ of: use, in: [{ mail_id: 'mai_2' }, { session_id: 'ses_9' }] }]));

  it('ends the browser’s former one, once, and only where it was opened', async () => {
    const ended = async (db: Database) => (await byMail(db)).filter(({ id }) => id === 'ses_1');
    await reads(ended, [mail, session], [{ of: mail, in: [{ expires_at: 500 }] }]);
    const revoked = async (db: Database) =>
      (await byMail(db)).some(({ id, revokedAt }) => id === 'ses_1' && revokedAt === 500);
    await reads(
      revoked,
      [mail, session],
      [{ of: session, in: [{ secret_hash: 'other' }, { revoked_at: 5 }] }],
    );
  });
});

it('a session by the API is its customer’s, and ends the former one where it was opened', async () => {
  const byApi = after((db) => openApiSession(db, { ...ask, signInId: 'sgn_1' }));
  const strays = [{ id: 'sgn_2' }, { kind: 'email' }, OTHER_MODE, { used_at: 5 }, { expires_at: 500 }];
  await reads(byApi, [signIn, customer], [{ of: signIn, in: strays }]);
  await reads(byApi, [signIn, session], [{ of: signIn, in: strays }]);
});
