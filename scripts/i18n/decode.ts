import { Unreadable } from './row.ts';

/** The text of a file: UTF-8, or UTF-16 with its mark, as spreadsheets save it. Else refused by its line. */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return strictly('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return strictly('utf-16be', bytes);
  return strictly('utf-8', bytes);
}

function strictly(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const line = lineOfFault(encoding, bytes);
    throw new Unreadable(
      line,
      'The file is not in UTF-8. Save it again as “CSV UTF-8”, and nothing is lost.',
    );
  }
}

/** The first line that cannot be read; UTF-16 has no lines of bytes. */
function lineOfFault(encoding: string, bytes: Uint8Array): number | null {
  if (encoding !== 'utf-8') return null;
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const next = bytes.indexOf(0x0a, start);
    const end = next === -1 ? bytes.length : next + 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end;
  }
  return null;
}
