import {
  deleteKey,
  deleteKeysOlderThan,
  type KeyName,
  releaseKey,
  reserveKey,
  someKeyOlderThan,
  storeAnswer,
  takeOverKey,
} from '../../db/writes/idempotency-keys.ts';
import { type Context, newId, type ReadContext } from '../core/context.ts';
import { sha256Hex } from '../facts/hash.ts';

const KEPT_MS = 24 * 3_600_000;
const LOCK_MS = 60_000;
/** So many are deleted a tick. */
const AT_ONCE = 1000;

/** Identifies a command, however often it is sent. */
export type Command = {
  readonly commandId: string;
  /** The part of a created object's id behind its prefix. */
  readonly seed: string;
};

/** What a request with an idempotency key may do. */
export type Begun =
  | { readonly kind: 'run'; readonly command: Command }
  /** Answered before; the links in the stored body are filled in. */
  | { readonly kind: 'replay'; readonly status: number; readonly body: string }
  | { readonly kind: 'other_request' }
  | { readonly kind: 'in_flight'; readonly retryAfterSeconds: number };

const seedOf = (ctx: Context): string => newId(ctx, 'req').slice('req_'.length);

/**
 * The command of a reservation. The key alone is not enough: a day later it may be reused for a new request, which must
 * not be taken for the old one.
 */
const commandOf = (apiKeyId: string, seed: string): Command => ({
  commandId: `api/${apiKeyId}/${seed}`,
  seed,
});

/** A command for a request that came without a key. */
export const freshCommand = (ctx: Context, apiKeyId: string): Command => commandOf(apiKeyId, seedOf(ctx));

/**
 * Reserves a key before anything is done, with the id that a creation will have, so that a retry after a crash is the
 * same command. `fingerprint` covers everything that identifies the request.
 */
export async function beginRequest(ctx: Context, name: KeyName, fingerprint: string): Promise<Begun> {
  const { db } = ctx;
  const at = ctx.now();
  const requestHash = await sha256Hex(fingerprint);
  const resourceSeed = seedOf(ctx);
  const row = { ...name, requestHash, resourceSeed, lockedUntil: at + LOCK_MS, createdAt: at };
  const held = await reserveKey(db, row, at - KEPT_MS);
  // The reservation is already gone: a request that was refused as invalid just released it.
  if (held === undefined) return { kind: 'in_flight', retryAfterSeconds: 1 };
  const run = { kind: 'run', command: commandOf(name.apiKeyId, held.resourceSeed) } as const;
  if (held.resourceSeed === resourceSeed) return run;
  if (held.requestHash !== requestHash) return { kind: 'other_request' };
  if (held.status !== null) {
    return { kind: 'replay', status: held.status, body: await ctx.links.fill(held.response ?? '') };
  }
  if (held.lockedUntil > at) return inFlight(held.lockedUntil - at);
  const taken = await takeOverKey(db, name, held.lockedUntil, at + LOCK_MS);
  return taken.length > 0 ? run : inFlight(LOCK_MS);
}

const inFlight = (ms: number): Begun => ({
  kind: 'in_flight',
  retryAfterSeconds: Math.min(5, Math.max(1, Math.ceil(ms / 1000))),
});

/** How a request ended, for its retries. */
export type Ended =
  /** Stored without its links, and replayed for 24 hours. */
  | { readonly kind: 'decided'; readonly status: number; readonly body: string }
  /** Nothing was done because the request is wrong: the key is free for a corrected one. */
  | { readonly kind: 'invalid' }
  /** The outcome is unknown or may change: the same request may be retried. */
  | { readonly kind: 'undecided' };

/** Ends what {@link beginRequest} let run. */
export async function endRequest(ctx: Context, name: KeyName, ended: Ended): Promise<void> {
  switch (ended.kind) {
    case 'decided':
      await storeAnswer(ctx.db, name, ended.status, await ctx.links.hide(ended.body));
      return;
    case 'invalid':
      await deleteKey(ctx.db, name);
      return;
    case 'undecided':
      await releaseKey(ctx.db, name);
      return;
  }
}

/** Whether there are keys to delete. */
export const oldKeysWait = (ctx: ReadContext) => someKeyOlderThan(ctx.now() - KEPT_MS);

/** Deletes some of the keys older than a day and returns how many. One that is reserved again is deleted then. */
export async function pruneIdempotencyKeys(ctx: Context): Promise<number> {
  const forgotten = await deleteKeysOlderThan(ctx.db, ctx.now() - KEPT_MS, AT_ONCE);
  return forgotten.length;
}
