import { canonicalAddress } from '../core/mailbox.ts';
import { sha256Hex } from '../facts/hash.ts';

/**
 * The normalised address that customers are found by, or null if it is none. Before the @ only ASCII letters are
 * lower-cased, as in the database: folding others would let one person's address pass for another's.
 */
export function readAddress(typed: string): string | null {
  const address = canonicalAddress(typed.trim());
  if (address.length > 254 || !/^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/.test(address)) return null;
  return address.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The key that attempts are counted under: a hash, which does not reveal the address or network. */
export const attemptKey = async (kind: string, deploymentId: string, value: string): Promise<string> =>
  `${kind}/${(await sha256Hex(`${deploymentId}\n${kind}\n${value}`)).slice(0, 24)}`;

/** The name of an address in a browser's own cookie, which need not say whose it is. */
export const addressKey = (deploymentId: string, address: string): Promise<string> =>
  attemptKey('address', deploymentId, address);
