/**
 * A file's name for `Content-Disposition`: in ASCII for every reader, and the real one where it differs (RFC 6266, RFC 8187).
 * It never opens in the browser.
 */
export function attachmentDisposition(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\%]/g, '_');
  const isPlain = plain === name;
  return isPlain
    ? `attachment; filename="${plain}"`
    : `attachment; filename="${plain}"; filename*=UTF-8''${extended(name)}`;
}

const extended = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
