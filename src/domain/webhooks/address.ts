import { isAddress, isPublicAddress } from './public-address.ts';

/** What decides whether an address may be posted to. */
export type AddressRules = {
  readonly livemode: boolean;
  /** The hosts of this deployment, which posts nothing to itself. */
  readonly ownHosts: readonly string[];
  /** On a developer's machine: a receiver on the same machine may be posted to. */
  readonly allowsLocal: boolean;
};

/** An address that may be posted to, and the name that has to be looked up first; null where it is this machine. */
export type Reachable = { readonly url: string; readonly host: string | null };
export type AddressOutcome =
  | { readonly ok: true; readonly address: Reachable }
  | { readonly ok: false; readonly says: string };

const LONGEST = 2000;
const PORTS = ['', '443', '8443'];
const PORTS_IN_TEST = [...PORTS, '80', '8080'];
/** Names that lead nowhere on the public internet. RFC 6761, RFC 6762, RFC 8375, ICANN's `internal` */
const PRIVATE_NAMES =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|invalid|onion|arpa)$/;
const LOCAL = /^(?:localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])$/;

const refuse = (says: string): AddressOutcome => ({ ok: false, says });

/** The parts of an address as a URL writes them. */
export type AddressParts = {
  readonly href: string;
  /** `https:` */
  readonly protocol: string;
  readonly hostname: string;
  /** Empty for the protocol's own. */
  readonly port: string;
  readonly hasUser: boolean;
};

/** A name as DNS has them: parts of 1 to 63 letters, digits, hyphens and underscores, 253 characters in all. RFC 1035 */
const NAME = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

/**
 * An address checked by itself; its name is looked up after that. Null for what is no address, `garbled` for one whose name or port no URL
 * has. Sentences say what to do.
 */
export function checkAddress(
  url: AddressParts | 'garbled' | null,
  { livemode, ownHosts, allowsLocal }: AddressRules,
): AddressOutcome {
  if (url === 'garbled')
    return refuse('Check what stands after https://: no name or port of the internet is written so.');
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '')
    return refuse('Give an address that begins with https://, such as https://example.com/webhooks.');
  if (url.href.length > LONGEST) return refuse(`Give an address of at most ${LONGEST} characters.`);
  if (url.hasUser)
    return refuse('Leave the user name and password out of the address: our signature says who we are.');
  // A URL has one spelling of an IPv4 address, whatever was typed: `2130706433` is `127.0.0.1`.
  const host = url.hostname.replace(/\.$/, '').toLowerCase();
  if (allowsLocal && LOCAL.test(host)) return { ok: true, address: { url: url.href, host: null } };
  if (livemode && url.protocol === 'http:')
    return refuse('Give an address that begins with https://: real payments are not told over http.');
  const literal = host.replace(/^\[|\]$/g, '');
  if (isAddress(literal)) {
    return refuse(
      isPublicAddress(literal)
        ? `Give a name instead of ${literal}: certificates are for names.`
        : `${literal} is not on the public internet, so nothing can be sent there.`,
    );
  }
  if (!NAME.test(host))
    return refuse('Check the name after https://: each part between its dots has 1 to 63 characters.');
  if (PRIVATE_NAMES.test(host) || !host.includes('.'))
    return refuse(`The name ${host} is not one of the public internet, so nothing can be sent there.`);
  if (ownHosts.includes(host))
    return refuse(`${host} is Quittance itself: give the address of your own system.`);
  const ports = livemode ? PORTS : PORTS_IN_TEST;
  if (!ports.includes(url.port))
    return refuse(
      `Port ${url.port} is not used: leave it out, or give ${livemode ? '8443' : '8443 or 8080'}.`,
    );
  return { ok: true, address: { url: url.href, host } };
}

/** What a name leads to: its addresses, or that nobody could say. */
export type LookedUp = readonly string[] | 'unknown';

/** Why nothing is sent to a name that leads there; null where something may be. One address that is not public is enough. */
export function whyNotReached(host: string, found: LookedUp): string | null {
  if (found === 'unknown') return `The name ${host} could not be looked up just now. Try again in a minute.`;
  if (found.length === 0)
    return `The name ${host} is not found. Check its spelling, or try again once it has been set up.`;
  return found.every(isPublicAddress)
    ? null
    : `The name ${host} leads to an address that is not on the public internet, so nothing can be sent there.`;
}
