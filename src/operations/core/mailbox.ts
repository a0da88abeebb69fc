import { canonicalAddress, mailboxKey, parseMailbox } from '../../adapters/email/port-address.ts';

export { canonicalAddress, mailboxKey };

/** What is wrong with an address whose syntax is right: a domain that DNS cannot hold. As the end of a sentence. */
export const mailboxProblem = (text: string): string | null =>
  parseMailbox(text) === null ? 'has a domain that cannot exist' : null;

/** Addresses without blanks, each mailbox once, as it was first written. */
export function distinctAddresses(all: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const text of all.map((each) => each.trim()).filter((each) => each !== '')) {
    const key = mailboxKey(text);
    if (!byKey.has(key)) byKey.set(key, text);
  }
  return [...byKey.values()];
}
