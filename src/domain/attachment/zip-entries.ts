import { ascii, startsWith } from '../image/bytes.ts';

export type ZipEntry = {
  readonly name: string;
  /** Of the file inside, as the zip says it. */
  readonly bytes: number;
  readonly compressedBytes: number;
  readonly isEncrypted: boolean;
  /** Where its own head stands. */
  readonly at: number;
};

export const LOCAL_HEAD = [0x50, 0x4b, 0x03, 0x04];
const DIRECTORY_HEAD = [0x50, 0x4b, 0x01, 0x02];
const END_HEAD = [0x50, 0x4b, 0x05, 0x06];
const END_BYTES = 22;
const DIRECTORY_BYTES = 46;
const MOST_COMMENT = 0xffff;

/**
 * What a zip says that is in it, read from its directory; nothing is inflated. Null where it is no whole zip, where something
 * stands before or behind it, and for one of 4 GB and more. APPNOTE.TXT, 4.3.
 */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] | null {
  if (!startsWith(bytes, LOCAL_HEAD)) return null;
  const end = endOf(bytes);
  if (end === null) return null;
  const count = u16(bytes, end + 10);
  const size = u32(bytes, end + 12);
  let at = u32(bytes, end + 16);
  if (u16(bytes, end + 4) !== 0 || at + size !== end) return null;
  const entries: ZipEntry[] = [];
  while (entries.length < count) {
    if (at + DIRECTORY_BYTES > end || !startsWith(bytes, DIRECTORY_HEAD, at)) return null;
    const nameLength = u16(bytes, at + 28);
    const name = ascii(bytes, at + DIRECTORY_BYTES, at + DIRECTORY_BYTES + nameLength);
    entries.push({
      name,
      bytes: u32(bytes, at + 24),
      compressedBytes: u32(bytes, at + 20),
      isEncrypted: (u16(bytes, at + 8) & 1) === 1,
      at: u32(bytes, at + 42),
    });
    at += DIRECTORY_BYTES + nameLength + u16(bytes, at + 30) + u16(bytes, at + 32);
  }
  return at === end ? entries : null;
}

/** Where the directory's end stands, which ends the file but for a comment. */
function endOf(bytes: Uint8Array): number | null {
  const last = bytes.length - END_BYTES;
  for (let at = last; at >= 0 && at >= last - MOST_COMMENT; at -= 1)
    if (startsWith(bytes, END_HEAD, at) && at + END_BYTES + u16(bytes, at + 20) === bytes.length) return at;
  return null;
}

export const u16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const u32 = (bytes: Uint8Array, at: number): number => (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
