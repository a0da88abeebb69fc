/** Whose passkeys are: the host that they are bound to, and the origin that they may be used on. */
export type RelyingParty = { readonly rpId: string; readonly origin: string };

export const NO_PASSKEYS = {
  number: 'Passkeys need a host name, and this address is a number. Sign in by mail.',
  insecure: 'Passkeys need https (or localhost). Sign in by mail.',
} as const;
export type NoPasskeys = keyof typeof NO_PASSKEYS;

/**
 * The relying party of an address of ours, or why it can have none: browsers bind a passkey to a domain and never to an IP
 * address, and on secure pages only. https://www.w3.org/TR/webauthn-3/#rp-id
 */
export function relyingPartyOf(appUrl: string): RelyingParty | NoPasskeys {
  const [origin = '', protocol, host = ''] = ORIGIN.exec(appUrl) ?? [];
  if (/^[\d.]+$|^\[/.test(host)) return 'number';
  const isLocal = host === 'localhost' || host.endsWith('.localhost');
  return protocol === 'https' || isLocal ? { rpId: host, origin } : 'insecure';
}

/** The origin of an address without a trailing slash, as APP_URL is: its protocol, its host, its port. */
const ORIGIN = /^(https?):\/\/(\[[^\]]+\]|[^/:?#]+)(?::\d+)?/;
