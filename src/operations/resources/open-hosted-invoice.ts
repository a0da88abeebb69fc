import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Context } from '../core/context.ts';
import { type ShownInvoice, showInvoice } from './show-invoice.ts';

/** Why an invoice's link shows nothing. */
export type LinkRejection = Extract<Rejection, { readonly code: 'not_found' | 'link_rotated' }>;

/** The invoice behind a view link. Rejects with `not_found` and `link_rotated`. */
export async function openHostedInvoice(
  ctx: Context,
  { token, allLines }: { readonly token: string; readonly allLines: boolean },
): Promise<Done<ShownInvoice> | Refused<LinkRejection>> {
  const target = await ctx.links.open('view', token);
  const shown = target === null ? null : await showInvoice(ctx, target.id, { allLines });
  if (shown === null) return refused({ code: 'not_found', what: 'link' });
  return shown.linkVersion === target?.version ? done(shown) : refused({ code: 'link_rotated' });
}
