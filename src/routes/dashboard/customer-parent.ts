import { Hono } from 'hono';
import { z } from 'zod';
import { localDateAt } from '../../domain/calendar.ts';
import { parentChangeText } from '../../domain/customer/parent-words.ts';
import { newId } from '../../operations/core/context.ts';
import { previewParent } from '../../operations/customers/preview-parent.ts';
import { changeCustomer } from '../../operations/customers/update.ts';
import { listCustomers } from '../../operations/resources/list-customers.ts';
import { readCustomer } from '../../operations/resources/read-customer.ts';
import { chooseParentPage, confirmParentPage } from '../../views/dashboard/customers/parent.tsx';
import { CONTACTS_WORDS as words } from '../../views/dashboard/words/contacts.ts';
import { speakerFor } from '../../views/format.ts';
import { isolate } from '../../views/text.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, dashboardPath, dashboardQuery, idOf, text } from './forms.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from './respond.ts';

const path = z.object({ customer: idOf('cus') });
const MOST = 10;
const NOBODY = 'nobody';

/** Whom the form names: a customer, or nobody. */
const named = (to: string): string | null => (to === NOBODY ? null : to);

async function choose(
  c: DashboardContext,
  customerId: string,
  { search, problem = null }: { readonly search: string; readonly problem?: string | null },
): Promise<Response> {
  const ctx = c.get('ctx');
  const { scope } = c.get('staff');
  const found = await readCustomer(ctx, { scope, customerId });
  if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
  const filters = { email: null, externalId: null, alias: null, search };
  const page = { startingAfter: null, limit: MOST };
  const listed = search === '' ? null : await listCustomers(ctx, { scope, filters, page });
  const all = listed?.kind === 'done' ? listed.value.data : null;
  const back = within(c, `/customers/${customerId}`);
  return respondDashboard(c, problem === null ? 200 : 422, (context) =>
    chooseParentPage(
      {
        back,
        action: `${back}/parent`,
        customer: found.value.legalName,
        search,
        found:
          all
            ?.filter(({ id, parentId }) => id !== customerId && parentId === null)
            .map(({ id, legalName, email }) => ({ id, name: legalName, email })) ?? null,
        hasParent: found.value.parentId !== null,
        problem,
      },
      context,
    ),
  );
}

async function confirm(c: DashboardContext, customerId: string, to: string): Promise<Response> {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const [found, said] = await Promise.all([
    readCustomer(ctx, { scope, customerId }),
    previewParent(ctx, { scope, customerId, parentId: named(to) }),
  ]);
  if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
  if (said.kind !== 'done')
    return respondUndone(c, said, ({ text: problem }) => choose(c, customerId, { search: '', problem }));
  const back = within(c, `/customers/${customerId}`);
  const name = isolate(found.value.legalName);
  const payer = said.value.to;
  return respondDashboard(c, 200, (context) => {
    const speaker = speakerFor(context.speech);
    return confirmParentPage(
      {
        back,
        action: `${back}/parent`,
        title: payer === null ? words.confirmNobody(name) : words.confirmTitle(isolate(payer.name), name),
        means: parentChangeText(said.value),
        to,
        version: found.value.version,
        invoices: said.value.invoices.map(({ chargeAt, ...invoice }) => ({
          ...invoice,
          chargeAt: chargeAt === null ? null : speaker.date(localDateAt(chargeAt, timeZone)),
        })),
      },
      context,
    );
  });
}

export const parentRoutes = new Hono<DashboardEnv>()
  .get(
    '/:customer/parent',
    dashboardPath(path),
    dashboardQuery(z.object({ search: text(), to: text() })),
    (c) => {
      const { customer } = c.req.valid('param');
      const { search, to } = c.req.valid('query');
      return to === ''
        ? choose(c, customer, { search: search.trim().slice(0, 200) })
        : confirm(c, customer, to);
    },
  )
  .post(
    '/:customer/parent',
    dashboardPath(path),
    dashboardForm(z.object({ to: text(), version: text() })),
    async (c) => {
      const { customer: customerId } = c.req.valid('param');
      const { to, version } = c.req.valid('form');
      if (to === '') return choose(c, customerId, { search: '' });
      const ctx = c.get('ctx');
      const changed = await changeCustomer(ctx, {
        scope: c.get('staff').scope,
        customerId,
        commandId: newId(ctx, 'req'),
        // What it means was said of this version.
        version: Number(version) || 0,
        patch: { parentId: named(to) },
      });
      return changed.kind === 'done'
        ? done(c, within(c, `/customers/${customerId}`), 'parent_changed')
        : respondUndone(c, changed, ({ text: problem }) => choose(c, customerId, { search: '', problem }));
    },
  );
