import { and, desc, eq, lt } from 'drizzle-orm';
import type { Profile } from '../../domain/profile/profile.ts';
import type { Database, Statement } from '../database.ts';
import { logos, merchantProfiles } from '../schema/index.ts';

/** The select for one version of a merchant's own profile, for a read batch; none for one that was never replaced. */
export const selectProfile = (db: Database, merchantId: string, version: number) =>
  db
    .select()
    .from(merchantProfiles)
    .where(and(eq(merchantProfiles.merchantId, merchantId), eq(merchantProfiles.version, version)));

/** The select for a merchant's versions, newest first, and one beyond that says whether there are more. */
export const selectProfiles = (
  db: Database,
  merchantId: string,
  page: { readonly before: number; readonly limit: number },
) =>
  db
    .select()
    .from(merchantProfiles)
    .where(and(eq(merchantProfiles.merchantId, merchantId), lt(merchantProfiles.version, page.before)))
    .orderBy(desc(merchantProfiles.version))
    .limit(page.limit + 1);

export type ProfileVersion = {
  readonly merchantId: string;
  readonly version: number;
  readonly profile: Profile;
  readonly createdAt: number;
  readonly changedBy: string | null;
  readonly restores: number | null;
};

/** Keeps a version. The one that is replaced may be kept already. */
export const insertProfile = (db: Database, version: ProfileVersion): Statement =>
  db.insert(merchantProfiles).values(version).onConflictDoNothing();

/** A business's own logo by its hash, whether it is in force or printed on older invoices. */
export const selectLogo = (db: Database, merchantId: string, hash: string) =>
  db
    .select({ type: logos.type, base64: logos.base64 })
    .from(logos)
    .where(and(eq(logos.merchantId, merchantId), eq(logos.hash, hash)));

/** Stores a logo. The same picture may have been uploaded before. */
export const insertLogo = (db: Database, logo: typeof logos.$inferInsert): Statement =>
  db.insert(logos).values(logo).onConflictDoNothing();
