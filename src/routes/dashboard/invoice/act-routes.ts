import { Hono } from 'hono';
import { z } from 'zod';
import type { Undone } from '../../../domain/outcome.ts';
import { checkForm } from '../../../operations/dashboard/form-standing.ts';
import { readBusinessInvoice } from '../../../operations/dashboard/read-invoice-record.ts';
import { actPage } from '../../../views/dashboard/invoice/act.tsx';
import { writerFor } from '../../../views/format.ts';
import { speechFor } from '../../../views/i18n/speech.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardPath, idOf, text } from '../forms.ts';
import { done, respondBare, respondDashboard, within } from '../respond.ts';
import { type Act, actForm, type Came, type Typed } from './acts/act.ts';
import { ISSUE_ACTS } from './acts/issue.ts';
import { MONEY_ACTS } from './acts/money.ts';
import { formCommand, newForm } from './form-id.ts';
import { INVOICE } from './paths.ts';
import { type Wrong, wrongOf } from './undone.ts';

type Group = { readonly path: 'issue' | 'money'; readonly acts: Readonly<Record<string, Act>> };
type Again = { readonly typed: Typed; readonly form: string; readonly wrong: Wrong; readonly status: Status };
type Status = 409 | 422 | 503;

const path = z.object({ invoice: idOf('inv'), act: text() });
type Path = z.output<typeof path>;

const actIn = ({ acts }: Group, name: string): Act | null =>
  Object.hasOwn(acts, name) ? (acts[name] ?? null) : null;

/** The page that asks, as it is opened or with what was typed and what is wrong with that. */
async function show(
  c: DashboardContext,
  group: Group,
  { invoice: invoiceId, act: name }: Path,
  again?: Again,
) {
  const ctx = c.get('ctx');
  const { scope } = c.get('staff');
  const act = actIn(group, name);
  const found = act === null ? null : await readBusinessInvoice(ctx, { scope, invoiceId });
  if (act === null || found?.kind !== 'done') return respondBare(c, 404, 'not_found');
  const invoice = found.value;
  const writer = writerFor(invoice.view, await speechFor('en'));
  const wrong = again?.wrong ?? null;
  const about = { ctx, scope, invoice, writer, typed: again?.typed ?? null };
  const asked = await act.ask(about, (field) => (wrong?.field === field ? wrong.text : null));
  const isAtField = asked.fields.some(({ problem }) => problem != null);
  const back = within(c, `/invoices/${invoiceId}`);
  return respondDashboard(c, again?.status ?? 200, (context) =>
    actPage(
      {
        ...asked,
        back,
        action: `${back}/${group.path}/${name}`,
        form: again?.form ?? newForm(ctx),
        version: invoice.row.version,
        problem: wrong === null || isAtField ? null : wrong.text,
      },
      context,
    ),
  );
}

async function press(c: DashboardContext, group: Group, asked: Path, form: z.output<typeof actForm>) {
  const ctx = c.get('ctx');
  const { scope, address: by } = c.get('staff');
  const { invoice: invoiceId, act: name } = asked;
  const act = actIn(group, name);
  if (act === null) return respondBare(c, 404, 'not_found');
  const { form: formId, version, ...typed } = form;
  const command = formCommand(ctx, name, formId);
  const found = await readBusinessInvoice(ctx, { scope, invoiceId });
  if (found.kind !== 'done') {
    const isDone = (await act.wasDone?.(ctx, { scope, invoiceId, command })) ?? false;
    return isDone ? goOn(c, invoiceId, { said: null, to: 'away' }) : respondBare(c, 404, 'not_found');
  }
  const invoice = found.value;
  const writer = writerFor(invoice.view, await speechFor('en'));
  const again = (outcome: Undone | Wrong) =>
    show(c, group, asked, {
      typed,
      // What was refused may be pressed again, as another command than the one that was.
      form: newForm(ctx),
      wrong: 'kind' in outcome ? wrongOf(outcome, writer, invoice.row.timeZone) : outcome,
      status: 'kind' in outcome ? statusOf(outcome) : 422,
    });
  if (act.isVersioned) {
    const ask = { scope, invoiceId, commandId: command.commandId, version };
    const standing = await checkForm(ctx, ask);
    if (standing.kind !== 'done') return again(standing);
  }
  const came = await act.press({ ctx, scope, invoice, typed, command, version, by });
  return 'kind' in came && came.kind === 'done' ? goOn(c, invoiceId, came.value) : again(came);
}

function goOn(c: DashboardContext, invoiceId: string, { said, to }: Came): Response {
  if (to === 'away') return done(c, within(c, ''), said);
  return done(c, within(c, `/invoices/${to?.invoiceId ?? invoiceId}`), said);
}

export function statusOf(outcome: Undone): Status {
  if (outcome.kind !== 'refused') return 503;
  const { code } = outcome.rejection;
  return code === 'changed' || code === 'version_differs' ? 409 : 422;
}

const groups: readonly Group[] = [
  { path: 'issue', acts: ISSUE_ACTS },
  { path: 'money', acts: MONEY_ACTS },
];

export const actRoutes = new Hono<DashboardEnv>();

for (const group of groups) {
  const at = `${INVOICE}/${group.path}/:act`;
  actRoutes
    .get(at, dashboardPath(path), (c) => show(c, group, c.req.valid('param')))
    .post(at, dashboardPath(path), dashboardForm(actForm), (c) =>
      press(c, group, c.req.valid('param'), c.req.valid('form')),
    );
}
