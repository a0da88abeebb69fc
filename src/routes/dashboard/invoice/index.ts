import { Hono } from 'hono';
import type { DashboardEnv } from '../env.ts';
import type { DashboardModule } from '../module.ts';
import { actRoutes } from './act-routes.ts';
import { page } from './page.ts';
import { INVOICE } from './paths.ts';
import { paymentRoutes } from './payment-routes.ts';

/** One invoice: its page, and everything that may be done there. */
export const invoice: DashboardModule = {
  path: '/invoices',
  routes: new Hono<DashboardEnv>().route('/', page).route('/', actRoutes).route('/', paymentRoutes),
  access: {
    [`GET ${INVOICE}`]: 'see',
    [`GET ${INVOICE}/issue/:act`]: 'issue_invoices',
    [`POST ${INVOICE}/issue/:act`]: 'issue_invoices',
    [`GET ${INVOICE}/money/:act`]: 'move_money',
    [`POST ${INVOICE}/money/:act`]: 'move_money',
    [`GET ${INVOICE}/payments/:payment/:act`]: 'move_money',
    [`POST ${INVOICE}/payments/:payment/:act`]: 'move_money',
    [`GET ${INVOICE}/refunds/:refund/release`]: 'move_money',
    [`POST ${INVOICE}/refunds/:refund/release`]: 'move_money',
  },
  nav: null,
};
