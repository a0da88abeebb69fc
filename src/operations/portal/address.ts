import { sha256Hex } from '../facts/hash.ts';

/**
 * An address as customers are found by it, or null for what is none. Only ASCII letters lose their case, as in
 * the database: folding others would let one person's address pass for another's.
 */
export function readAddress(typed: string): string | null {
  const address = typed.trim();
  if (address.length > 254 || !/^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/.test(address)) return null;
  return address.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** What a try is counted under, of whatever kind: nothing that could be read back to an address or a network. */
export const attemptKey = async (kind: string, deploymentId: string, value: string): Promise<string> =>
  `${kind}/${(await sha256Hex(`${deploymentId}\n${kind}\n${value}`)).slice(0, 24)}`;

/**
 * The network that an IP address is counted with: IPv4 as it is, also where it is written as IPv6 (RFC 4291,
 * 2.5.5.2); IPv6 by the /64 that one household has.
 */
export function networkOf(ip: string): string {
  const plain = ip.toLowerCase().replace(/^(?:0*:)*:?ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::', 2);
  const groups = head.split(':').filter((group) => group !== '');
  if (tail !== undefined) {
    const after = tail.split(':').filter((group) => group !== '').length;
    while (groups.length + after < 8) groups.push('0');
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
