import { canonicalAddress, mailboxKey } from '../core/mailbox.ts';

/** ASCII letters in lower case, as SQLite's `lower` and the triggers on customers write them. */
export const lowerAscii = (text: string): string =>
  text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** An address as rows may hold it: as it was given, as it is kept, and as mail servers tell mailboxes apart. */
export const spellingsOf = (address: string): readonly string[] => {
  const given = address.trim();
  return [...new Set([given, canonicalAddress(given), mailboxKey(given)].map(lowerAscii))];
};
