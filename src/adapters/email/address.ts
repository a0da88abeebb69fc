/** A mail address as SMTP carries it: the domain in ASCII, the local part as given. */
export type Mailbox = { readonly address: string; readonly domain: string; readonly ascii: boolean };

const LOCAL_PART = /^[^\s\p{Cc}"(),:;<>@[\\\]]{1,64}$/u;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;

/**
 * Reads an address of the plain form `local@domain` (RFC 5321, without quoted local parts and address literals).
 * Null for anything else: a space, a line break or an angle bracket in an address could end an SMTP command early.
 */
export function parseMailbox(text: string): Mailbox | null {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = asciiDomain(text.slice(at + 1));
  if (!LOCAL_PART.test(local) || domain === null) return null;
  return { address: `${local}@${domain}`, domain, ascii: isAscii(local) };
}

/** A domain of any script in its ASCII form (`bücher.example` → `xn--bcher-kva.example`), as URLs have it. */
function asciiDomain(domain: string): string | null {
  if (DOMAIN.test(domain)) return domain;
  if (isAscii(domain) || /[\s/?#:@%\\]/u.test(domain)) return null;
  const host = URL.parse(`http://${domain}`)?.hostname ?? '';
  return DOMAIN.test(host) ? host : null;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
