import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

type Row = Readonly<Record<string, unknown>>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Follows every stream of the journal: entries are numbered without a gap, each holds the hash of the one before, and its own is
 * of what it says. Of an entry whose data was erased only the chain can be followed, which is what the salt is for.
 */
export function brokenChains(db: DatabaseSync): readonly string[] {
  const broken: string[] = [];
  let before: Row | null = null;
  const entries = db.prepare('SELECT * FROM journal ORDER BY stream_type, stream_id, seq').iterate();
  for (const entry of entries) {
    const isNext =
      before !== null && before.stream_type === entry.stream_type && before.stream_id === entry.stream_id;
    const name = `${entry.stream_type} ${entry.stream_id}, entry ${entry.seq}`;
    if (entry.seq !== (isNext ? Number(before?.seq) + 1 : 1))
      broken.push(`${name}: one before it is missing`);
    else if (entry.prev_hash !== (isNext ? before?.hash : ''))
      broken.push(`${name}: not chained to the one before`);
    else if (entry.salt !== null && entry.hash !== hashOf(entry)) broken.push(`${name}: changed`);
    before = entry;
  }
  return broken;
}

/** The hash as the journal's writer makes it, made here again by itself. */
function hashOf(entry: Row): string {
  const data: unknown = entry.data === null ? null : JSON.parse(String(entry.data));
  const commitment = sha256(`${entry.salt}\n${sorted(data)}`);
  const { prev_hash, stream_type, stream_id, seq, command_id, type, at } = entry;
  return sha256([prev_hash, stream_type, stream_id, seq, command_id, type, at, commitment].join('\n'));
}

/** JSON with sorted keys. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${sorted(item)}`).join(',')}}`;
}
