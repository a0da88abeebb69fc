import { selectLines } from '../../db/queries/customer-imports.ts';
import {
  deleteImport,
  type ImportLine,
  type ImportRow,
  leaseImport,
  moveImport,
  writeLines,
} from '../../db/writes/customer-imports.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import { hasRoomFor } from '../core/budget.ts';
import { type Context, newId } from '../core/context.ts';
import { createCustomer } from '../customers/create.ts';
import { changeCustomer } from '../customers/update.ts';
import type { Progress } from './groups.ts';
import { inWords } from './in-words.ts';
import { type Plan, planLines } from './plan-lines.ts';
import { applyInvoices, checkInvoices } from './run-invoices.ts';
import { applySchedules, checkSchedules } from './run-schedules.ts';
import { MINUTE_MS, wakeImport } from './sweep-imports.ts';

const LEASE_MS = 2 * MINUTE_MS;
const CHECKED_AT_ONCE = 200;
/** Comparing a bite takes so many statements, and doing a line so many. */
const A_BITE = 14;
const A_LINE = 60;

/** Goes on with an import for as long as the invocation's budget allows. Safe to run twice and cut off anywhere. */
export async function runImport(
  ctx: Context,
  { importId }: { readonly importId: string },
): Promise<Outcome<null>> {
  const now = ctx.now();
  const row = await leaseImport(ctx.db, importId, { now, until: now + LEASE_MS });
  if (row !== undefined) await goOnFrom(ctx, row);
  return DONE;
}

async function goOnFrom(ctx: Context, row: ImportRow): Promise<void> {
  switch (row.state) {
    case 'reading':
      // Whoever sent it is gone.
      await deleteImport(ctx.db, row.id);
      return;
    case 'checking':
      return goOn(ctx, row, await checking(row)(ctx, row), {
        state: 'ready',
        dueAt: null,
      });
    case 'applying':
      return goOn(ctx, row, await applying(row)(ctx, row), {
        state: 'done',
        dueAt: null,
        endedAt: ctx.now(),
      });
    case 'ready':
    case 'done':
    case 'canceled':
      await moveImport(ctx.db, row.id, [row.state], { dueAt: null });
  }
}

type Work = (ctx: Context, row: ImportRow) => Promise<Progress>;

const checking = ({ kind, about }: ImportRow): Work =>
  about !== null ? checkSchedules : kind === 'invoices' ? checkInvoices : check;

const applying = ({ kind, about }: ImportRow): Work =>
  about !== null ? applySchedules : kind === 'invoices' ? applyInvoices : apply;

async function goOn(
  ctx: Context,
  row: ImportRow,
  progress: Progress,
  end: Partial<ImportRow>,
): Promise<void> {
  const dueAt = ctx.now() + (progress === 'later' ? MINUTE_MS : 0);
  const isMoved = await moveImport(ctx.db, row.id, [row.state], progress === 'over' ? end : { dueAt });
  if (isMoved && progress === 'more') await wakeImport(ctx, row.id);
}

/** Says of the next lines what they would change. */
async function check(ctx: Context, row: ImportRow): Promise<Progress> {
  while (hasRoomFor(A_BITE)) {
    const lines = await selectLines(ctx.db, row.id, ['read'], { most: CHECKED_AT_ONCE });
    const plans = await planLines(ctx, row, lines);
    await writeLines(
      ctx.db,
      row.id,
      lines.map(({ line }) => ({ line, ...planned(ctx, plans.get(line)) })),
    );
    if (lines.length < CHECKED_AT_ONCE) return 'over';
  }
  return 'more';
}

type Planned = Pick<ImportLine, 'state' | 'customerId' | 'report'>;

function planned(ctx: Context, plan: Plan | undefined): Planned {
  if (plan === undefined) throw new Error('a line without a plan');
  switch (plan.kind) {
    case 'wrong':
      return { state: 'wrong', customerId: null, report: plan.problems };
    case 'create':
      // Its id is chosen now, so that doing it again after a crash makes the same customer.
      return { state: 'create', customerId: newId(ctx, 'cus'), report: plan.changes };
    case 'change':
    case 'same':
    case 'propose':
      return { state: plan.kind, customerId: plan.customerId, report: plan.changes };
  }
}

/** Does the next lines, each by itself. Customers may have changed since they were compared. */
async function apply(ctx: Context, row: ImportRow): Promise<Progress> {
  while (hasRoomFor(A_LINE + A_BITE)) {
    const lines = await selectLines(ctx.db, row.id, ['create', 'change', 'propose'], { most: 10 });
    if (lines.length === 0) return 'over';
    for (const line of lines) {
      if (!hasRoomFor(A_LINE)) return 'more';
      if (!(await applyOne(ctx, row, line))) return 'later';
    }
  }
  return 'more';
}

