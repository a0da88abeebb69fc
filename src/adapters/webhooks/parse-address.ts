import type { AddressParts } from '../../domain/webhooks/address.ts';

/** An address as somebody typed it, in its parts as a URL writes them; null for what is none. */
export function parseAddress(typed: string): AddressParts | null {
  const text = typed.trim();
  if (!URL.canParse(text)) return null;
  const { href, protocol, hostname, port, username, password } = new URL(text);
  return { href, protocol, hostname, port, hasUser: username !== '' || password !== '' };
}
