import { Hono } from 'hono';
import { z } from 'zod';
import { statementFileName } from '../../domain/statement-document.ts';
import { readAgreements } from '../../operations/autopay/read-autopay.ts';
import type { Visit } from '../../operations/facts/visit.ts';
import { listOwnInvoices } from '../../operations/portal/list-invoices.ts';
import { readSettings } from '../../operations/portal/read-settings.ts';
import { drawOwnStatement, readOwnStatement } from '../../operations/portal/statement.ts';
import { clientPortalPage, PORTAL_PAGES, type PortalPage } from '../../views/dashboard/customers/portal.tsx';
import { speechFor } from '../../views/i18n/speech.ts';
import { agreementsPage } from '../../views/portal/agreements.tsx';
import { autopayPage } from '../../views/portal/autopay.tsx';
import { invoicesPage } from '../../views/portal/invoices.tsx';
import { settingsPage } from '../../views/portal/settings.tsx';
import { statementPage } from '../../views/portal/statement.tsx';
import { freshNonce } from '../pay/respond.ts';
import { respondPdf } from '../pay/respond-pdf.ts';
import { autopayViewOf } from '../portal/autopay-view.ts';
import { withClient } from './customer-methods.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardPath, dashboardQuery, idOf, text } from './forms.ts';
import { framed } from './framed.ts';
import { respondBare, respondDashboard, within } from './respond.ts';

const path = z.object({ customer: idOf('cus') });
const framedPath = path.extend({ page: z.enum(PORTAL_PAGES) });

/** A page of the portal, drawn as its client would have it. The frame's policy lets nothing be sent from it. */
async function draw(c: DashboardContext, visit: Visit, page: PortalPage): Promise<Response> {
  const ctx = c.get('ctx');
  const nonce = freshNonce();
  const context = { speech: await speechFor(visit.locale), nonce, visit, said: null };
  const pages: Readonly<Record<PortalPage, () => Promise<string>>> = {
    invoices: async () => {
      const asked = { visit, filter: 'all', before: null, typed: '' } as const;
      return invoicesPage((await listOwnInvoices(ctx, asked)).value, context);
    },
    settings: async () => {
      const { value } = await readSettings(ctx, visit);
      return settingsPage({ ...value, setupId: '', refused: null }, context);
    },
    autopay: async () =>
      autopayPage(await autopayViewOf(ctx, visit, { typed: null, problem: null, problemIn: null }), context),
    agreements: async () => agreementsPage((await readAgreements(ctx, visit)).value, context),
    statement: async () =>
      statementPage(
        { ...(await readOwnStatement(ctx, { visit, period: null })).value, wrong: null },
        context,
      ),
  };
  return c.body(await pages[page](), 200, framed(nonce, visit.merchant.logoUrl));
}

/** What a client sees of their portal, for staff to look at, and their statement. */
export const clientPortalRoutes = new Hono<DashboardEnv>()
  .get('/:customer/portal', dashboardPath(path), dashboardQuery(z.object({ page: text() })), (c) => {
    const { customer } = c.req.valid('param');
    const page = PORTAL_PAGES.find((each) => each === c.req.valid('query').page) ?? 'invoices';
    return withClient(c, customer, (visit) =>
      respondDashboard(
        c,
        200,
        (context) =>
          clientPortalPage(
            { client: within(c, `/customers/${customer}`), name: visit.customer.name, page },
            context,
          ),
        { hasPreview: true },
      ),
    );
  })
  .get('/:customer/portal/:page', dashboardPath(framedPath), (c) => {
    const { customer, page } = c.req.valid('param');
    return withClient(c, customer, (visit) => draw(c, visit, page));
  })
  .get('/:customer/statement.pdf', dashboardPath(path), (c) =>
    withClient(c, c.req.valid('param').customer, async (visit) => {
      const ctx = c.get('ctx');
      const { value: page } = await readOwnStatement(ctx, { visit, period: null });
      const { value: drawn } = await drawOwnStatement(ctx, { visit, page });
      if (drawn === null) return respondBare(c, 404, 'not_found');
      return respondPdf(c, statementFileName(drawn, 'pdf'), () => c.get('documents').statement(drawn));
    }),
  );
