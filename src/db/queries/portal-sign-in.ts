import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import {
  customerAddresses,
  customers,
  merchants,
  signInMails,
  signIns,
  signInUses,
} from '../schema/index.ts';

/** Two rows are enough to know whether the deployment has one business or more. */
const selectTwoMerchants = (db: Database) => db.select().from(merchants).orderBy(asc(merchants.id)).limit(2);

export const readTwoMerchants = (db: Database) => selectTwoMerchants(db).all();

/** Whose mails are counted together: those to an address for anybody, or those for one browser alone. */
export type Share = {
  readonly audience: 'portal' | 'staff';
  readonly livemode: boolean;
  readonly address: string;
  readonly browserHash: string | null;
  /** Only mails after this instant (ms). */
  readonly since: number;
};

/** The mails of a share, newest first: a budget keeps them few. */
export const selectMailsTo = (db: Database, { audience, livemode, address, browserHash, since }: Share) =>
  db
    .select({ dueAt: signInMails.dueAt, expiresAt: signInMails.expiresAt })
    .from(signInMails)
    .where(
      and(
        eq(signInMails.address, address),
        eq(signInMails.livemode, livemode),
        eq(signInMails.audience, audience),
        browserHash === null ? isNull(signInMails.browserHash) : eq(signInMails.browserHash, browserHash),
        gt(signInMails.dueAt, since),
      ),
    )
    .orderBy(desc(signInMails.dueAt));

/**
 * The newest customer that an address may sign in for, and whether other businesses know it too. Mail goes to the address
 * as the business wrote it.
 */
export async function readAddressee(db: Database, address: string, livemode: boolean) {
  const isTheirs = and(
    eq(customerAddresses.address, address),
    eq(customerAddresses.portal, true),
    eq(customers.livemode, livemode),
  );
  const [[newest], businesses] = await db.batch([
    db
      .select({
        customerId: customers.id,
        merchantId: customers.merchantId,
        written: customerAddresses.written,
      })
      .from(customerAddresses)
      .innerJoin(customers, eq(customers.id, customerAddresses.customerId))
      .where(isTheirs)
      .orderBy(desc(customers.id))
      .limit(1),
    db
      .selectDistinct({ merchantId: customers.merchantId })
      .from(customerAddresses)
      .innerJoin(customers, eq(customers.id, customerAddresses.customerId))
      .where(isTheirs)
      .limit(2),
  ]);
  return newest === undefined ? null : { ...newest, isOfSeveral: businesses.length > 1 };
}

export const selectSignInMail = (db: Database, id: string, audience: Share['audience']) =>
  db
    .select()
    .from(signInMails)
    .where(and(eq(signInMails.id, id), eq(signInMails.audience, audience)));

/** In which browsers a mail was used. */
export const selectSignInUses = (db: Database, id: string) =>
  db.select().from(signInUses).where(eq(signInUses.mailId, id));

/** What a sign-in link names: a mail with its uses, or a sign-in by the API with its customer; and the merchants. */
export async function readSignIn(db: Database, id: string) {
  const [[mail], uses, [opened], house] = await db.batch([
    selectSignInMail(db, id, 'portal'),
    selectSignInUses(db, id),
    db
      .select({ row: signIns, customerName: customers.legalName, merchant: merchants })
      .from(signIns)
      .innerJoin(customers, eq(customers.id, signIns.customerId))
      .innerJoin(merchants, eq(merchants.id, customers.merchantId))
      .where(and(eq(signIns.id, id), eq(signIns.kind, 'api'))),
    selectTwoMerchants(db),
  ]);
  if (mail !== undefined) return { kind: 'mail', mail, uses, house } as const;
  return opened === undefined ? null : ({ kind: 'api', ...opened } as const);
}
