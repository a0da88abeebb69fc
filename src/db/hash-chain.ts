import type { Json } from './schema/index.ts';
import type { Stream } from './streams.ts';

/** JSON with sorted keys, so that the same data always has the same bytes. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
  return `{${entries.join(',')}}`;
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
const sha256 = async (text: string): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

export type Entry = {
  readonly stream: Stream;
  readonly seq: number;
  readonly commandId: string;
  readonly type: string;
  readonly data: Json;
  readonly at: number;
  readonly salt: string;
  readonly prevHash: string;
};

/** A salted commitment to an entry's data: whoever has no salt cannot try what the data was. */
export const dataCommitment = (salt: string, data: Json): Promise<string> =>
  sha256(`${salt}\n${canonical(data)}`);

/**
 * The hash of a journal entry: it covers the one before and a salted commitment to the data. After data and salt
 * are erased (a person's right, or their time is past), the chain still verifies by the stored commitment.
 */
export const entryHash = async (entry: Entry): Promise<string> =>
  committedHash({ ...entry, commitment: await dataCommitment(entry.salt, entry.data) });

/** The same for an entry of whose data only the commitment is known. */
export async function committedHash({
  commitment,
  ...entry
}: Omit<Entry, 'data' | 'salt'> & { readonly commitment: string }): Promise<string> {
  return sha256(
    [
      entry.prevHash,
      entry.stream.type,
      entry.stream.id,
      entry.seq,
      entry.commandId,
      entry.type,
      entry.at,
      commitment,
    ].join('\n'),
  );
}
