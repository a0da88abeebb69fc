const encoder = new TextEncoder();
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A small PDF as a printer of this machine would make it, with more of its own in its catalogue. */
export const pdf = (more = '', pad = 0): Uint8Array =>
  bytesOf(
    `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R${more}>>\nendobj\n${' '.repeat(pad)}2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n`,
  );

/** One transparent pixel. */
export const png = (): Uint8Array =>
  bytesOf(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  );

export const jpeg = (): Uint8Array => Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 1, 2, 0xff, 0xd9]);

export const text = (words: string): Uint8Array => encoder.encode(words);

type Entry = {
  readonly name: string;
  readonly content?: string;
  /** What the directory says of it, where that is not so. */
  readonly says?: number;
  readonly flags?: number;
};

/** A zip whose parts are stored as they are. */
export function zip(entries: readonly Entry[], comment = ''): Uint8Array {
  const heads: string[] = [];
  let body = '';
  for (const { name, content = '', says = content.length, flags = 0 } of entries) {
    const at = body.length;
    const sizes = `${u32(0)}${u32(content.length)}${u32(says)}`;
    body += `PK\x03\x04${u16(20)}${u16(flags)}${u16(0)}${u32(0)}${sizes}${u16(name.length)}${u16(0)}${name}${content}`;
    heads.push(
      `PK\x01\x02${u16(20)}${u16(20)}${u16(flags)}${u16(0)}${u32(0)}${sizes}${u16(name.length)}${u16(0)}${u16(0)}${u16(0)}${u16(0)}${u32(0)}${u32(at)}${name}`,
    );
  }
  const directory = heads.join('');
  const count = u16(entries.length);
  const end = `PK\x05\x06${u16(0)}${u16(0)}${count}${count}${u32(directory.length)}${u32(body.length)}${u16(comment.length)}${comment}`;
  return bytesOf(body + directory + end);
}

const u16 = (value: number): string => String.fromCharCode(value & 0xff, (value >> 8) & 0xff);
const u32 = (value: number): string => u16(value & 0xffff) + u16(Math.floor(value / 0x10000));

const TYPES = { name: '[Content_Types].xml', content: '<Types/>' };
export const xlsx = (...more: readonly Entry[]): Uint8Array =>
  zip([TYPES, { name: 'xl/workbook.xml', content: '<workbook/>' }, ...more]);
export const docx = (...more: readonly Entry[]): Uint8Array =>
  zip([TYPES, { name: 'word/document.xml', content: '<document/>' }, ...more]);
export const openDocument = (type: 'text' | 'spreadsheet', ...more: readonly Entry[]): Uint8Array =>
  zip([
    { name: 'mimetype', content: `application/vnd.oasis.opendocument.${type}` },
    { name: 'content.xml', content: '<document/>' },
    ...more,
  ]);
