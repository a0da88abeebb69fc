import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { apiKeys } from '../schema/index.ts';

/** The select for a valid key, by its SHA-256. */
export const selectApiKey = (db: Database, hash: string) =>
  db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      merchantId: apiKeys.merchantId,
      livemode: apiKeys.livemode,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)));
