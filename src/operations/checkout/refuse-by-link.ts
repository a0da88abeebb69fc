import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { localeOf } from '../facts/locale.ts';
import { merchantView } from '../facts/merchant-view.ts';
import { type KeptByLink, readKept, refuseKept } from '../methods/refuse-method.ts';
import type { LinkRejection } from '../resources/open-hosted-invoice.ts';

export type RefusedByLink = {
  readonly kept: KeptByLink;
  readonly merchant: ReturnType<typeof merchantView>;
  readonly locale: string;
  readonly url: string;
  /** What became of the press; null where the link was only opened. */
  readonly pressed: 'done' | 'unknown' | null;
};

/** Whoever paid by link opens their link to stop later charges, or presses its button. Opening changes nothing. */
export async function refuseByLink(
  ctx: Context,
  { token, isAsked }: { readonly token: string; readonly isAsked: boolean },
): Promise<Outcome<RefusedByLink>> {
  const target = await ctx.links.open('refuse', token);
  if (target === null) return refused<LinkRejection>({ code: 'not_found', what: 'link' });
  const paymentId = target.id;
  const tried = isAsked ? await refuseKept(ctx, { paymentId }) : null;
  const read = tried?.kind === 'done' ? tried : await readKept(ctx, { paymentId });
  if (read.kind !== 'done') return read;
  const { merchant, customer } = read.value;
  const locale = localeOf(ctx, customer, merchant);
  return done({
    kept: read.value,
    merchant: merchantView(ctx, merchant, locale),
    locale,
    url: await ctx.links.url('refuse', target),
    pressed: tried === null ? null : tried.kind === 'done' ? 'done' : 'unknown',
  });
}
