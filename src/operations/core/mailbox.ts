import { canonicalAddress, mailboxKey, parseMailbox } from '../../adapters/email/port-address.ts';

export { canonicalAddress, mailboxKey };

/** What is wrong with an address whose syntax is right: a domain that DNS cannot hold. As the end of a sentence. */
export const mailboxProblem = (text: string): string | null =>
  parseMailbox(text) === null ? 'has a domain that cannot exist' : null;

/** An address that somebody typed, in the form that addresses are kept in; null where no mail can go to it. */
export const keptAddress = (typed: string | null): string | null =>
  typed === null || parseMailbox(typed) === null ? null : canonicalAddress(typed);

/** Addresses without blanks, each mailbox once, as it was first written. */
export function distinctAddresses(all: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const text of all.map((each) => each.trim()).filter((each) => each !== '')) {
    const key = mailboxKey(text);
    if (!byKey.has(key)) byKey.set(key, text);
  }
  return [...byKey.values()];
}
