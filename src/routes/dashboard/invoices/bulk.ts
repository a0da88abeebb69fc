import { Hono } from 'hono';
import { z } from 'zod';
import { parseId } from '../../../domain/ids.ts';
import {
  BULK_ACTS,
  type BulkAct,
  type BulkReason,
  MOST_AT_ONCE,
  readBulkAct,
} from '../../../domain/invoice/bulk.ts';
import { readListAsk, writeListAsk } from '../../../domain/invoice/staff-list.ts';
import { refused } from '../../../domain/outcome.ts';
import { may } from '../../../domain/staff/roles.ts';
import { type BulkChoice, type BulkChosen, chooseBulk } from '../../../operations/dashboard/choose-bulk.ts';
import { readBulk } from '../../../operations/dashboard/read-bulk.ts';
import { startBulk } from '../../../operations/dashboard/start-bulk.ts';
import { bulkAskPage, bulkReportPage } from '../../../views/dashboard/invoices/bulk.tsx';
import { BULK_WORDS as words } from '../../../views/dashboard/words/bulk.ts';
import { type Writer, writerFor } from '../../../views/format.ts';
import { speechFor } from '../../../views/i18n/speech.ts';
import { sentenceCase } from '../../../views/text.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardPath, dashboardQuery, idOf, text } from '../forms.ts';
import { formCommand, formField, newForm } from '../invoice/form-id.ts';
import { wrongOf } from '../invoice/undone.ts';
import type { DashboardModule } from '../module.ts';
import {
  done,
  respondBare,
  respondDashboard,
  respondNotPermitted,
  respondUndone,
  within,
} from '../respond.ts';

const ROWS = 100;
/** How long the report waits before it is drawn anew. */
const AGAIN_SECONDS = 3;

const picked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => [...new Set([given ?? []].flat().flatMap((typed) => parseId('inv', typed) ?? []))]);
const askForm = z.object({ act: text(), which: text(), query: text(), pick: picked });
const startForm = z.object({ form: formField, act: text(), said: text(), pick: picked });

/** The act that was asked for, if it is one and the role may. */
const actFor = (c: DashboardContext, typed: string): BulkAct | 'forbidden' | null => {
  const act = readBulkAct(typed);
  return act === null || may(c.get('staff').role, BULK_ACTS[act]) ? act : 'forbidden';
};

/** What is done to how many that come to how much, in one line: what was said is compared with how it stands. */
function saidOf(chosen: BulkChosen['chosen']) {
  const todo = chosen.filter(({ passedOver }) => passedOver === null);
  const sums = new Map<string, number>();
  for (const { currency, amount } of todo) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  const line = [...sums].map(([currency, amount]) => `${currency}${amount}`).join('+');
  return { todo: todo.length, sums, said: `${todo.length}/${line}` };
}

type Asked = { readonly act: BulkAct; readonly choice: BulkChoice; readonly back: string };

async function ask(c: DashboardContext, asked: Asked, problem: string | null = null) {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const chosen = await chooseBulk(ctx, { scope, ...asked, timeZone });
  if (chosen.kind !== 'done') return respondBare(c, 404, 'not_found');
  return show(c, asked, chosen.value, problem);
}

async function show(
  c: DashboardContext,
  { act, back }: Asked,
  { chosen, hasMore }: BulkChosen,
  problem: string | null,
) {
  const { todo, sums, said } = saidOf(chosen);
  const skips = Map.groupBy(
    chosen.flatMap(({ passedOver }) => passedOver ?? []),
    (why) => why,
  );
  return respondDashboard(c, problem === null ? 200 : 409, (context) =>
    bulkAskPage(
      {
        action: within(c, '/invoices/bulk'),
        back,
        act,
        form: newForm(c.get('ctx')),
        ids: chosen.map(({ invoiceId }) => invoiceId),
        said,
        todo,
        sums: [...sums].map(([currency, amount]) => writerFor({ currency }, context.speech).amount(amount)),
        passedOver: [...skips].map(([why, all]) => ({ why, count: all.length })),
        hasMore,
        problem,
      },
      context,
    ),
  );
}

