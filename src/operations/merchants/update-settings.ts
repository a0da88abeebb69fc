import { eq } from 'drizzle-orm';
import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectMerchant } from '../../db/queries/invoices.ts';
import { merchants } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { minimumsProblems } from '../../domain/collection/part-minimums.ts';
import { merchantPolicyProblems, policyProblems } from '../../domain/collection/policy-input.ts';
import type { CollectPolicy } from '../../domain/collection/types.ts';
import type { Json } from '../../domain/json.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { closedBooksProblems } from '../../domain/profile/closed-books.ts';
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
import { switchStatements } from '../statements/switch-statements.ts';
import { type CollectionSettings, settingsColumns, settingsOf } from './settings.ts';

/** The changes; omitted settings stay as they are. */
export type SettingsChange = {
  readonly [Name in keyof CollectionSettings]?: CollectionSettings[Name] | undefined;
};

type Ask = { readonly commandId: string; readonly change: SettingsChange };

/** The settings that decide when open invoices are checked next. */
const PLANS: ReadonlySet<string> = new Set(['policy', 'hour', 'noticeDays', 'retryDays', 'remindDays']);

/**
 * Changes the merchant's collection settings. Open invoices are replanned, never earlier than was announced. Rejects
 * with `invalid`: contradictory or incomplete settings, and a change by a test key on a live deployment.
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
  if (merchant === undefined) throw new Error('API key without a merchant');
  if (commanded.length > 0) return decided(done(null));
  const problems = [
    ...(ctx.livemode && !livemode ? [NOT_BY_TEST] : []),
    ...merchantPolicyProblems(change),
    ...closedBooksProblems(change.booksClosedUntil, localDateAt(ctx.now(), merchant.timeZone)),
    ...minimumsProblems(change.partMinimums ?? [], 'partMinimums', ctx.rules.refuseCharge),
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
      ...(changed.includes('monthlyStatements')
        ? [switchStatements(ctx, merchant, after.monthlyStatements)]
        : []),
    ],
    effects: changed.some((name) => PLANS.has(name)) ? [replanEffect(ctx, merchantId)] : [],
    result: null,
    audit: { before: named(before, changed), after: named(after, changed) },
  });
  return committed.kind === 'committed' ? decided(done(null)) : CONFLICT;
}

/** Test keys are shared freely, so they must not decide about real money. */
const NOT_BY_TEST: FieldProblem = {
  path: '',
  message: 'These settings decide about live payments: change them with a live key.',
};

/** Automatic charging needs a connected account, and a default currency that it accepts. */
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

/** Without omitted fields. */
const given = (change: SettingsChange): Partial<CollectionSettings> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

const differing = (before: CollectionSettings, after: CollectionSettings): string[] =>
  Object.entries(after)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(before, name)))
    .map(([name]) => name);

/** Those of the settings that have changed. */
const named = (settings: CollectionSettings, names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name)));
