import { selectMerchant } from '../../db/queries/invoices.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type SettingsResource, settingsResource } from './settings.ts';

/** The merchant's collection settings, in one round trip. */
export async function readSettings(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<SettingsResource>> {
  const [merchant] = await selectMerchant(ctx.db, scope.merchantId);
  if (merchant === undefined) throw new Error('API key without a merchant');
  return done(settingsResource(merchant));
}
