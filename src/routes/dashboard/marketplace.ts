import { Hono } from 'hono';
import { readConnection } from '../../operations/connections/read-connection.ts';
import { type MarketplaceView, marketplacePage } from '../../views/dashboard/marketplace.tsx';
import { STRIPE_WORDS } from '../../views/dashboard/words/stripe.ts';
import type { DashboardEnv } from './env.ts';
import type { DashboardModule } from './module.ts';
import { respondDashboard, within } from './respond.ts';

const { nav, about } = STRIPE_WORDS.marketplace;

const routes = new Hono<DashboardEnv>().get('/', async (c) => {
  const read = await readConnection(c.get('ctx'), { scope: c.get('staff').scope });
  const state: MarketplaceView['stripe'] = read.kind !== 'done' ? 'none' : stateOf(read.value);
  const view = { stripe: state, href: within(c, '/stripe') };
  return respondDashboard(c, 200, (context) => marketplacePage(view, context));
});

type Read = { readonly heldSince: number | null; readonly status: unknown };

const stateOf = ({ heldSince, status }: Read): MarketplaceView['stripe'] =>
  heldSince !== null ? 'held' : status === null ? 'unread' : 'ready';

/** What can be integrated. */
export const marketplace: DashboardModule = {
  path: '/marketplace',
  routes,
  access: { 'GET /': 'see' },
  nav: { group: 'settings', label: nav, about },
};
