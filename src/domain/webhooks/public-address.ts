/** Ranges of IPv4 that are not on the public internet. https://www.iana.org/assignments/iana-ipv4-special-registry */
const NOT_PUBLIC: readonly (readonly [first: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** An IPv4 address as one number; null for what is none. Only four decimal numbers: a URL's host is written so. */
function ipv4(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return null;
  return parts.reduce((all, part) => all * 256 + part, 0);
}

/** The eight groups of an IPv6 address; null for what is none. */
function ipv6(text: string): readonly number[] | null {
  const bare = text.replace(/%.*$/, '');
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  const embedded = dotted === null ? null : ipv4(dotted[2] ?? '');
  if (dotted !== null && embedded === null) return null;
  const hex =
    dotted === null || embedded === null
      ? bare
      : `${dotted[1]}${Math.floor(embedded / 65_536).toString(16)}:${(embedded % 65_536).toString(16)}`;
  const [head = '', tail, ...others] = hex.split('::');
  if (others.length > 0 || !hex.includes(':')) return null;
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const all = [...before, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...after];
  return all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : null;
}

const isIn = (address: number, first: string, bits: number): boolean => {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) === Math.floor((ipv4(first) ?? 0) / size);
};

/** Whether a text is an address of either kind. */
export const isAddress = (text: string): boolean => ipv4(text) !== null || ipv6(text) !== null;

/**
 * Whether an address is one on the public internet. Of IPv6 that is 2000::/3 alone, without what tunnels to IPv4, is reserved or for
 * documents; so an IPv4 address that is written as IPv6 is none. https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function isPublicAddress(text: string): boolean {
  const four = ipv4(text);
  if (four !== null) return !NOT_PUBLIC.some(([first, bits]) => isIn(four, first, bits));
  const [first = 0, second = 0] = ipv6(text) ?? [];
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2001 && second < 0x0200) return false;
  if (first === 0x2001 && second === 0x0db8) return false;
  return first !== 0x2002 && first !== 0x3fff;
}
