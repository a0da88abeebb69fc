import { z } from 'zod';
import { localDateAt } from '../../../domain/calendar.ts';
import { parseCurrency } from '../../../domain/currency.ts';
import { type Id, parseId } from '../../../domain/ids.ts';
import type { Undone } from '../../../domain/outcome.ts';
import { readProfile } from '../../../operations/merchants/read-profile.ts';
import { listFigures } from '../../../operations/resources/list-figures.ts';
import { readCustomer } from '../../../operations/resources/read-customer.ts';
import { createSchedule } from '../../../operations/schedules/create-schedule.ts';
import { previewNewSchedule } from '../../../operations/schedules/preview-new.ts';
import {
  chooseForSchedulePage,
  type ScheduleFormView,
  scheduleFormPage,
  type TypedSchedule,
} from '../../../views/dashboard/schedules/form.tsx';
import { SCHEDULES_WORDS as words } from '../../../views/dashboard/words/schedules.ts';
import { writerFor } from '../../../views/format.ts';
import { speechFor } from '../../../views/i18n/speech.ts';
import { withEmpty } from '../compose/form.ts';
import type { DashboardContext } from '../env.ts';
import { text } from '../forms.ts';
import { formCommand, newForm } from '../invoice/form-id.ts';
import { typedOf } from '../profile/changes.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from '../respond.ts';
import { shownNext } from './shown.ts';
import { emptySchedule, readSchedule, refusedFields, sentSchedule } from './typed.ts';

const ROWS = 15;

export const newQuery = z.object({
  customer: text(),
  search: text().transform((typed) => typed.trim().slice(0, 200)),
});

export async function showNew(c: DashboardContext, asked: z.output<typeof newQuery>): Promise<Response> {
  const customerId = parseId('cus', asked.customer);
  return customerId === null ? choose(c, asked.search) : showForm(c, customerId, null, 200);
}

async function choose(c: DashboardContext, search: string): Promise<Response> {
  const filters = { email: null, externalId: null, alias: null, search: search === '' ? null : search };
  const page = { startingAfter: null, limit: ROWS };
  const listed = await listFigures(c.get('ctx'), { scope: c.get('staff').scope, filters, page });
  if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  return respondDashboard(c, 200, (context) =>
    chooseForSchedulePage(
      {
        action: within(c, '/schedules/new'),
        back: within(c, '/schedules'),
        search,
        customers: listed.value.data.map(({ id, legalName: name, email }) => ({ id, name, email })),
      },
      context,
    ),
  );
}

type Again = Partial<Pick<ScheduleFormView, 'problems' | 'problem' | 'next'>> & {
  /** The command of the form, which it keeps until it is done. */
  readonly form?: string;
};

async function showForm(
  c: DashboardContext,
  customerId: Id<'cus'>,
  typed: TypedSchedule | null,
  status: 200 | 409 | 422 | 503,
  { form, problems = {}, problem = null, next = null }: Again = {},
): Promise<Response> {
  const about = await readAbout(c, customerId);
  if (about === null) return respondBare(c, 404, 'not_found');
  return respondDashboard(c, status, (context) =>
    scheduleFormPage(
      {
        action: within(c, '/schedules/new'),
        customer: { id: customerId, name: about.name, href: within(c, `/customers/${customerId}`) },
        form: form ?? newForm(c.get('ctx')),
        currency: about.currency,
        typed: typed ?? emptySchedule(about.currency, about.today, about.taxName),
        problems,
        problem,
        next,
      },
      context,
    ),
  );
}

/** Whom it is for, and what the business bills in. */
async function readAbout(c: DashboardContext, customerId: string) {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const [customer, profile] = await Promise.all([
    readCustomer(ctx, { scope, customerId }),
    readProfile(ctx, { scope }),
  ]);
  if (customer.kind !== 'done' || profile.kind !== 'done') return null;
  const { address, ...profileOfBusiness } = profile.value.profile;
  const currency = parseCurrency(profileOfBusiness.currency);
  if (currency === null) throw new Error('a business with an unknown currency');
  return {
    name: customer.value.legalName,
    currency,
    taxName: address.country === 'US' ? 'Sales tax' : 'VAT',
    today: localDateAt(ctx.now(), timeZone),
  };
}

export async function sendNew(
  c: DashboardContext,
  form: Readonly<Record<string, unknown>>,
): Promise<Response> {
  const ctx = c.get('ctx');
  const { scope } = c.get('staff');
  const fields = typedOf(form);
  const customerId = parseId('cus', fields.customer ?? '');
  const about = customerId === null ? null : await readAbout(c, customerId);
  if (customerId === null || about === null) return respondBare(c, 404, 'not_found');
  const { act, typed } = sentSchedule(fields);
  const again = { ...typed, ...withEmpty(typed, act === 'add-line' ? 'line' : '') };
  const command = parseId('req', fields.form ?? '') ?? '';
  const show = (status: 200 | 409 | 422 | 503, more: Again) =>
    showForm(c, customerId, again, status, { ...(command !== '' && { form: command }), ...more });
  if (act === 'add-line' || act.startsWith('remove-')) return show(200, {});
  const read = readSchedule(typed, { ...about, customerId });
  if (read.kind === 'wrong') return show(422, { problems: read.problems, problem: words.mend });
  const undone = (outcome: Undone) => {
    if (outcome.kind === 'refused' && outcome.rejection.code === 'invalid') {
      const { problems, others } = refusedFields(outcome.rejection.problems);
      return show(422, { problems, problem: `${words.mend} ${others}`.trim() });
    }
    return respondUndone(c, outcome, ({ status, text: problem }) => show(status, { problem }));
  };
  if (act !== 'create') {
    const previewed = await previewNewSchedule(ctx, { scope, input: read.input });
    if (previewed.kind !== 'done') return undone(previewed);
    const writer = writerFor(about, await speechFor('en'));
    return show(200, { next: previewed.value.map((period) => shownNext(period, writer)) });
  }
  const { commandId, seed } = formCommand(ctx, 'schedule', command);
  const scheduleId = `sch_${seed}`;
  const created = await createSchedule(ctx, { scope, scheduleId, commandId, input: read.input });
  return created.kind === 'done'
    ? done(c, within(c, `/schedules/${scheduleId}`), 'schedule_created')
    : undone(created);
}
