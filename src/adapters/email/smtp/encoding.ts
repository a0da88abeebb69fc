const encoder = new TextEncoder();

/** A text of one line for a header: line breaks and control characters become spaces, so that no header can be added. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .toWellFormed()
    .trim();
}

/**
 * A header with unstructured text, folded. Text beyond ASCII, or with words too long to fold, becomes encoded words
 * of at most 75 characters that never split a character (RFC 2047, base64).
 */
export function textHeader(name: string, value: string): string {
  const text = oneLine(value);
  return `${name}: ${isPlain(text) ? fold(text) : encodedWords(text)}\r\n`;
}

/** A header with one address and, before it, a name (RFC 5322: quoted; beyond ASCII: encoded words, unquoted). */
export function addressHeader(name: string, displayName: string, address: string): string {
  const text = oneLine(displayName);
  if (text === '') return `${name}: <${address}>\r\n`;
  const phrase = isPlain(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : encodedWords(text);
  return `${name}: ${phrase}\r\n <${address}>\r\n`;
}

/** A header field of addresses without names, each on a line of its own; nothing where there are none. */
export const addressesHeader = (name: string, addresses: readonly string[]): string =>
  addresses.length === 0 ? '' : `${name}: ${addresses.map((address) => `<${address}>`).join(',\r\n ')}\r\n`;

/** A body part's text as quoted-printable (RFC 2045, 6.7), lines of at most 76 characters, ended by CRLF. */
export function quotedPrintable(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').toWellFormed().split('\n');
  return lines.map(quotedLine).join('\r\n');
}

function quotedLine(line: string): string {
  const out: string[] = [];
  let column = 0;
  const bytes = encoder.encode(line);
  for (const [i, byte] of bytes.entries()) {
    const last = i === bytes.length - 1;
    const literal = (byte > 32 && byte < 127 && byte !== 61) || ((byte === 32 || byte === 9) && !last);
    const token = literal
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (column + token.length > 75) {
      out.push('=\r\n');
      column = 0;
    }
    out.push(token);
    column += token.length;
  }
  return out.join('');
}

/** Bytes as base64 in lines of 76 characters. */
export function base64Lines(bytes: Uint8Array): string {
  return (toBase64(bytes).match(/.{1,76}/g) ?? []).join('\r\n');
}

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8_192)
    binary += String.fromCharCode(...bytes.subarray(i, i + 8_192));
  return btoa(binary);
}

function isPlain(text: string): boolean {
  return (
    /^[\x20-\x7e]*$/.test(text) && !text.includes('=?') && text.split(' ').every((word) => word.length < 60)
  );
}

/** Breaks at spaces into lines of about 70 characters; the space stays, as the folding white space. */
function fold(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1] ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length > 66) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join('\r\n ');
}

function encodedWords(text: string): string {
  const words: string[] = [];
  let chunk = '';
  let size = 0;
  for (const character of text) {
    const bytes = encoder.encode(character).length;
    // 39 bytes are 52 characters of base64; with `=?UTF-8?B?`, `?=` and the header's name, a line of 76 at most.
    if (size + bytes > 39) {
      words.push(chunk);
      chunk = '';
      size = 0;
    }
    chunk += character;
    size += bytes;
  }
  if (chunk !== '') words.push(chunk);
  return words.map((word) => `=?UTF-8?B?${toBase64(encoder.encode(word))}?=`).join('\r\n ');
}
