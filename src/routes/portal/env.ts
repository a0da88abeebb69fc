import type { Context as HonoContext } from 'hono';
import type { Visit } from '../../operations/facts/visit.ts';
import type { RouteEnv } from '../env.ts';

/** What a route behind the sign-in is given besides. */
export type PortalEnv = {
  readonly Variables: RouteEnv['Variables'] & {
    /** Who is signed in, for whom. */
    readonly portal: Visit;
  };
};

export type PortalContext = HonoContext<PortalEnv>;
