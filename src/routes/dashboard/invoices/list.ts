import { Hono } from 'hono';
import { z } from 'zod';
import { BULK_ACTS } from '../../../domain/invoice/bulk.ts';
import { readListAsk, type StaffListAsk } from '../../../domain/invoice/staff-list.ts';
import { may } from '../../../domain/staff/roles.ts';
import { listStaffInvoices } from '../../../operations/dashboard/list-invoices.ts';
import { removeListView, saveListView } from '../../../operations/dashboard/save-view.ts';
import { invoiceListPage } from '../../../views/dashboard/invoices/list.tsx';
import { INVOICE_LIST_WORDS as words } from '../../../views/dashboard/words/invoice-list.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardQuery, text } from '../forms.ts';
import type { DashboardModule } from '../module.ts';
import { done, respondBare, respondDashboard, respondUndone, type Shown, within } from '../respond.ts';

const ROWS = 25;
const LONGEST_CURSOR = 100;

const query = z.object({
  view: text(),
  payment: text(),
  currency: text(),
  by: text(),
  from: text(),
  to: text(),
  search: text(),
  after: text(),
});
const view = z.object({ name: text(), query: text() });

const asked = (typed: string): StaffListAsk => readListAsk(Object.fromEntries(new URLSearchParams(typed)));

/** Shows a page of the list; with a problem, the one that a view was to be saved from. */
async function showList(
  c: DashboardContext,
  ask: StaffListAsk,
  after: string | null,
  problem: Shown | null = null,
) {
  const { scope, role, timeZone } = c.get('staff');
  const listed = await listStaffInvoices(c.get('ctx'), { scope, ask, after, limit: ROWS, timeZone });
  if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  return respondDashboard(c, problem?.status ?? 200, (context) =>
    invoiceListPage(
      {
        ...listed.value,
        base: within(c, '/invoices'),
        customersHref: within(c, '/customers'),
        newHref: may(role, 'issue_invoices') ? within(c, '/invoices/new') : null,
        takeOverHref: may(role, 'move_money') ? within(c, '/invoice-imports') : null,
        maySave: may(role, 'save_views'),
        acts: (['send', 'remind', 'finalize', 'void'] as const).filter((act) => may(role, BULK_ACTS[act])),
        ask,
        isFirst: after === null,
        problem: problem?.text ?? null,
        said: context.said,
      },
      context,
    ),
  );
}

/** The list with these filters. */
const back = (c: DashboardContext, filters: string): `/dashboard/${string}` =>
  `${within(c, '/invoices')}${filters === '' ? '' : `?${filters}`}`;

const routes = new Hono<DashboardEnv>()
  .get('/', dashboardQuery(query), (c) => {
    const { after, ...typed } = c.req.valid('query');
    return showList(c, readListAsk(typed), after === '' ? null : after.slice(0, LONGEST_CURSOR));
  })
  .post('/views', dashboardForm(view), async (c) => {
    const typed = c.req.valid('form');
    const saved = await saveListView(c.get('ctx'), { scope: c.get('staff').scope, ...typed });
    if (saved.kind === 'done') return done(c, back(c, saved.value), 'view_saved');
    return respondUndone(c, saved, (problem) => showList(c, asked(typed.query), null, problem));
  })
  .post('/views/remove', dashboardForm(view), async (c) => {
    const { name } = c.req.valid('form');
    await removeListView(c.get('ctx'), { scope: c.get('staff').scope, name });
    return done(c, back(c, ''), 'view_removed');
  });

export const invoiceList: DashboardModule = {
  path: '/invoices',
  routes,
  access: { 'GET /': 'see', 'POST /views': 'save_views', 'POST /views/remove': 'save_views' },
  nav: { group: 'work', label: words.nav, about: words.about, key: 'i' },
};
