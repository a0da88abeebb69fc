import { committedHash, dataCommitment } from './hash-chain.ts';
import type { journal } from './schema/index.ts';

type Row = typeof journal.$inferSelect;

/** The first entry of a stream that is not where it belongs, or whose hash is not its own; null where all fit. */
export async function brokenAt(rows: readonly Row[]): Promise<number | null> {
  let before = { seq: 0, hash: '' };
  for (const row of rows) {
    const { seq, hash } = row;
    const follows = seq === before.seq + 1 && row.prevHash === before.hash;
    if (!follows || ((await hashOf(row)) ?? hash) !== hash) return before.seq + 1;
    before = { seq, hash };
  }
  return null;
}

/**
 * The hash that an entry has to have; the data of an old one is erased, and its commitment stands for it. Null where neither
 * is left: the entry behind it holds its hash all the same.
 */
async function hashOf(row: Row): Promise<string | null> {
  const { streamType, streamId, seq, commandId, type, at, prevHash } = row;
  const commitment = row.salt === null ? row.commitment : await dataCommitment(row.salt, row.data);
  if (commitment === null) return null;
  const stream = { type: streamType, id: streamId };
  return committedHash({ stream, seq, commandId, type, at, prevHash, commitment });
}
