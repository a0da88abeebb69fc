import { sql } from 'drizzle-orm';
import type { Values } from '../domain/audit.ts';
import type { Effect } from '../domain/effects.ts';
import type { Entry } from '../domain/journal.ts';
import type { Database, Statement } from './database.ts';
import { entryHash } from './hash-chain.ts';
import { type Json, journal, outbox } from './schema/index.ts';
import { findCommand, type Head, headOf, selectHead } from './streams.ts';

export type { Effect } from '../domain/effects.ts';

/** One journal entry on a stream that the decision was based on. */
export type Append = Entry & { readonly head: Head };

/** All changes of one decision. The first append carries the command's result. */
export type Change = {
  readonly merchantId: string;
  /** Stable for the command: an API idempotency key, an event, an invoice and attempt. */
  readonly commandId: string;
  readonly at: number;
  readonly appends: readonly [Append, ...Append[]];
  readonly rows: readonly Statement[];
  readonly effects: readonly Effect[];
  readonly result: Json;
  /** The values before and after that the audit log shows; never a secret, and nothing personal. */
  readonly audit?: Values;
  /** Notes what others are told of it: comes after all else, and returns a row for each that is on its way. */
  readonly noting?: Statement;
};

export type Committed =
  | {
      readonly kind: 'committed';
      readonly result: Json;
      readonly replayed: boolean;
      /** Set where somebody is to be told of it. */
      readonly noted?: true;
    }
  | { readonly kind: 'lost_race' };

const SENDS = 3;
const PAUSE_MS = 50;

/**
 * The one writer. Everything goes in one D1 batch (one transaction): journal first, since its key
 * `(stream, seq)` is the lock that makes a late writer fail, then rows, then outbox. An entry follows the very one that
 * was decided on: where the database was restored meanwhile, that is gone. After any error the journal is read back
 * instead of trusting the error: if our command is there, it was committed; if the head is another one, we lost; if
 * neither is so, the same batch is sent again.
 * https://developers.cloudflare.com/d1/worker-api/d1-database/#batch
 */
export async function commit(db: Database, salt: () => string, change: Change): Promise<Committed> {
  const entries = await sealEntries(salt, change);
  // Statements are rebuilt for every send and never awaited on their own, since drizzle runs them when awaited.
  const send = () => {
    const [first, ...rest] = entries.map((entry) =>
      db.insert(journal).values({ ...entry, prevHash: previous(entry) }),
    );
    if (first === undefined) throw new Error('a change appends to at least one stream');
    const noting = change.noting === undefined ? [] : [change.noting];
    return db.batch([first, ...rest, ...change.rows, ...outboxRows(db, change), ...noting]);
  };
  for (let sends = 1; ; sends += 1) {
    try {
      const results: readonly unknown[] = await send();
      const noted = change.noting !== undefined && hasRows(results.at(-1));
      return { kind: 'committed', result: change.result, replayed: false, ...(noted && { noted }) };
    } catch (error) {
      const found = await readBack(db, change);
      if (found !== null) return found;
      if (sends === SENDS) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * sends));
    }
  }
}

const hasRows = (result: unknown): boolean => Array.isArray(result) && result.length > 0;

/** The hash of the entry before, as it stands; null, which no entry takes, where that entry is not there any more. */
const previous = ({ streamType, streamId, seq, prevHash }: typeof journal.$inferInsert) =>
  seq === 1
    ? prevHash
    : sql`(SELECT hash FROM journal WHERE stream_type = ${streamType} AND stream_id = ${streamId}
        AND seq = ${seq - 1} AND hash = ${prevHash})`;

const sealEntries = (salt: () => string, change: Change): Promise<(typeof journal.$inferInsert)[]> =>
  Promise.all(
    change.appends.map(async ({ stream, head, type, data }, index) => {
      const { commandId, at } = change;
      const entry = {
        stream,
        seq: head.seq + 1,
        commandId,
        type,
        data,
        at,
        salt: salt(),
        prevHash: head.hash,
      };
      return {
        streamType: stream.type,
        streamId: stream.id,
        seq: entry.seq,
        merchantId: change.merchantId,
        commandId,
        type,
        data,
        salt: entry.salt,
        result: index === 0 ? change.result : null,
        at,
        prevHash: head.hash,
        hash: await entryHash(entry),
      };
    }),
  );

const outboxRows = (db: Database, change: Change): Statement[] =>
  change.effects.map((effect) =>
    db.insert(outbox).values({
      id: effect.id,
      merchantId: change.merchantId,
      kind: effect.kind,
      payload: effect.payload,
      state: 'pending',
      attempts: 0,
      dueAt: effect.dueAt ?? change.at,
      leaseUntil: 0,
      createdAt: change.at,
    }),
  );

async function readBack(db: Database, change: Change): Promise<Committed | null> {
  const ours = await findCommand(db, change.appends[0].stream, change.commandId);
  if (ours !== undefined) return { kind: 'committed', result: ours.result, replayed: true };
  for (const append of change.appends) {
    const head = headOf(await selectHead(db, append.stream));
    if (head.hash !== append.head.hash) return { kind: 'lost_race' };
  }
  return null;
}
