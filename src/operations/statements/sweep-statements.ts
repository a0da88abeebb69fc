import { selectRunsDue, selectStatementsDue } from '../../db/queries/statements.ts';
import { either, someOf } from '../../db/queries/waiting-parts.ts';
import { holdRuns, holdStatements } from '../../db/writes/statements.ts';
import { sweepWithinBudget } from '../core/budget.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { mailStatement } from './mail-statement.ts';
import { noteStatements } from './note-statements.ts';

const RUNS_A_TICK = 200;
const STATEMENTS_A_TICK = 500;
/** What noting a business's customers takes before it hands on, and what deciding one statement takes. */
const A_RUN = 40;
const A_STATEMENT = 40;

/** Whether a business's customers are due to be noted, or a statement to be decided. */
export const statementsWait = ({ db, livemode, now }: ReadContext) =>
  either(someOf(selectRunsDue(db, livemode, now())), someOf(selectStatementsDue(db, livemode, now())));

/**
 * Notes whose monthly statements are due, and decides those that were noted. Both are rows, so a tick that is missed,
 * doubled or late only moves them.
 */
export async function sweepStatements(ctx: Context): Promise<void> {
  const now = ctx.now();
  const runs = await selectRunsDue(ctx.db, ctx.livemode, now).limit(RUNS_A_TICK);
  await sweepWithinBudget(ctx, {
    of: 'statement_run',
    due: runs,
    idOf: ({ merchantId }) => merchantId,
    ownerOf: ({ merchantId }) => merchantId,
    atOnce: 1,
    unit: A_RUN,
    work: ({ merchantId }) => noteStatements(ctx, { merchantId, dueBy: now }),
    hold: (ids, until) => holdRuns(ctx.db, ctx.livemode, ids, { dueBy: now, until }),
  });
  const due = await selectStatementsDue(ctx.db, ctx.livemode, now).limit(STATEMENTS_A_TICK);
  await sweepWithinBudget(ctx, {
    of: 'statement',
    due,
    idOf: ({ customerId, month }) => `${customerId}/${month}`,
    ownerOf: ({ merchantId }) => merchantId,
    atOnce: 2,
    unit: A_STATEMENT,
    work: ({ customerId, month }) => mailStatement(ctx, { customerId, month, dueBy: now }),
    hold: (keys, until) => holdStatements(ctx.db, keys, { dueBy: now, until }),
  });
}

/** Decides a statement that was handed over, named `customer/month`, unless another worker did. */
export async function mailHandedOver(ctx: Context, key: string, until: number): Promise<void> {
  const [customerId = '', month = ''] = key.split('/');
  await mailStatement(ctx, { customerId, month, dueBy: Math.max(ctx.now(), until) });
}

/** Notes the customers of a business that was handed over, unless another worker did. */
export const noteHandedOver = (ctx: Context, merchantId: string, until: number): Promise<void> =>
  noteStatements(ctx, { merchantId, dueBy: Math.max(ctx.now(), until) });
