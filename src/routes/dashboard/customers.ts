import { Hono } from 'hono';
import { z } from 'zod';
import { parseCurrency } from '../../domain/currency.ts';
import { type CustomerOrder, readOrder, readPlace } from '../../domain/customer/sort.ts';
import { may } from '../../domain/staff/roles.ts';
import { listSortedCustomers } from '../../operations/dashboard/list-sorted-customers.ts';
import { eraseCustomer } from '../../operations/erasure/erase-customer.ts';
import { exportCustomer } from '../../operations/erasure/export-customer.ts';
import { streamCustomers } from '../../operations/imports/stream-customers.ts';
import { type CustomerFigures, listFigures } from '../../operations/resources/list-figures.ts';
import { readCustomer } from '../../operations/resources/read-customer.ts';
import { eraseCustomerPage } from '../../views/dashboard/customers/erase.tsx';
import { customersPage } from '../../views/dashboard/customers/list.tsx';
import { customerPage } from '../../views/dashboard/customers/one.tsx';
import { CUSTOMERS_WORDS as words } from '../../views/dashboard/words/customers.ts';
import { speakerFor } from '../../views/format.ts';
import { customersCsv } from '../customers-csv.ts';
import { figuresShown } from './customer-figures.ts';
import { methodRoutes } from './customer-methods.ts';
import { parentRoutes } from './customer-parent.ts';
import { peopleRoutes } from './customer-people.ts';
import { clientPortalRoutes } from './customer-portal.ts';
import { taxIdRoutes } from './customer-tax-ids.ts';
import { customerView } from './customer-view.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardPath, dashboardQuery, idOf, text } from './forms.ts';
import type { DashboardModule } from './module.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from './respond.ts';

const ROWS = 25;
const path = z.object({ customer: idOf('cus') });
const listQuery = z.object({
  search: text().transform((typed) => typed.trim().slice(0, 200)),
  after: text(),
  sort: text(),
  order: text(),
  currency: text(),
});

const FILE = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };

const routes = new Hono<DashboardEnv>()
  .route('/', peopleRoutes)
  .route('/', taxIdRoutes)
  .route('/', parentRoutes)
  .route('/', methodRoutes)
  .route('/', clientPortalRoutes)
  .get('/', dashboardQuery(listQuery), async (c) => {
    const asked = c.req.valid('query');
    const { search, after } = asked;
    const { role, timeZone } = c.get('staff');
    const order = search === '' ? readOrder(asked.sort, asked.order) : null;
    const currency = parseCurrency(asked.currency.trim().toUpperCase()) ?? c.get('staff').currency;
    const listed = order === null ? await newest(c, search, after) : await sorted(c, order, currency, after);
    if (listed === null) return respondBare(c, 404, 'not_found');
    const { customers, next } = listed;
    const isOther = order !== null && asked.order === 'other';
    return respondDashboard(c, 200, (context) =>
      customersPage(
        {
          order,
          currency,
          isOther,
          base: within(c, '/customers'),
          importHref: may(role, 'edit_customers') ? within(c, '/customer-imports') : null,
          takeOverHref: may(role, 'move_money') ? within(c, '/invoice-imports') : null,
          search,
          isFirst: after === '',
          customers: customers.map((each) => ({
            ...each,
            figures: figuresShown(each.figures, timeZone, speakerFor(context.speech)),
          })),
          next,
          said: context.said,
        },
        context,
      ),
    );
  })
  .get('/export.csv', dashboardQuery(listQuery), async (c) => {
    const { search } = c.req.valid('query');
    const ask = { scope: c.get('staff').scope, search: search === '' ? null : search };
    const streamed = await streamCustomers(c.get('ctx'), ask);
    if (streamed.kind !== 'done') return respondBare(c, 404, 'not_found');
    return c.body(customersCsv(streamed.value), 200, {
      ...FILE,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="customers.csv"',
    });
  })
  .get('/:customer', dashboardPath(path), async (c) => {
    const { customer: customerId } = c.req.valid('param');
    const { scope, role } = c.get('staff');
    const ctx = c.get('ctx');
    const view = await customerView(ctx, { scope, customerId });
    if (view.kind !== 'done') return respondBare(c, 404, 'not_found');
    return respondDashboard(c, 200, (context) => {
      const page = {
        base: within(c, '/customers'),
        mayEdit: may(role, 'edit_customers'),
        mayIssue: may(role, 'issue_invoices'),
        mayUnlink: may(role, 'map_customers'),
        said: context.said,
      };
      return customerPage({ ...view.value(context.speech), ...page }, context);
    });
  })
  .get('/:customer/export.json', dashboardPath(path), async (c) => {
    const { customer: customerId } = c.req.valid('param');
    const exported = await exportCustomer(c.get('ctx'), { scope: c.get('staff').scope, customerId });
    if (exported.kind !== 'done') return respondBare(c, 404, 'not_found');
    return c.body(JSON.stringify(exported.value, null, 2), 200, {
      ...FILE,
      'Content-Type': 'application/json',
      'Content-Disposition': `attachment; filename="${customerId}.json"`,
    });
  })
  .get('/:customer/erase', dashboardPath(path), async (c) => {
    const { customer: customerId } = c.req.valid('param');
    const found = await readCustomer(c.get('ctx'), { scope: c.get('staff').scope, customerId });
    if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
    const { legalName } = found.value;
    return respondDashboard(c, 200, (context) =>
      eraseCustomerPage({ base: within(c, '/customers'), id: customerId, legalName, problem: null }, context),
    );
  })
  .post('/:customer/erase', dashboardPath(path), async (c) => {
    const { customer: customerId } = c.req.valid('param');
    const { scope } = c.get('staff');
    const erased = await eraseCustomer(c.get('ctx'), { scope, customerId, stripeCustomer: 'delete' });
    if (erased.kind === 'done') return done(c, within(c, '/customers'), 'customer_erased');
    const found = await readCustomer(c.get('ctx'), { scope, customerId });
    const legalName = found.kind === 'done' ? found.value.legalName : '';
    return respondUndone(c, erased, ({ status, text: problem }) =>
      respondDashboard(c, status, (context) =>
        eraseCustomerPage({ base: within(c, '/customers'), id: customerId, legalName, problem }, context),
      ),
    );
  });

