import { startsWith } from '../image/bytes.ts';
import { OTHER_KIND } from './other-kind.ts';

const HEADER = [0x25, 0x50, 0x44, 0x46, 0x2d]; // %PDF-
const END = [0x25, 0x25, 0x45, 0x4f, 0x46]; // %%EOF
/** Readers look for the end this far from where the file stops. */
const END_WITHIN = 1024;

const SLASH = 0x2f;
const HASH = 0x23;
const LONGEST = 12;

/** Names of a PDF that are not let in, and why. Encryption stands in the trailer, which is never compressed. */
const UNWANTED: ReadonlyMap<string, string> = new Map([
  [
    'Encrypt',
    'The PDF is encrypted: its readers would need a password, and it cannot be checked. Save it without.',
  ],
  ['JavaScript', 'The PDF contains JavaScript: print it to a PDF anew, which leaves that out.'],
  ['Launch', 'The PDF starts a program when it is used: print it to a PDF anew, which leaves that out.'],
]);

/**
 * Why the content is no PDF that can be attached, or null. It has to begin with its header, so that it is nothing else as well.
 * What stands in a compressed part is not looked at.
 */
export function pdfProblem(bytes: Uint8Array): string | null {
  if (!startsWith(bytes, HEADER)) return OTHER_KIND;
  const end = bytes.length - END.length;
  let at = end;
  while (at >= 0 && at > end - END_WITHIN && !startsWith(bytes, END, at)) at -= 1;
  if (at < 0 || !startsWith(bytes, END, at)) return 'The PDF is cut off: its end is missing. Send it again.';
  for (let from = bytes.indexOf(SLASH); from !== -1; from = bytes.indexOf(SLASH, from + 1)) {
    const problem = UNWANTED.get(nameAt(bytes, from + 1));
    if (problem !== undefined) return problem;
  }
  return null;
}

/** The name behind a slash, as far as it is of interest; a character may be written as `#` and two digits (ISO 32000-1, 7.3.5). */
function nameAt(bytes: Uint8Array, from: number): string {
  let name = '';
  for (let at = from; name.length < LONGEST; at += 1) {
    let byte = bytes[at] ?? 0;
    if (byte === HASH) {
      byte = Number.parseInt(String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0), 16) || 0;
      at += 2;
    }
    if (!isLetter(byte)) return name;
    name += String.fromCharCode(byte);
  }
  return name;
}

const isLetter = (byte: number): boolean => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
