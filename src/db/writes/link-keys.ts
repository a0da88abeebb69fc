import { sql } from 'drizzle-orm';
import type { KnownKey } from '../../domain/link-keys.ts';
import type { Database } from '../database.ts';
import { linkKeys } from '../schema/index.ts';

/** Notes link keys. A number stays its first key's, whoever comes at the same time. */
export async function saveLinkKeys(db: Database, keys: readonly KnownKey[]): Promise<void> {
  await db
    .insert(linkKeys)
    .select(
      sql`select value ->> 'number', value ->> 'fingerprint', value ->> 'makesSince', value ->> 'madeUntil'
        from json_each(${JSON.stringify(keys)}) where true`,
    )
    .onConflictDoUpdate({
      target: linkKeys.number,
      set: {
        makesSince: sql`coalesce(${linkKeys.makesSince}, excluded.makes_since)`,
        madeUntil: sql`excluded.made_until`,
      },
      setWhere: sql`${linkKeys.fingerprint} = excluded.fingerprint`,
    });
}
