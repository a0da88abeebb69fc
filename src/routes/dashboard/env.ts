import type { Context as HonoContext } from 'hono';
import type { StaffVisit } from '../../operations/staff/visit.ts';
import type { From, Staff } from '../../operations/staff/who.ts';
import type { NavGroup } from '../../views/dashboard/frame-view.ts';
import type { RouteEnv } from '../env.ts';

/** The additional variables of pages for whoever is signed in, of whatever business. */
export type PersonEnv = {
  readonly Variables: RouteEnv['Variables'] & {
    readonly visit: StaffVisit;
    readonly from: From;
  };
};

/** The additional variables of pages of one business: its member, read anew for this request. */
export type DashboardEnv = {
  readonly Variables: PersonEnv['Variables'] & {
    /** Who asks, with the role and the scope that every operation takes. */
    readonly staff: Staff & {
      readonly merchantName: string;
      readonly timeZone: string;
      readonly currency: string;
    };
    /** The pages that the role may see. */
    readonly nav: readonly NavGroup[];
  };
};

export type PersonContext = HonoContext<PersonEnv>;
export type DashboardContext = HonoContext<DashboardEnv>;
