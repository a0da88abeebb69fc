import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { insertBulkAct, insertBulkRows } from '../../db/writes/bulk-acts.ts';
import type { BulkAct } from '../../domain/invoice/bulk.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  retryOnConflict,
} from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import type { ChosenInvoice } from './choose-bulk.ts';

/** What one job does: as many as an invocation has statements for. */
export const BULK_PART = 4;

type Ask = {
  /** Chosen by the form, so that pressed twice it is begun once. */
  readonly bulkId: string;
  readonly commandId: string;
  readonly act: BulkAct;
  readonly by: { readonly personId: string; readonly address: string };
  readonly chosen: readonly Pick<ChosenInvoice, 'invoiceId' | 'seq' | 'passedOver'>[];
};

/** Begins an act on many invoices: its rows, and the jobs that do them, in one commit. */
export const startBulk = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ readonly bulkId: string }>> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<{ readonly bulkId: string }>>> => {
    const { db } = ctx;
    const { bulkId, commandId, act, by, chosen } = ask;
    const stream = { type: 'merchant', id: scope.merchantId } as const;
    const [head, commanded] = await db.batch([selectHead(db, stream), selectCommand(db, stream, commandId)]);
    if (commanded.length > 0) return decided(done({ bulkId }));
    const at = ctx.now();
    const parts = Array.from({ length: Math.ceil(chosen.length / BULK_PART) }, (_, part) => part);
    const committed = await commitChange(ctx, {
      merchantId: scope.merchantId,
      commandId,
      at,
      appends: [
        {
          stream,
          head: headOf(head),
          type: 'bulk_act_begun',
          data: { bulkId, act, invoices: chosen.length, by: by.address },
        },
      ],
      rows: [
        insertBulkAct(db, {
          id: bulkId,
          ...scope,
          act,
          personId: by.personId,
          startedBy: by.address,
          invoices: chosen.length,
          createdAt: at,
        }),
        insertBulkRows(db, bulkId, chosen),
      ],
      effects: parts.map((part) => effect(ctx, 'bulk_act', { bulkId, from: part * BULK_PART })),
      result: { bulkId },
    });
    return committed.kind === 'committed' ? decided(done({ bulkId })) : CONFLICT;
  });
