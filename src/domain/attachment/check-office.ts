import { ascii, startsWith } from '../image/bytes.ts';
import type { FileKind } from './kinds.ts';
import { OTHER_KIND } from './other-kind.ts';
import { LOCAL_HEAD, u16, type ZipEntry, zipEntries } from './zip-entries.ts';

/** What a document may come to when its reader unpacks it; a bomb is a thousand times its size. */
const MOST_UNPACKED_BYTES = 250_000_000;
const MOST_ENTRIES = 5_000;

const BROKEN = 'The document is broken or cut off. Save it again, and send it again.';
const ENCRYPTED = 'The document is protected by a password, so it cannot be checked. Save it without.';
const MACROS =
  'The document contains macros, ActiveX or embedded programs. Save it without macros, or as a PDF.';
const BOMB = `The document would unpack to more than ${MOST_UNPACKED_BYTES / 1_000_000} MB, or to more than it holds. Save it again.`;

/** Macros and what else runs, by where Office and LibreOffice keep it. A printer's settings are `.bin`, too, and harmless. */
const RUNS =
  /(?:^|\/)(?:vba[^/]*|activeX|macrosheets|dialogsheets|Basic|Scripts)(?:\/|\.bin$|\.xml$)|\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|lnk|html?|xhtml)$/i;
const BINARY = /\.bin$/i;
const PRINTER = /(?:^|\/)printerSettings\d*\.bin$/i;

/**
 * Why the content is no document of its kind that can be attached, or null. It is judged by what its directory names; nothing is
 * unpacked.
 */
export function officeProblem(bytes: Uint8Array, kind: FileKind): string | null {
  if (!startsWith(bytes, LOCAL_HEAD)) return OTHER_KIND;
  const entries = zipEntries(bytes);
  if (entries === null) return BROKEN;
  if (entries.some(({ isEncrypted }) => isEncrypted)) return ENCRYPTED;
  if (isBomb(entries, bytes.length)) return BOMB;
  if (entries.some(({ name }) => isOutside(name))) return BROKEN;
  const names = new Set(entries.map(({ name }) => name));
  if (names.size < entries.length) return BROKEN;
  if (!names.has(kind.mainPart ?? '')) return OTHER_KIND;
  if (kind.content === 'office_xml' && !names.has('[Content_Types].xml')) return OTHER_KIND;
  if (kind.content === 'open_document' && openDocumentType(bytes) !== kind.mediaType) return OTHER_KIND;
  return entries.some(({ name }) => RUNS.test(name) || (BINARY.test(name) && !PRINTER.test(name)))
    ? MACROS
    : null;
}

/** More than a document comes to, or parts that lie over each other, as those of a bomb do. */
function isBomb(entries: readonly ZipEntry[], length: number): boolean {
  const sum = (of: (entry: ZipEntry) => number) => entries.reduce((all, entry) => all + of(entry), 0);
  return (
    entries.length > MOST_ENTRIES ||
    sum(({ bytes }) => bytes) > MOST_UNPACKED_BYTES ||
    sum(({ compressedBytes }) => compressedBytes) > length ||
    new Set(entries.map(({ at }) => at)).size < entries.length
  );
}

/** A name that leads out of where it is unpacked. */
const isOutside = (name: string): boolean =>
  name === '' || name.startsWith('/') || /[\\:]|(?:^|\/)\.\.(?:\/|$)/.test(name);

/** What an OpenDocument says it is, in its first part, which is stored as it is (OpenDocument 1.3, part 2, 3.3). */
function openDocumentType(bytes: Uint8Array): string | null {
  const method = u16(bytes, 8);
  const length = u16(bytes, 18);
  const nameEnd = 30 + u16(bytes, 26);
  if (method !== 0 || ascii(bytes, 30, nameEnd) !== 'mimetype' || length > 200) return null;
  const from = nameEnd + u16(bytes, 28);
  return ascii(bytes, from, from + length);
}
