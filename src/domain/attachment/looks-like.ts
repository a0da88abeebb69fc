import { ascii, startsWith } from '../image/bytes.ts';

const SIGNS: readonly (readonly [what: string, sign: readonly number[]])[] = [
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a zip file or an office document', [0x50, 0x4b, 0x03, 0x04]],
  ['an older office document', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a compressed file', [0x1f, 0x8b]],
  ['a RAR file', [0x52, 0x61, 0x72, 0x21]],
  ['a 7z file', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
  // With what linkers write behind it: a text may begin with these two letters.
  ['a program', [0x4d, 0x5a, 0x90, 0x00]],
  ['a program', [0x4d, 0x5a, 0x50, 0x00]],
  ['a script', [0x23, 0x21]],
];

/** What a browser takes for a page, where it guesses. https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type */
const MARKUP =
  /^<(?:!doctype|!--|\?xml|html|head|body|script|svg|iframe|style|title|table|div|font|br|img|h1|a|b|p)\b/i;
const LOOK_AT = 256;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** What a file is by how it begins, for a sentence; null where it begins like nothing that is known here. */
export function looksLike(bytes: Uint8Array): string | null {
  if (isMarkup(bytes)) return 'HTML, SVG or XML';
  return SIGNS.find(([, sign]) => startsWith(bytes, sign))?.[0] ?? null;
}

/** Whether a text begins as a page or a picture of markup does, behind white space. */
function isMarkup(bytes: Uint8Array): boolean {
  const from = startsWith(bytes, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  return MARKUP.test(ascii(bytes, from, from + LOOK_AT).trimStart());
}
