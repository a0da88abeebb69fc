import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { keyMails } from '../schema/index.ts';

/** Counts mails of a key's day in one statement; false, and nothing counted, where they would be more than `most`. */
export async function takeKeyMails(
  db: Database,
  { apiKeyId, dayStart, count, most }: typeof keyMails.$inferInsert & { readonly most: number },
): Promise<boolean> {
  if (count > most) return false;
  const taken = await db
    .insert(keyMails)
    .values({ apiKeyId, dayStart, count })
    .onConflictDoUpdate({
      target: [keyMails.apiKeyId, keyMails.dayStart],
      set: { count: sql`${keyMails.count} + ${count}` },
      setWhere: sql`${keyMails.count} + ${count} <= ${most}`,
    })
    .returning({ count: keyMails.count });
  return taken.length > 0;
}
