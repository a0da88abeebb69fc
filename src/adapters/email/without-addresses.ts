/** A server's words on one line, without addresses: servers like to repeat them, and words are logged and shown. */
export const withoutAddresses = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[^\s<>"'(]+@[^\s<>"')]+/g, '[address]')
    .toWellFormed()
    .trim();
