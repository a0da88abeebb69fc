import { readLinkVersion } from '../../db/queries/receipts.ts';
import { type Done, type Refused, refused } from '../../domain/outcome.ts';
import type { ReceiptView } from '../../domain/receipt/view.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import { openReceipt } from './open-receipt.ts';

type LinkRejection = Extract<Rejection, { readonly code: 'not_found' | 'link_rotated' }>;

/** A receipt behind the view link of an invoice that it pays. Rejects with `not_found` and `link_rotated`. */
export async function openLinkedReceipt(
  ctx: Context,
  { token, sourceId }: { readonly token: string; readonly sourceId: string },
): Promise<Done<ReceiptView> | Refused<LinkRejection>> {
  const target = await ctx.links.open('view', token);
  const version = target === null ? null : await readLinkVersion(ctx.db, target.id);
  if (target === null || version === null) return refused({ code: 'not_found', what: 'link' });
  if (version !== target.version) return refused({ code: 'link_rotated' });
  return openReceipt(ctx, { sourceId, from: target.id, locale: null });
}