type Listed = { readonly customers: readonly CustomerFigures[]; readonly next: string | null };

/** As they were added, the newest first. */
async function newest(c: DashboardContext, search: string, after: string): Promise<Listed | null> {
  const { scope } = c.get('staff');
  const filters = { email: null, externalId: null, alias: null, search: search === '' ? null : search };
  const page = { startingAfter: after === '' ? null : after, limit: ROWS };
  const listed = await listFigures(c.get('ctx'), { scope, filters, page });
  if (listed.kind !== 'done') return null;
  return { customers: listed.value.data, next: listed.value.nextCursor };
}

async function sorted(
  c: DashboardContext,
  order: CustomerOrder,
  currency: string,
  after: string,
): Promise<Listed | null> {
  const ask = { order, currency, after: readPlace(after, order), limit: ROWS };
  const listed = await listSortedCustomers(c.get('ctx'), { scope: c.get('staff').scope, ...ask });
  return listed.kind === 'done' ? listed.value : null;
}

export const customers: DashboardModule = {
  path: '/customers',
  routes,
  access: {
    'GET /': 'see',
    'GET /export.csv': 'see',
    'GET /:customer': 'see',
    'GET /:customer/export.json': 'edit_customers',
    'GET /:customer/erase': 'edit_customers',
    'POST /:customer/erase': 'edit_customers',
    'GET /:customer/tax-ids': 'edit_customers',
    'POST /:customer/tax-ids': 'edit_customers',
    'GET /:customer/contacts/new': 'edit_customers',
    'POST /:customer/contacts': 'edit_customers',
    'GET /:customer/contacts/:place': 'edit_customers',
    'POST /:customer/contacts/:place': 'edit_customers',
    'GET /:customer/contacts/:place/remove': 'edit_customers',
    'POST /:customer/contacts/:place/remove': 'edit_customers',
    'GET /:customer/parent': 'edit_customers',
    'POST /:customer/parent': 'edit_customers',
    'GET /:customer/methods/new': 'edit_customers',
    'POST /:customer/methods/link': 'edit_customers',
    'POST /:customer/methods/stripe': 'edit_customers',
    'POST /:customer/methods/bank': 'edit_customers',
    'GET /:customer/portal': 'see',
    'GET /:customer/portal/:page': 'see',
    'GET /:customer/statement.pdf': 'see',
  },
  nav: { group: 'work', label: words.nav, about: words.about, key: 'c' },
};
