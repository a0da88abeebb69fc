import { sha256Hex } from '../../operations/facts/hash.ts';
import type { Agreed } from '../../operations/methods/agreement.ts';
import type { Terms } from '../../views/portal/terms.ts';
import type { PortalContext } from './env.ts';

/** A hash in a form beside the text that is agreed to: it proves that the page showed this exact text. */
export const proofOf = async ({ version, text }: Terms): Promise<string> =>
  (await sha256Hex(`${version}\n${text}`)).slice(0, 32);

const USER_AGENT_MOST = 500;

/**
 * Who agrees to a text, and from where. Cloudflare adds the IP address; a local server may not. If the business opened
 * the portal, no email address was verified, so the customer's name is recorded instead.
 */
export function agreedBy(c: PortalContext, terms: Terms): Agreed {
  const { personEmail, customer } = c.get('portal');
  return {
    ...terms,
    by: personEmail ?? customer.name,
    ipAddress: c.req.header('cf-connecting-ip') ?? '0.0.0.0',
    userAgent: c.req.header('user-agent')?.slice(0, USER_AGENT_MOST) || 'unknown',
  };
}
