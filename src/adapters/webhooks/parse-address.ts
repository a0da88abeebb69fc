import type { AddressParts } from '../../domain/webhooks/address.ts';

/** An address as somebody typed it, in its parts as a URL writes them; null for what is none, `garbled` for what begins as one. */
export function parseAddress(typed: string): AddressParts | 'garbled' | null {
  const text = typed.trim();
  if (!URL.canParse(text)) return /^https?:\/\/./i.test(text) ? 'garbled' : null;
  const { href, protocol, hostname, port, username, password } = new URL(text);
  return { href, protocol, hostname, port, hasUser: username !== '' || password !== '' };
}
