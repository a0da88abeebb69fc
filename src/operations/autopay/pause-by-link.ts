import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type LinkRejection, openHostedInvoice } from '../resources/open-hosted-invoice.ts';
import type { ShownInvoice } from '../resources/show-invoice.ts';
import { pauseInvoice } from './pause-invoice.ts';
import { type Pause, readPause } from './read-pause.ts';
import type { Stopped } from './stop-autopay.ts';

export type PausedByLink = {
  readonly shown: ShownInvoice;
  readonly standing: Pause;
  /** The result of pausing; null if that was not requested. */
  readonly paused: Stopped | null;
};

/**
 * Shows the holder of an invoice's link whether it will be charged automatically, and lets them pause that. Rejects
 * with `not_found` and `link_rotated`.
 */
export async function pauseByLink(
  ctx: Context,
  { token, isAsked }: { readonly token: string; readonly isAsked: boolean },
): Promise<Done<PausedByLink> | Refused<LinkRejection>> {
  const opened = await openHostedInvoice(ctx, { token, allLines: false });
  if (opened.kind !== 'done') return opened;
  const { value: shown } = opened;
  const paused = isAsked ? await pauseInvoice(ctx, { invoiceId: shown.id }) : null;
  const standing = await readPause(ctx, { invoiceId: shown.id });
  return standing.kind === 'done'
    ? done({ shown, standing: standing.value, paused })
    : refused({ code: 'not_found', what: 'link' });
}
