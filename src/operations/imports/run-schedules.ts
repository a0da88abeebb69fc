import { selectMerchant } from '../../db/queries/invoices.ts';
import { readKeyedSchedules } from '../../db/queries/schedules.ts';
import { type ImportLine, type ImportRow, writeLines } from '../../db/writes/customer-imports.ts';
import { hasRoomFor } from '../core/budget.ts';
import { type Context, newId } from '../core/context.ts';
import { createSchedule } from '../schedules/create-schedule.ts';
import { firstOf, nextBite, type Progress, type Written, wrongLines } from './groups.ts';
import { inWords } from './in-words.ts';
import { planSchedules, type SchedulePlan } from './plan-schedules.ts';

/** Comparing a bite takes so many statements, and making a schedule so many. */
const CHECKED_AT_ONCE = 100;
const TO_CHECK = 20;
const MADE_AT_ONCE = 10;
const TO_MAKE = 30;

/** Says of the next schedules what they would make, and when and over how much the first invoice of each would be. */
export async function checkSchedules(ctx: Context, row: ImportRow): Promise<Progress> {
  while (hasRoomFor(TO_CHECK)) {
    const { lines, isLast } = await nextBite(ctx, row, 'read', CHECKED_AT_ONCE);
    const plans = await plan(ctx, row, lines);
    await writeLines(
      ctx.db,
      row.id,
      [...Map.groupBy(lines, firstOf)].flatMap(([first, some]) => checked(ctx, some, plans.get(first))),
    );
    if (isLast) return 'over';
  }
  return 'more';
}

async function plan(ctx: Context, row: ImportRow, lines: readonly ImportLine[]) {
  const [merchant] = await selectMerchant(ctx.db, row.merchantId);
  if (merchant === undefined) throw new Error('an import without a merchant');
  return planSchedules(ctx, row, { merchant, lines });
}

function checked(
  ctx: Context,
  lines: readonly ImportLine[],
  found: SchedulePlan | undefined,
): readonly Written[] {
  switch (found?.kind) {
    case undefined:
      throw new Error('a schedule without a plan');
    case 'wrong':
      return wrongLines(lines, found.problems, { state: 'wrong', whole: 'schedule' });
    case 'over':
      return lines.map(({ line }) => over(line, found.remark));
    case 'same': {
      const { customerId, scheduleId } = found;
      return lines.map(({ line }) => ({ line, state: 'same', customerId, scheduleId, report: [] }));
    }
    case 'create': {
      // Its id is chosen now, so that doing it again after a crash makes the same schedule.
      const scheduleId = newId(ctx, 'sch');
      const { customerId, next, remarks } = found;
      const report = [next, ...remarks.map((remark) => ({ remark }))];
      return lines.map(({ line }, at) => ({
        line,
        state: 'create',
        customerId,
        scheduleId,
        report: at === 0 ? report : [],
      }));
    }
  }
}

const over = (line: number, remark: string): Written => ({
  line,
  state: 'skipped',
  customerId: null,
  report: [{ remark }],
});

/** Makes the next schedules, each whole in a commit of its own. What stood here when they were compared may have changed. */
export async function applySchedules(ctx: Context, row: ImportRow): Promise<Progress> {
  while (hasRoomFor(2 * TO_CHECK + TO_MAKE)) {
    const { lines, isLast } = await nextBite(ctx, row, 'create', MADE_AT_ONCE);
    const plans = await plan(ctx, row, lines);
    for (const [first, some] of Map.groupBy(lines, firstOf)) {
      if (!hasRoomFor(TO_CHECK + TO_MAKE)) return 'more';
      const written = await make(ctx, row, some, plans.get(first));
      if (written === null) return 'later';
      await writeLines(ctx.db, row.id, written);
    }
    if (isLast) return 'over';
  }
  return 'more';
}

/** What became of a schedule's lines; null where another writer was in the way. */
async function make(
  ctx: Context,
  row: ImportRow,
  lines: readonly ImportLine[],
  found: SchedulePlan | undefined,
): Promise<readonly Written[] | null> {
  switch (found?.kind) {
    case undefined:
      throw new Error('a schedule without a plan');
    case 'wrong':
      return wrongLines(lines, found.problems, { state: 'failed', whole: 'schedule' });
    case 'over':
      return lines.map(({ line }) => over(line, found.remark));
    case 'same':
      // A worker made it and was cut off before it said so, or another file did.
      return ended(lines, found.scheduleId);
    case 'create':
      return create(ctx, row, lines, found);
  }
}

const ended = (lines: readonly ImportLine[], scheduleId: string): readonly Written[] =>
  lines.map(({ line, customerId, report }) => ({ line, state: 'done', customerId, scheduleId, report }));

type ToMake = Extract<SchedulePlan, { readonly kind: 'create' }>;

async function create(
  ctx: Context,
  row: ImportRow,
  lines: readonly ImportLine[],
  { filed, input, nextNumber, content }: ToMake,
): Promise<readonly Written[] | null> {
  const [first] = lines;
  if (first?.scheduleId == null) throw new Error('a schedule that no id was chosen for');
  const { scheduleId, line } = first;
  const scope = { merchantId: row.merchantId, livemode: row.livemode };
  try {
    const created = await createSchedule(ctx, {
      scope,
      scheduleId,
      commandId: `import/${row.id}/${line}`,
      input,
      filed: { status: filed.status, nextNumber, externalId: filed.key, importId: row.id, line, content },
    });
    switch (created.kind) {
      case 'done':
        return ended(lines, scheduleId);
      case 'refused': {
        const problems = [{ line, column: null, message: inWords(created.rejection) }];
        return wrongLines(lines, problems, { state: 'failed', whole: 'schedule' });
      }
      case 'stripe_unavailable':
      case 'lost_race':
        return null;
    }
  } catch (error) {
    // Another file made it since they were compared: the index of ids refuses it.
    const taken = await readKeyedSchedules(ctx.db, scope, [filed.key]);
    if (taken.length > 0) return null;
    throw error;
  }
}
