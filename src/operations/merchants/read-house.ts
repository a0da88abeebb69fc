import { selectHouse } from '../../db/queries/set-up.ts';
import type { MerchantView } from '../../domain/invoice/view.ts';
import { type Done, done } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { merchantView } from '../facts/merchant-view.ts';

/** The business whose site this is, as its first page shows it; null where it is nobody's, or several share it. */
export async function readHouse(
  ctx: Context,
  { locale }: { readonly locale: string },
): Promise<Done<MerchantView | null>> {
  const [only, ...others] = await selectHouse(ctx.db);
  return done(only === undefined || others.length > 0 ? null : merchantView(ctx, only, locale));
}
