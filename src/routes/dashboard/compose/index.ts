import { Hono } from 'hono';
import { ATTACHMENT_LIMITS } from '../../../domain/attachment/limits.ts';
import type { DashboardEnv } from '../env.ts';
import { INVOICE } from '../invoice/paths.ts';
import type { DashboardModule } from '../module.ts';
import { chooseRoutes } from './choose.ts';
import { edit } from './edit.ts';
import { previews } from './preview.ts';

/** The form has room for one file, and for many lines. */
const WRITE = { permission: 'issue_invoices', uploadBytes: ATTACHMENT_LIMITS.bytes } as const;

/** Writing an invoice: whom it is for, what it says, and how it will look. */
export const compose: DashboardModule = {
  path: '/invoices',
  routes: new Hono<DashboardEnv>().route('/', chooseRoutes).route('/', edit).route('/', previews),
  access: {
    'GET /new': 'issue_invoices',
    'POST /new': 'issue_invoices',
    [`GET ${INVOICE}/edit`]: 'issue_invoices',
    [`POST ${INVOICE}/edit`]: WRITE,
    [`GET ${INVOICE}/preview/:what`]: 'issue_invoices',
    [`POST ${INVOICE}/preview/:what`]: WRITE,
  },
  nav: null,
};
