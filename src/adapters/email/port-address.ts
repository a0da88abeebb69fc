import { domainToASCII, domainToUnicode } from 'node:url';

/** A mail address as SMTP carries it: the domain in ASCII, the local part as given. */
export type Mailbox = { readonly address: string; readonly domain: string; readonly ascii: boolean };

const LOCAL_PART = /^[^\s\p{Cc}"(),:;<>@[\\\]]{1,64}$/u;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;

/**
 * Reads an address of the plain form `local@domain` (RFC 5321, without quoted local parts and address literals).
 * Null for anything else: a space, a line break or an angle bracket in an address could end an SMTP command early.
 */
export function parseMailbox(text: string): Mailbox | null {
  const [local, written] = parts(text);
  const domain = asciiDomain(written);
  if (!LOCAL_PART.test(local) || domain === null) return null;
  return { address: `${local}@${domain}`, domain, ascii: isAscii(local) };
}

/**
 * The form that an address is kept in: its domain as people write it (`xn--bcher-kva.example` → `bücher.example`), in
 * lower case. Browsers post the other form. The local part is left alone, and so is a text that is no address.
 */
export function canonicalAddress(text: string): string {
  const [local, written] = parts(text);
  const domain = asciiDomain(written);
  if (local === '' || domain === null) return text;
  return `${local}@${domainToUnicode(domain.toLowerCase()) || domain.toLowerCase()}`;
}

/** The same for every spelling of one mailbox: servers that tell `Ada@` from `ada@` are not in use. */
export function mailboxKey(text: string): string {
  return (parseMailbox(text)?.address ?? text).toLowerCase();
}

function parts(text: string): readonly [local: string, domain: string] {
  const at = text.lastIndexOf('@');
  return [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
}

/** A domain of any script in its ASCII form (`bücher.example` → `xn--bcher-kva.example`); null where it has none. */
function asciiDomain(domain: string): string | null {
  if (DOMAIN.test(domain)) return domain;
  if (isAscii(domain) || /[\s/?#:@%\\]/u.test(domain)) return null;
  const ascii = domainToASCII(domain);
  return DOMAIN.test(ascii) ? ascii : null;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
