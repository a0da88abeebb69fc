import {
  selectDismissals,
  selectOpenObjects,
  selectQuarantinedEvents,
  selectUnexplained,
} from '../../db/queries/findings.ts';
import type { FindingKind } from '../../domain/finding.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

const MOST = 200;

/** Something that a person has to look at. */
export type FindingView = {
  readonly kind: FindingKind;
  /** What it is about; with the kind, it names the finding. */
  readonly subject: string;
  readonly connectionId: string;
  /** The object at Stripe, where it is about one. */
  readonly stripeId: string | null;
  /** Why it needs a person; null for an item of the books, whose kind says it. */
  readonly reason: string | null;
  /** Of an item of the books, in Stripe's minor units. */
  readonly currency: string | null;
  readonly amount: number | null;
  /** The invoices that it freezes: nothing is charged for them until it is dismissed or has resolved itself. */
  readonly frozenInvoiceIds: readonly string[];
  readonly foundAt: number;
  readonly dismissed: { readonly by: string; readonly reason: string; readonly at: number } | null;
};

const NOTHING = { stripeId: null, reason: null, currency: null, amount: null, dismissed: null } as const;

/** The merchant's findings: those that are open, oldest first, or those that were dismissed, newest first. */
export async function listFindings(
  ctx: Context,
  { scope, state }: Scoped<{ readonly state: 'open' | 'dismissed' }>,
): Promise<Outcome<readonly FindingView[]>> {
  return done(state === 'open' ? await listOpen(ctx, scope) : await listDismissed(ctx, scope));
}

async function listOpen(ctx: Context, scope: Scoped<unknown>['scope']): Promise<readonly FindingView[]> {
  const [objects, events, books] = await ctx.db.batch([
    selectOpenObjects(ctx.db, scope),
    selectQuarantinedEvents(ctx.db, scope),
    selectUnexplained(ctx.db, scope),
  ]);
  const found: readonly FindingView[] = [
    ...objects.map(({ invoiceIds, account: _account, ...row }) => ({
      ...NOTHING,
      ...row,
      kind: row.reason === 'unreachable' ? ('unreachable_payment' as const) : ('unknown_object' as const),
      frozenInvoiceIds: JSON.parse(invoiceIds),
    })),
    ...events.map(({ connectionId, subject, reason, foundAt }) => ({
      ...NOTHING,
      kind: 'quarantined_event' as const,
      subject,
      connectionId,
      stripeId: subject,
      reason,
      frozenInvoiceIds: [],
      foundAt,
    })),
    ...books.map((row) => ({ ...NOTHING, ...row, frozenInvoiceIds: [] })),
  ];
  return found.toSorted((one, other) => one.foundAt - other.foundAt).slice(0, MOST);
}

async function listDismissed(ctx: Context, scope: Scoped<unknown>['scope']): Promise<readonly FindingView[]> {
  const rows = await selectDismissals(ctx.db, scope);
  return rows.map(({ dismissal: { kind, subject, connectionId, amount, foundAt, ...by } }) => ({
    ...NOTHING,
    kind,
    subject,
    connectionId,
    amount,
    frozenInvoiceIds: [],
    foundAt,
    dismissed: { by: by.dismissedBy, reason: by.reason, at: by.dismissedAt },
  }));
}
