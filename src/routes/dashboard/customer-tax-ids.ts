import { Hono } from 'hono';
import { z } from 'zod';
import type { Undone } from '../../domain/outcome.ts';
import { newId } from '../../operations/core/context.ts';
import { changeCustomer } from '../../operations/customers/update.ts';
import { readCustomer } from '../../operations/resources/read-customer.ts';
import { taxIdsPage } from '../../views/dashboard/customers/tax-ids.tsx';
import type { TaxRow } from '../../views/dashboard/profile/tax-rows.tsx';
import { CONTACTS_WORDS as words } from '../../views/dashboard/words/contacts.ts';
import { isolate } from '../../views/text.ts';
import { problemOf } from '../api/problems.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, dashboardPath, idOf } from './forms.ts';
import { taxIdsOf, taxRowsTyped, typedOf } from './profile/changes.ts';
import { taxRowsOf } from './profile/values.ts';
import { done, respondBare, respondDashboard, within } from './respond.ts';

const ofCustomer = z.object({ customer: idOf('cus') });

type Again = { readonly rows: readonly TaxRow[]; readonly undone: Undone };

/** The form with the customer's tax ids as they stand, or as they were typed, with what was wrong beside its row. */
async function show(c: DashboardContext, customerId: string, again: Again | null = null): Promise<Response> {
  const found = await readCustomer(c.get('ctx'), { scope: c.get('staff').scope, customerId });
  if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
  const customer = found.value;
  const back = within(c, `/customers/${customerId}`);
  return respondDashboard(c, again === null ? 200 : 422, (context) =>
    taxIdsPage(
      {
        back,
        action: `${back}/tax-ids`,
        title: words.taxIdsTitle(isolate(customer.legalName)),
        version: customer.version,
        rows: again?.rows ?? taxRowsOf(customer),
        ...(again === null ? { problems: {}, problem: null } : wrongWith(again.undone)),
      },
      context,
    ),
  );
}

function wrongWith(undone: Undone) {
  if (undone.kind === 'refused' && undone.rejection.code === 'version_differs')
    return { problems: {}, problem: words.stale };
  const { detail, errors = [] } = problemOf(undone);
  const problems = Object.fromEntries(
    errors.map(({ path, message }) => [/^taxIds\[\d+\]/.exec(path)?.[0] ?? path, message]),
  );
  return { problems, problem: errors.length > 0 ? null : detail };
}

export const taxIdRoutes = new Hono<DashboardEnv>()
  .get('/:customer/tax-ids', dashboardPath(ofCustomer), (c) => show(c, c.req.valid('param').customer))
  .post(
    '/:customer/tax-ids',
    dashboardPath(ofCustomer),
    dashboardForm(z.record(z.string(), z.unknown())),
    async (c) => {
      const { customer: customerId } = c.req.valid('param');
      const typed = typedOf(c.req.valid('form'));
      const taxIds = taxIdsOf(taxRowsTyped(typed));
      const ctx = c.get('ctx');
      const changed = await changeCustomer(ctx, {
        scope: c.get('staff').scope,
        customerId,
        commandId: newId(ctx, 'req'),
        version: Number(typed.version) || 0,
        patch: { taxIds },
      });
      return changed.kind === 'done'
        ? done(c, within(c, `/customers/${customerId}`), 'tax_ids_changed')
        : show(c, customerId, { rows: taxRowsOf({ taxIds }), undone: changed });
    },
  );
