import { asc, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { memberships, passkeys, people } from '../schema/index.ts';

export type PasskeyRow = typeof passkeys.$inferSelect;

/** A person's passkeys, the oldest first. */
export const readPasskeys = (db: Database, personId: string): Promise<PasskeyRow[]> =>
  db.select().from(passkeys).where(eq(passkeys.personId, personId)).orderBy(asc(passkeys.id)).all();

/** A passkey with its person and the businesses that they work for. One round trip. */
export async function readPasskeyOwner(db: Database, credentialId: string) {
  const [[found], businesses] = await db.batch([
    db
      .select({ passkey: passkeys, person: people })
      .from(passkeys)
      .innerJoin(people, eq(people.id, passkeys.personId))
      .where(eq(passkeys.credentialId, credentialId)),
    db
      .select({ merchantId: memberships.merchantId })
      .from(passkeys)
      .innerJoin(memberships, eq(memberships.personId, passkeys.personId))
      .where(eq(passkeys.credentialId, credentialId)),
  ]);
  return found === undefined ? null : { ...found, businesses };
}
