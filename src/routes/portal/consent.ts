import { sha256Hex } from '../../operations/facts/hash.ts';
import type { Agreed } from '../../operations/methods/agreement.ts';
import type { Terms } from '../../views/portal/terms.ts';
import type { PortalContext } from './env.ts';

/** Goes into a form beside a text that is agreed to: it comes back only from a page that showed this very text. */
export const proofOf = async ({ version, text }: Terms): Promise<string> =>
  (await sha256Hex(`${version}\n${text}`)).slice(0, 32);

const USER_AGENT_MOST = 500;

/**
 * Who agrees to a text, and from where. Cloudflare says from which address; a machine of one's own may not. Where the
 * business opened the portal, nobody's address was proved: the customer's name stands for whoever it was.
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
