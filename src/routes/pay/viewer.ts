import type { Context as HonoContext } from 'hono';
import type { Visit } from '../../operations/facts/visit.ts';
import type { RouteEnv } from '../env.ts';

/** Found without parsing: what a visitor without a session needs not is not loaded for them. */
const SESSION = '__Host-quittance_session=';

/**
 * As whose customer a link's visitor is signed in to the portal, if at all. A request without a session's cookie costs
 * no round trip.
 */
export async function readViewer(c: HonoContext<RouteEnv>): Promise<Visit | null> {
  if (c.req.header('cookie')?.includes(SESSION) !== true) return null;
  const [{ sessionSecret }, { readVisitor }] = await Promise.all([
    import('../portal/cookies.ts'),
    import('../../operations/portal/visit.ts'),
  ]);
  const visitor = await readVisitor(c.get('ctx'), sessionSecret(c));
  return visitor.kind === 'visit' ? visitor.visit : null;
}
