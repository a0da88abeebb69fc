const NOT_UTF8 = 'The text is not in UTF-8. Save it as “CSV UTF-8” or “Text, UTF-8”, and send it again.';
const CONTROL = 'The text contains control characters, so it is no plain text.';
/** Tab, line feed and carriage return. */
const ALLOWED: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d]);

/** Why the content is no plain text, or null. */
export function textContentProblem(bytes: Uint8Array): string | null {
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if ((byte < 0x20 && !ALLOWED.has(byte)) || byte === 0x7f) return CONTROL;
    const length = lengthAt(bytes, at);
    if (length === 0) return NOT_UTF8;
    // C1 controls are two bytes.
    if (byte === 0xc2 && (bytes[at + 1] ?? 0) < 0xa0 && bytes[at + 1] !== 0x85) return CONTROL;
    at += length;
  }
  return null;
}

/** How many bytes the character has that begins here; 0 where there is none. RFC 3629, 4. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return follow(bytes, at, 2, 0x80, 0xbf);
  // No longer form than is needed, and no halves of a pair.
  if (first === 0xe0) return follow(bytes, at, 3, 0xa0, 0xbf);
  if (first === 0xed) return follow(bytes, at, 3, 0x80, 0x9f);
  if (first >= 0xe1 && first <= 0xef) return follow(bytes, at, 3, 0x80, 0xbf);
  if (first === 0xf0) return follow(bytes, at, 4, 0x90, 0xbf);
  if (first === 0xf4) return follow(bytes, at, 4, 0x80, 0x8f);
  if (first >= 0xf1 && first <= 0xf3) return follow(bytes, at, 4, 0x80, 0xbf);
  return 0;
}

/** `length` where the bytes behind the first are what they have to be, else 0. */
function follow(bytes: Uint8Array, at: number, length: number, least: number, most: number): number {
  const second = bytes[at + 1] ?? 0;
  if (second < least || second > most) return 0;
  for (let next = 2; next < length; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
