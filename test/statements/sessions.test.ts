import { describe, expect, it } from 'vitest';
import { selectMethodLinks, selectPayersFor } from '../../src/db/queries/method-links.ts';
import { readAddressee, readSignIn, selectMailsTo } from '../../src/db/queries/portal-sign-in.ts';
import { readSession } from '../../src/db/queries/portal-visit.ts';
import { customers, signInMails, signInUses } from '../../src/db/schema/index.ts';
import {
  deleteOldSessions,
  recordSessionUse,
  revokeEverySession,
  revokeSession,
  setSessionCustomer,
} from '../../src/db/writes/portal-sessions.ts';
import { endSignInMails } from '../../src/db/writes/sign-in.ts';
import { answerOf, reads, sent, writes } from './met.ts';
import { NEIGHBOURS, OTHER_BUSINESS, OTHER_MODE, OWN, OWNER, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const { merchant, connection, customer, address, session, signIn } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const OTHER_ADDRESS = { address: 'bob@payer.test' };
const mail = row(signInMails, {
  id: 'mai_1',
  address: 'ada@payer.test',
  livemode: false,
  dueAt: 101,
  expiresAt: 900,
});
const use = row(signInUses, { mailId: 'mai_1', browserHash: 'browser', sessionId: 'ses_1' });

describe('a session', () => {
  const rows = [...NEIGHBOURS, merchant, connection, customer, address, session];

  it('is found by its secret alone, until it ends, with its own customer and those it may choose', () =>
    reads((db) => readSession(db, 'secret'), rows, [
      { of: session, in: [{ secret_hash: 'other' }] },
      { of: customer, in: [OTHER_MODE, { id: 'cus_9' }] },
      { of: connection, in: [...WHOSE, { state: 'disconnected' }] },
      { of: address, in: [OTHER_ADDRESS, { customer_id: 'cus_9' }] },
    ]));

  it('names who pays where that is another one, and nobody where the customer pays', async () => {
    const parent = row(customers, { id: 'cus_9', legalName: 'Parent', ...OWNER, parentId: null });
    const child = changed(customer, { parent_id: 'cus_9' });
    const paidBy = async (...held: Parameters<typeof answerOf>[0]) =>
      (await answerOf([merchant, connection, address, session, ...held], (db) => readSession(db, 'secret')))
        ?.customer?.paidBy;
    expect(await paidBy(customer, parent)).toBeNull();
    expect(await paidBy(child, parent)).toBe('Parent');
  });

  it('knows the ids of those it pays for, and no others', () => {
    const child = row(customers, { id: 'cus_7', legalName: 'Child', ...OWNER, parentId: 'cus_1' });
    return reads(
      async (db) => (await readSession(db, 'secret'))?.childIds,
      [...rows, child],
      [{ of: child, in: [{ parent_id: 'cus_2' }, { parent_id: null }] }],
    );
  });

  it('that ended is nobody’s', async () => {
    const isThere = async (db: Parameters<typeof readSession>[0]) =>
      (await readSession(db, 'secret')) !== null;
    await reads(isThere, rows, [{ of: session, in: [{ revoked_at: 5 }] }]);
    await writes((db) => revokeSession(db, 'ses_1', 9), rows, [
      { of: session, in: [{ id: 'ses_2' }, { revoked_at: 5 }] },
    ]);
  });

  it('is used, changed and ended alone', async () => {
    await writes(
      (db) => recordSessionUse(db, 'ses_1', 9),
      [session],
      [{ of: session, in: [{ id: 'ses_2' }] }],
    );
    await writes(
      (db) => setSessionCustomer(db, 'ses_1', 'cus_2'),
      [session],
      [{ of: session, in: [{ id: 'ses_2' }] }],
    );
  });

  it('ends with all of its address, or all that the business opened for the customer', async () => {
    await writes(
      (db) => revokeEverySession(db, { address: 'ada@payer.test' }, 500),
      [session, mail],
      [
        { of: session, in: [OTHER_ADDRESS, { revoked_at: 5 }] },
        { of: mail, in: [OTHER_ADDRESS, { expires_at: 499 }] },
      ],
    );
    const opened = changed(session, { address: null });
    await writes(
      (db) => revokeEverySession(db, { customerId: 'cus_1' }, 500),
      [opened, signIn],
      [
        { of: opened, in: [SIBLING, { address: 'ada@payer.test' }, { revoked_at: 5 }] },
        { of: signIn, in: [SIBLING, { used_at: 5 }, { expires_at: 499 }] },
      ],
    );
    await writes(
      sent((db) => [endSignInMails(db, 'ada@payer.test', 500)]),
      [mail],
      [{ of: mail, in: [OTHER_ADDRESS, { expires_at: 499 }] }],
    );
  });

  it('is deleted once it is as old as it may be', async () => {
    const old = { before: 1_000, windowsBefore: 0, staffSeenBefore: 0, most: 5 };
    const past = changed(session, { created_at: 999, expires_at: 999 });
    const link = changed(signIn, { requested_at: 999 });
    const sentMail = changed(mail, { due_at: 999 });
    await writes(
      (db) => deleteOldSessions(db, old),
      [past, link, sentMail],
      [
        { of: past, in: [{ created_at: 1_000 }, { expires_at: 1_000 }] },
        { of: link, in: [{ requested_at: 1_000 }] },
        { of: sentMail, in: [{ due_at: 1_000 }] },
      ],
    );
  });
});

describe('a sign-in', () => {
  it('counts the mails of its share', async () => {
    const share = {
      audience: 'portal',
      livemode: false,
      address: 'ada@payer.test',
      browserHash: null,
      since: 100,
    } as const;
    const strays = [OTHER_ADDRESS, OTHER_MODE, { audience: 'staff' }, { due_at: 100 }];
    await reads(
      (db) => selectMailsTo(db, share),
      [mail],
      [{ of: mail, in: [...strays, { browser_hash: 'b' }] }],
    );
    const own = changed(mail, { browser_hash: 'b' });
    await reads(
      (db) => selectMailsTo(db, { ...share, browserHash: 'b' }),
      [own],
      [{ of: own, in: [...strays, { browser_hash: null }, { browser_hash: 'c' }] }],
    );
  });

  it('is for the customers of the address, in the mode', () =>
    reads(
      (db) => readAddressee(db, 'ada@payer.test', false),
      [customer, address],
      [
        { of: customer, in: [OTHER_MODE, { id: 'cus_9' }] },
        { of: address, in: [OTHER_ADDRESS, { customer_id: 'cus_9' }] },
      ],
    ));

  it('is read by its id, a mail with its uses, what the API opened with its customer', async () => {
    await reads(
      (db) => readSignIn(db, 'mai_1'),
      [mail, use],
      [
        { of: mail, in: [{ id: 'mai_2' }] },
        { of: use, in: [{ mail_id: 'mai_2' }] },
      ],
    );
    await reads(
      (db) => readSignIn(db, 'sgn_1'),
      [...NEIGHBOURS, merchant, customer, signIn],
      [{ of: signIn, in: [{ id: 'sgn_2' }, { kind: 'email' }] }],
    );
  });
});

it('a method for an invoice is asked of whoever it is or pays it', async () => {
  const parented = changed(customer, { parent_id: 'cus_9' });
  await reads(
    (db) => selectPayersFor(db, SCOPE, 'inv_1'),
    [merchant, parented, OWN.invoice],
    [{ of: OWN.invoice, in: [OTHER_BUSINESS, OTHER_MODE, { id: 'inv_2' }] }],
  );
});

it('a link to add a method is listed for its customer, with the mail that took it there', async () => {
  const { email } = OWN;
  const link = changed(signIn, { api_key_id: null });
  const sent = changed(email, { cause: 'method_link/sgn_1', template: 'method_asked' });
  await reads(
    (db) => selectMethodLinks(db, 'cus_1', 5),
    [...NEIGHBOURS, merchant, customer, link, sent],
    [
      { of: link, in: [{ customer_id: 'cus_2' }, { kind: 'email' }, { api_key_id: 'key_1' }] },
      { of: sent, in: [{ cause: 'method_link/sgn_2' }, { template: 'sign_in_link' }] },
    ],
  );
});