/** Does a line, after the one that makes its parent; false where Stripe or another writer is in the way. */
async function applyOne(ctx: Context, row: ImportRow, line: ImportLine): Promise<boolean> {
  const plan = await planOf(ctx, row, line);
  const ready = 'parent' in plan && plan.parent?.kind === 'line' ? await afterParent(plan.parent.line) : plan;
  const written = ready === null ? null : await applyLine(ctx, row, line, ready);
  if (written !== null) await writeLines(ctx.db, row.id, [{ line: line.line, ...written }]);
  return written !== null;

  async function afterParent(at: number): Promise<Plan | null> {
    const [first] = await selectLines(ctx.db, row.id, ['create', 'change', 'propose'], {
      after: at - 1,
      most: 1,
    });
    // Nobody's parent has one, so this goes one line deep.
    if (first?.line === at && !(await applyOne(ctx, row, first))) return null;
    const again = await planOf(ctx, row, line);
    const isMissing = 'parent' in again && again.parent?.kind === 'line';
    return isMissing ? { kind: 'wrong', problems: [NO_PARENT] } : again;
  }
}

const NO_PARENT = {
  column: 'parent',
  message: 'Its parent is on a line of this file that was not done.',
} as const;

async function planOf(ctx: Context, row: ImportRow, line: ImportLine): Promise<Plan> {
  const plan = (await planLines(ctx, row, [line])).get(line.line);
  if (plan === undefined) throw new Error('a line without a plan');
  return plan;
}

async function applyLine(
  ctx: Context,
  row: ImportRow,
  line: ImportLine,
  plan: Plan,
): Promise<Planned | null> {
  const scope = { merchantId: row.merchantId, livemode: row.livemode };
  const commandId = `import/${row.id}/${line.line}`;
  if (line.state === 'create' && 'customerId' in plan && plan.customerId === line.customerId) {
    // A worker made it and was cut off before it said so.
    return { state: 'done', customerId: line.customerId, report: line.report };
  }
  const skipped = { state: 'skipped', customerId: line.customerId, report: line.report } as const;
  switch (plan.kind) {
    case 'wrong':
      return { state: 'failed', customerId: null, report: plan.problems };
    case 'same':
      return { state: 'done', customerId: plan.customerId, report: line.report };
    case 'propose':
      if (row.proposals === 'skip') return skipped;
      if (row.proposals === 'create')
        return create(ctx, scope, { ...line, customerId: newId(ctx, 'cus') }, commandId, plan);
      return change();
    case 'create':
      return create(ctx, scope, line, commandId, plan);
    case 'change':
      return change();
  }
  async function change(): Promise<Planned | null> {
    if (plan.kind !== 'change' && plan.kind !== 'propose') return skipped;
    const { texts, address, billingEmails, customerAliases, taxIds, externalIds } = plan.read;
    const patch = {
      ...texts,
      address,
      externalIds,
      ...(billingEmails !== null && { billingEmails }),
      ...(customerAliases !== null && { customerAliases }),
      ...(taxIds !== null && { taxIds }),
      ...(plan.parent?.kind === 'known' && { parentId: plan.parent.parentId }),
    };
    const changed = await changeCustomer(ctx, { scope, customerId: plan.customerId, commandId, patch });
    return ended(changed, { state: 'done', customerId: plan.customerId, report: plan.changes });
  }
}

async function create(
  ctx: Context,
  scope: { readonly merchantId: string; readonly livemode: boolean },
  { customerId }: ImportLine,
  commandId: string,
  plan: Plan,
): Promise<Planned | null> {
  if (plan.kind === 'wrong' || customerId === null) throw new Error('nothing to create');
  const { texts, address, billingEmails, customerAliases, taxIds, externalIds } = plan.read;
  const customer = {
    legalName: texts.legalName ?? '',
    label: texts.label ?? null,
    contactName: texts.contactName ?? null,
    email: texts.email ?? null,
    billingEmails: billingEmails ?? [],
    telephone: texts.telephone ?? null,
    url: texts.url ?? null,
    taxStatus: texts.taxStatus ?? 'TAXED',
    address,
    customerAliases: customerAliases ?? [],
    taxIds: taxIds ?? [],
    locale: texts.locale ?? null,
    externalIds,
    ...(plan.parent?.kind === 'known' && { parentId: plan.parent.parentId }),
  };
  const created = await createCustomer(ctx, { scope, customerId, commandId, customer });
  return ended(created, { state: 'done', customerId, report: plan.changes });
}

/** What became of a line; null where it is to be tried again, since Stripe or another writer was in the way. */
function ended(outcome: Outcome<unknown>, made: Planned): Planned | null {
  switch (outcome.kind) {
    case 'done':
      return made;
    case 'refused':
      return { ...made, state: 'failed', report: [{ column: null, message: inWords(outcome.rejection) }] };
    case 'stripe_unavailable':
    case 'lost_race':
      return null;
  }
}
