import { Hono } from 'hono';
import { z } from 'zod';
import { readListAsk, writeListAsk } from '../../domain/invoice/staff-list.ts';
import { findAnything } from '../../operations/dashboard/find-anything.ts';
import { findPage } from '../../views/dashboard/find.tsx';
import type { DashboardEnv } from './env.ts';
import { dashboardQuery, text } from './forms.ts';
import type { DashboardModule } from './module.ts';
import { respondBare, respondDashboard, within } from './respond.ts';

const ROWS = 8;

/** One search over everything; a page of its own, which the palette asks too. */
const routes = new Hono<DashboardEnv>().get('/', dashboardQuery(z.object({ search: text() })), async (c) => {
  const { scope, timeZone } = c.get('staff');
  const ask = readListAsk({ search: c.req.valid('query').search });
  const found = await findAnything(c.get('ctx'), { scope, typed: ask.search, limit: ROWS, timeZone });
  if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { invoices, customers } = found.value;
  return respondDashboard(c, 200, (context) =>
    findPage(
      {
        invoices,
        customers,
        base: within(c, ''),
        typed: ask.search,
        query: writeListAsk(ask),
        isMore: { invoices: invoices.length === ROWS, customers: customers.length === ROWS },
      },
      context,
    ),
  );
});

export const find: DashboardModule = { path: '/find', routes, access: { 'GET /': 'see' }, nav: null };
