import { and, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { apiKeys } from '../schema/index.ts';
import type { Page } from './invoices.ts';
import { within } from './scoped.ts';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

/** The select for a key by the SHA-256 of its secret, or of the one before, whether it still works or not. */
export const selectApiKey = (db: Database, hash: string) =>
  db
    .select()
    .from(apiKeys)
    .where(or(eq(apiKeys.hash, hash), eq(apiKeys.previousHash, hash)));

/** The select for one key of a business in a mode, for a read batch. */
export const selectKeyById = (db: Database, scope: Scope, id: string) =>
  db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), within(apiKeys, scope)));

/** The select for the keys that are not revoked, for a read batch. */
export const selectHeldKeys = (db: Database, scope: Scope) =>
  db
    .select()
    .from(apiKeys)
    .where(and(within(apiKeys, scope), isNull(apiKeys.revokedAt)));

/** The select for one page of keys, newest first, and one beyond it. */
export const selectKeyPage = (db: Database, scope: Scope, { startingAfter, limit }: Page) =>
  db
    .select()
    .from(apiKeys)
    .where(and(within(apiKeys, scope), startingAfter === null ? undefined : lt(apiKeys.id, startingAfter)))
    .orderBy(desc(apiKeys.id))
    .limit(limit + 1);

/** The select for what keys of a business are called, for a read batch. */
export const selectKeyNames = (db: Database, merchantId: string, ids: readonly string[]) =>
  db
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(
      and(
        sql`+${apiKeys.merchantId} = ${merchantId}`,
        inArray(apiKeys.id, sql`(select value from json_each(${JSON.stringify(ids)}))`),
      ),
    );
