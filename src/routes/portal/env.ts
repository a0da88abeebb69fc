import type { Context as HonoContext } from 'hono';
import type { Visit } from '../../operations/facts/visit.ts';
import type { RouteEnv } from '../env.ts';

/** The additional variables of routes behind the sign-in. */
export type PortalEnv = {
  readonly Variables: RouteEnv['Variables'] & {
    /** The signed-in visitor and their customer. */
    readonly portal: Visit;
  };
};

export type PortalContext = HonoContext<PortalEnv>;