async function start(c: DashboardContext, form: z.output<typeof startForm>) {
  const act = actFor(c, form.act);
  if (act === 'forbidden') return respondNotPermitted(c);
  if (act === null || form.pick.length === 0) return respondBare(c, 404, 'not_found');
  const ctx = c.get('ctx');
  const { scope, timeZone, personId, address } = c.get('staff');
  const { commandId, seed } = formCommand(ctx, 'bulk', form.form);
  const asked = { act, choice: { ids: form.pick.slice(0, MOST_AT_ONCE) }, back: within(c, '/invoices') };
  const chosen = await chooseBulk(ctx, { scope, ...asked, timeZone });
  if (chosen.kind !== 'done') return respondBare(c, 404, 'not_found');
  const bulkId = `blm_${seed}`;
  const begun = await readBulk(ctx, { scope, bulkId, after: -1, limit: 1 });
  // Pressed twice: it has begun, and its invoices are not as they were said to be any more.
  if (begun.kind === 'done') return done(c, within(c, `/invoices/bulk/${bulkId}`));
  if (saidOf(chosen.value.chosen).said !== form.said) return show(c, asked, chosen.value, words.changed);
  const by = { personId, address };
  const ask = { bulkId, commandId, act, by, chosen: chosen.value.chosen };
  const started = await startBulk(ctx, { scope, ...ask });
  return started.kind === 'done'
    ? done(c, within(c, `/invoices/bulk/${bulkId}`))
    : respondUndone(c, started, ({ text: problem }) => show(c, asked, chosen.value, problem));
}

const path = z.object({ bulk: idOf('blm') });
const after = text().transform((typed) => (/^\d{1,4}$/.test(typed) ? Number(typed) : -1));

async function report(c: DashboardContext, bulkId: string, startsAfter: number) {
  const { scope, timeZone } = c.get('staff');
  const read = await readBulk(c.get('ctx'), { scope, bulkId, after: startsAfter, limit: ROWS });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { rows, startedBy, startedAt, ...rest } = read.value;
  const speech = await speechFor('en');
  const isWaiting = rest.counts.waiting > 0;
  return respondDashboard(
    c,
    200,
    (context) =>
      bulkReportPage(
        {
          ...rest,
          base: within(c, '/invoices'),
          self: within(c, `/invoices/bulk/${bulkId}`),
          begun: words.begun(startedBy, writerFor({ currency: 'USD' }, speech).instant(startedAt, timeZone)),
          rows: rows.map(({ invoiceId, number, isGone, customer, currency, amount, state, reason }) => {
            const writer = writerFor({ currency: currency ?? 'USD' }, context.speech);
            return {
              id: invoiceId,
              name: isGone ? words.deleted : (number ?? words.draft),
              isGone,
              customer,
              amount: isGone ? '–' : writer.amount(amount),
              state,
              why: reason === null ? '' : whyOf(reason, writer, timeZone),
            };
          }),
          isFirst: startsAfter < 0,
        },
        context,
      ),
    isWaiting ? { live: { of: bulkId, seconds: AGAIN_SECONDS } } : {},
  );
}

function whyOf(reason: BulkReason, writer: Writer, timeZone: string): string {
  switch (reason.kind) {
    case 'skip':
      return `${sentenceCase(words.skips[reason.why])}.`;
    case 'refused':
      return wrongOf(refused(reason.rejection), writer, timeZone).text;
    case 'unavailable':
      return words.unavailable;
  }
}

const routes = new Hono<DashboardEnv>()
  .post('/ask', dashboardForm(askForm), async (c) => {
    const { act: typed, which, query, pick } = c.req.valid('form');
    const act = actFor(c, typed);
    if (act === 'forbidden') return respondNotPermitted(c);
    if (act === null) return respondBare(c, 404, 'not_found');
    const filter = readListAsk(Object.fromEntries(new URLSearchParams(query)));
    const filters = writeListAsk(filter);
    const back = `${within(c, '/invoices')}${filters === '' ? '' : `?${filters}`}` as const;
    if (which === 'all') return ask(c, { act, choice: { filter }, back });
    if (pick.length === 0) return done(c, back, 'nothing_ticked');
    return ask(c, { act, choice: { ids: pick.slice(0, MOST_AT_ONCE) }, back });
  })
  .post('/', dashboardForm(startForm), (c) => start(c, c.req.valid('form')))
  .get('/:bulk', dashboardPath(path), dashboardQuery(z.object({ after })), (c) =>
    report(c, c.req.valid('param').bulk, c.req.valid('query').after),
  );

/** Doing something to many invoices at once. */
export const bulk: DashboardModule = {
  path: '/invoices/bulk',
  routes,
  access: { 'POST /ask': 'issue_invoices', 'POST /': 'issue_invoices', 'GET /:bulk': 'see' },
  nav: null,
};
