/**
 * The network that an IP address is counted under: IPv4 as it is, also if it is mapped to IPv6 (RFC 4291, 2.5.5.2);
 * IPv6 by its /64, which one household has.
 */
export function networkOf(ip: string): string {
  const plain = ip.toLowerCase().replace(/^(?:0*:)*:?ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = partsOf(head);
  const after = partsOf(tail ?? '');
  if (tail !== undefined) while (groups.length + after.length < 8) groups.push('0');
  return [...groups, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

const partsOf = (text: string): string[] => text.split(':').filter((group) => group !== '');
