import { asc, eq } from 'drizzle-orm';
import type { Database } from '../../../src/db/database.ts';
import { committedHash, dataCommitment } from '../../../src/db/hash-chain.ts';
import { journal } from '../../../src/db/schema/index.ts';

/** What is wrong with a merchant's journal: a gap, a break in the chain, or a hash that is not its entry's. */
export async function brokenChain(db: Database, merchantId: string): Promise<string[]> {
  const rows = await db
    .select()
    .from(journal)
    .where(eq(journal.merchantId, merchantId))
    .orderBy(asc(journal.streamType), asc(journal.streamId), asc(journal.seq));
  const wrong: string[] = [];
  let before = { stream: '', seq: 0, hash: '' };
  for (const row of rows) {
    const { streamType, streamId, seq, commandId, type, at, prevHash } = row;
    const stream = `${streamType}/${streamId}`;
    if (before.stream !== stream) before = { stream, seq: 0, hash: '' };
    if (seq !== before.seq + 1 || prevHash !== before.hash) wrong.push(`${stream} breaks at ${seq}`);
    const commitment = row.commitment ?? (await dataCommitment(row.salt ?? '', row.data));
    const of = { stream: { type: streamType, id: streamId }, seq, commandId, type, at, prevHash };
    if ((await committedHash({ ...of, commitment })) !== row.hash) wrong.push(`${stream} is wrong at ${seq}`);
    before = { stream, seq, hash: row.hash };
  }
  return wrong;
}
