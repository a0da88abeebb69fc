import type { Context as HonoContext } from 'hono';
import { matchedRoutes } from 'hono/route';
import { asksForFreshSignIn } from '../../domain/staff/fresh-sign-in.ts';
import { may, type Role } from '../../domain/staff/roles.ts';
import type { NavGroup } from '../../views/dashboard/frame-view.ts';
import { FRAME_WORDS } from '../../views/dashboard/words/frame.ts';
import type { DashboardModule, FullGrant, Grant } from './module.ts';
import { MODULES } from './modules.ts';

/** Where the pages of a business stand. */
export const BUSINESS = '/:merchant{mer_[0-9a-z]{26}}';

/** `GET /dashboard/:merchant…/members` for `GET /` of the members' module: as hono names a route that was mounted. */
const nameOf = ({ path }: DashboardModule, route: string): string => {
  const [method = '', below = ''] = route.split(' ', 2);
  const parts = `/dashboard${BUSINESS}${path === '/' ? '' : path}${below === '/' ? '' : below}`;
  return `${method} ${parts}`;
};

/** The table of access: what each route of a business's pages asks of a role. */
export const ACCESS: ReadonlyMap<string, Grant> = new Map(
  MODULES.flatMap((module) =>
    Object.entries(module.access).map(([route, grant]) => [nameOf(module, route), grant] as const),
  ),
);

/** How many bytes of files a route takes, whoever asks. */
export const uploadBytesOf = (c: HonoContext): number =>
  Math.max(
    0,
    ...matchedRoutes(c).map(({ method, path }) => {
      const grant = ACCESS.get(`${method} ${path}`);
      return grant === undefined ? 0 : (fullOf(grant).uploadBytes ?? 0);
    }),
  );

type Access =
  /** There is no such page. */
  | { readonly kind: 'none' }
  /** A page that the role may not open, or one that is not in the table. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'granted'; readonly uploadBytes: number; readonly asksFresh: boolean };

/** Whether a role may have the requested route. Where several match, each has to be permitted. */
export function accessTo(c: HonoContext, role: Role): Access {
  const routes = matchedRoutes(c).filter(({ method }) => method !== 'ALL');
  if (routes.length === 0) return { kind: 'none' };
  let [uploadBytes, asksFresh] = [0, false];
  for (const { method, path } of routes) {
    const grant = ACCESS.get(`${method} ${path}`);
    if (grant === undefined) return { kind: 'refused' };
    const { permission, uploadBytes: bytes = 0, isBegun = false } = fullOf(grant);
    if (!may(role, permission)) return { kind: 'refused' };
    uploadBytes = Math.max(uploadBytes, bytes);
    asksFresh ||= !isBegun && asksForFreshSignIn(permission);
  }
  return { kind: 'granted', uploadBytes, asksFresh };
}

const fullOf = (grant: Grant): FullGrant => (typeof grant === 'string' ? { permission: grant } : grant);

/** The navigation of a role: a link for each module whose first page it may open. */
export const navFor = (role: Role, merchantId: string, path: string): readonly NavGroup[] =>
  (['work', 'settings'] as const).map((group) => ({
    label: FRAME_WORDS.groups[group],
    items: MODULES.flatMap((module) => {
      const grant = module.access['GET /'];
      if (module.nav?.group !== group || grant === undefined) return [];
      if (!may(role, fullOf(grant).permission)) return [];
      const href = `/dashboard/${merchantId}${module.path === '/' ? '' : module.path}`;
      const isCurrent = module.path === '/' ? path === href : path === href || path.startsWith(`${href}/`);
      const { label, about, key = null } = module.nav;
      return [{ href, label, about, isCurrent, key }];
    }),
  }));
