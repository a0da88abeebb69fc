import { Hono } from 'hono';
import { z } from 'zod';
import { parseCurrency } from '../../../domain/currency.ts';
import { parseId } from '../../../domain/ids.ts';
import { may } from '../../../domain/staff/roles.ts';
import { createDraft } from '../../../operations/invoices/create-draft.ts';
import { readDraft } from '../../../operations/invoices/read-draft.ts';
import { replaceDraft } from '../../../operations/invoices/update-draft.ts';
import { listFigures } from '../../../operations/resources/list-figures.ts';
import { chooseCustomerPage } from '../../../views/dashboard/compose/choose.tsx';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardQuery, idOf, text } from '../forms.ts';
import { formCommand, formField, newForm } from '../invoice/form-id.ts';
import { done, respondBare, respondDashboard, respondUndone, type Shown, within } from '../respond.ts';
import { respondNoDraft } from './edit.ts';

const ROWS = 15;
const draftField = text().transform((typed) => parseId('inv', typed));
const query = z.object({
  search: text().transform((typed) => typed.trim().slice(0, 200)),
  draft: draftField,
});
const form = z.object({ form: formField, customer: idOf('cus'), currency: text(), draft: draftField });

type Ask = { readonly search: string; readonly draft: string | null };

async function show(c: DashboardContext, { search, draft }: Ask, problem: Shown | null = null) {
  const ctx = c.get('ctx');
  const { scope, role } = c.get('staff');
  const filters = { email: null, externalId: null, alias: null, search: search === '' ? null : search };
  const listed = await listFigures(ctx, { scope, filters, page: { startingAfter: null, limit: ROWS } });
  if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  return respondDashboard(c, problem?.status ?? 200, (context) =>
    chooseCustomerPage(
      {
        action: within(c, '/invoices/new'),
        draft: draft === null ? null : { id: draft, href: within(c, `/invoices/${draft}/edit`) },
        search,
        customers: listed.value.data.map(({ id, legalName: name, email, figures }) => ({
          id,
          // Each is another command: whoever goes back and chooses another customer has another draft.
          form: newForm(ctx),
          name,
          email,
          currency: figures.toSorted((a, b) => b.invoices - a.invoices)[0]?.currency ?? '',
        })),
        importHref: may(role, 'edit_customers') ? within(c, '/customer-imports') : null,
        problem: problem?.text ?? null,
      },
      context,
    ),
  );
}

/** Nothing is written yet but whom it is for: from then on the draft is kept. */
const emptyDraft = (customerId: string, currency: string) => ({
  customerId,
  currency: parseCurrency(currency),
  dueDate: null,
  notes: null,
  paymentLink: true,
  lines: [],
});

async function choose(c: DashboardContext, asked: z.output<typeof form>) {
  const ctx = c.get('ctx');
  const { scope } = c.get('staff');
  const { customer: customerId, currency, draft: draftId, form: formId } = asked;
  const again = (shown: Shown) => show(c, { search: '', draft: draftId }, shown);
  if (draftId === null) {
    const { commandId, seed } = formCommand(ctx, 'draft', formId);
    const invoiceId = `inv_${seed}`;
    const created = await createDraft(ctx, {
      scope,
      invoiceId,
      commandId,
      draft: emptyDraft(customerId, currency),
    });
    return created.kind === 'done'
      ? done(c, within(c, `/invoices/${invoiceId}/edit`))
      : respondUndone(c, created, again);
  }
  const read = await readDraft(ctx, { scope, invoiceId: draftId });
  if (read.kind !== 'done') return respondNoDraft(c, read, draftId);
  const { commandId } = formCommand(ctx, 'customer', formId);
  const replaced = await replaceDraft(ctx, {
    scope,
    invoiceId: draftId,
    commandId,
    draft: { ...read.value.draft, customerId },
  });
  return replaced.kind === 'done'
    ? done(c, within(c, `/invoices/${draftId}/edit`), 'draft_saved')
    : respondUndone(c, replaced, again);
}

export const chooseRoutes = new Hono<DashboardEnv>()
  .get('/new', dashboardQuery(query), (c) => show(c, c.req.valid('query')))
  .post('/new', dashboardForm(form), (c) => choose(c, c.req.valid('form')));
