import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import {
  selectDismissals,
  selectOpenObjects,
  selectQuarantinedEvents,
  selectUnexplained,
} from '../../db/queries/findings.ts';
import { dismissals } from '../../db/schema/index.ts';
import { headOf, selectHead, selectHeads } from '../../db/streams.ts';
import { dismissedBook, dismissedEvent, dismissedEventsOf } from '../../db/writes/findings.ts';
import { type FindingKind, isBookKind } from '../../domain/finding.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { settlement } from './settlement.ts';

type Finding = { readonly kind: FindingKind; readonly subject: string };
type Ask = Finding & {
  /** The member of staff who answers for it, and why it needs nothing more. */
  readonly by: string;
  readonly reason: string;
  readonly commandId: string;
};

/**
 * A person has looked at a finding and dismisses it, with a reason. What it froze goes on, and it is not raised again; its
 * money at Stripe stays unexplained in the books. Rejects with `not_found` or `finding_dismissed`.
 */
export const dismissFinding = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<Finding>> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<Finding>>> => {
    const { kind, subject, by, reason } = ask;
    const at = ctx.now();
    const [[before], head] = await ctx.db.batch([
      selectDismissals(ctx.db, scope, ask),
      selectHead(ctx.db, { type: 'merchant', id: scope.merchantId }),
    ]);
    const found = await read(ctx, scope, ask, at);
    if (found === null) {
      return decided(
        before === undefined
          ? refused({ code: 'not_found', what: 'finding' })
          : refused({ code: 'finding_dismissed', by: before.dismissal.dismissedBy }),
      );
    }
    const { connectionId, foundAt, amount } = found;
    const row = { amount, reason, dismissedBy: by, foundAt, dismissedAt: at };
    const committed = await commitChange(ctx, {
      merchantId: scope.merchantId,
      commandId: `dismiss/${ask.commandId}`,
      at,
      appends: [
        {
          stream: { type: 'merchant', id: scope.merchantId },
          head: headOf(head),
          type: 'finding_dismissed',
          data: { connectionId, kind, subject, by, reason },
        },
        ...found.appends,
      ],
      rows: [
        ...found.rows,
        ctx.db
          .insert(dismissals)
          .values({ connectionId, kind, subject, ...row })
          .onConflictDoUpdate({
            target: [dismissals.connectionId, dismissals.kind, dismissals.subject],
            set: row,
          }),
      ],
      effects: [],
      result: null,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    if (!committed.replayed) ctx.log('finding_dismissed', { connectionId, kind });
    return decided(done({ kind, subject }));
  });

type Found = {
  readonly connectionId: string;
  readonly foundAt: number;
  readonly amount: number | null;
  readonly appends: readonly Append[];
  readonly rows: readonly Statement[];
};

/** The open finding, with what its end changes; null where there is none. */
async function read(
  ctx: Context,
  scope: Scoped<unknown>['scope'],
  ask: Ask,
  at: number,
): Promise<Found | null> {
  const { kind, subject, by } = ask;
  if (isBookKind(kind)) {
    const [row] = await selectUnexplained(ctx.db, scope, { kind, subject });
    return row === undefined ? null : { ...row, appends: [], rows: [dismissedBook(ctx.db, { ...row, at })] };
  }
  switch (kind) {
    case 'quarantined_event': {
      const [row] = await selectQuarantinedEvents(ctx.db, scope, subject);
      if (row === undefined) return null;
      const event = { account: row.account, livemode: scope.livemode, eventId: subject };
      return { ...row, amount: null, appends: [], rows: [dismissedEvent(ctx.db, event, at)] };
    }
    case 'unknown_object':
    case 'unreachable_payment': {
      const [row] = await selectOpenObjects(ctx.db, scope, subject);
      if (row === undefined || (row.reason === 'unreachable') !== (kind === 'unreachable_payment'))
        return null;
      const invoiceIds: readonly string[] = JSON.parse(row.invoiceIds);
      const heads = await selectHeads(ctx.db, 'invoice', invoiceIds);
      const { connectionId, account } = row;
      const settled = settlement(ctx, { connectionId, paymentId: subject, invoiceIds, heads }, { by, at });
      const events = dismissedEventsOf(ctx.db, { account, livemode: scope.livemode, paymentId: subject, at });
      return { ...row, amount: null, appends: settled.appends, rows: [...settled.rows, events] };
    }
  }
}
