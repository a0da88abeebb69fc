import { eq } from 'drizzle-orm';
import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectMerchant } from '../../db/queries/invoices.ts';
import { merchants } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { merchantPolicyProblems, policyProblems } from '../../domain/collection/policy-input.ts';
import type { CollectPolicy } from '../../domain/collection/types.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import { replanEffect } from '../collection/replan.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { type CollectionSettings, settingsColumns, settingsOf } from './settings.ts';

/** What is to change; what is left out stays as it is. */
export type SettingsChange = {
  readonly [Name in keyof CollectionSettings]?: CollectionSettings[Name] | undefined;
};

type Ask = { readonly commandId: string; readonly change: SettingsChange };

/** What decides when open invoices are looked at next. */
const PLANS: ReadonlySet<string> = new Set(['policy', 'hour', 'noticeDays', 'retryDays', 'remindDays']);

/**
 * Changes the merchant's settings of collecting. What was planned for open invoices is decided anew, never earlier
 * than what was announced. Rejects with `invalid`: what contradicts itself or cannot be decided, and what a test key asks
 * of a deployment that is live.
 */
export const updateSettings = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<null>> =>
  retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  { merchantId, livemode }: Scope,
  { commandId, change }: Ask,
): Promise<ConflictOr<Outcome<null>>> {
  const { db } = ctx;
  const stream = { type: 'merchant', id: merchantId } as const;
  const [head, commanded, [merchant], [connection]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectMerchant(db, merchantId),
    selectActiveConnection(db, { merchantId, livemode }),
  ]);
  if (merchant === undefined) throw new Error('a key belongs to no merchant');
  if (commanded.length > 0) return decided(done(null));
  const problems = [
    ...(ctx.livemode && !livemode ? [NOT_BY_TEST] : []),
    ...merchantPolicyProblems(change),
    ...defaultPolicyProblems(ctx, change.policy, merchant.defaultCurrency, connection !== undefined),
  ];
  if (problems.length > 0) return decided(refused({ code: 'invalid', problems }));
  const before = settingsOf(merchant);
  const after = { ...before, ...given(change) };
  const changed = differing(before, after);
  if (changed.length === 0) return decided(done(null));
  const at = ctx.now();
  const committed = await commitChange(ctx, {
    merchantId,
    commandId,
    at,
    appends: [{ stream, head: headOf(head), type: 'collection_settings_changed', data: { changed } }],
    rows: [
      db
        .update(merchants)
        .set({ ...settingsColumns(after), updatedAt: at })
        .where(eq(merchants.id, merchantId)),
    ],
    effects: changed.some((name) => PLANS.has(name)) ? [replanEffect(ctx, merchantId)] : [],
    result: null,
  });
  return committed.kind === 'committed' ? decided(done(null)) : CONFLICT;
}

/** Test keys are handed about: where money is real, none of them decides about it. */
const NOT_BY_TEST: FieldProblem = {
  path: '',
  message: 'These settings decide about live payments: change them with a live key.',
};

/** Charging by itself needs an account to charge with, and a usual currency that it takes. */
function defaultPolicyProblems(
  ctx: Context,
  policy: CollectPolicy | undefined,
  currency: string,
  connected: boolean,
): readonly FieldProblem[] {
  if (policy === undefined || policy === 'never') return [];
  const problems = policyProblems('policy', policy, { connected, hasRecipient: null, dueDate: 'not_asked' });
  if (ctx.rules.refuseCharge(currency, 1) !== 'unsupported_currency') return problems;
  const message = `Stripe cannot charge in ${currency}, the currency that your invoices have by default.`;
  return [...problems, { path: 'policy', message }];
}

/** Without the fields that were left out. */
const given = (change: SettingsChange): Partial<CollectionSettings> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

const differing = (before: CollectionSettings, after: CollectionSettings): string[] =>
  Object.entries(after)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(before, name)))
    .map(([name]) => name);
