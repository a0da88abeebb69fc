import { createHash } from 'node:crypto';

type Row = Readonly<Record<string, unknown>>;

/** The journal, stream by stream. */
export const READ_JOURNAL = 'SELECT * FROM journal ORDER BY stream_type, stream_id, seq';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Follows every stream of the journal: entries are numbered without a gap, each holds the hash of the one before, and its own is
 * of what it says. Of an entry whose data and salt were erased, the commitment to them that was left is what the hash covers.
 */
export function brokenChains(entries: Iterable<Row>): readonly string[] {
  const broken: string[] = [];
  let before: Row | null = null;
  for (const entry of entries) {
    const isNext =
      before !== null && before.stream_type === entry.stream_type && before.stream_id === entry.stream_id;
    const name = `${entry.stream_type} ${entry.stream_id}, entry ${entry.seq}`;
    if (entry.seq !== (isNext ? Number(before?.seq) + 1 : 1))
      broken.push(`${name}: one before it is missing`);
    else if (entry.prev_hash !== (isNext ? before?.hash : ''))
      broken.push(`${name}: not chained to the one before`);
    else if (!isAsHashed(entry)) broken.push(`${name}: changed`);
    before = entry;
  }
  return broken;
}

/** Whether an entry's hash is of what it says. One that lost data, salt and commitment is held by its neighbours alone. */
function isAsHashed(entry: Row): boolean {
  const { salt, commitment = null, hash } = entry;
  if (salt === null) return commitment === null || hash === hashOf(entry, String(commitment));
  const data: unknown = entry.data === null ? null : JSON.parse(String(entry.data));
  return hash === hashOf(entry, sha256(`${salt}\n${sorted(data)}`));
}

/** The hash as the journal's writer makes it, made here again by itself. */
function hashOf(entry: Row, commitment: string): string {
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
