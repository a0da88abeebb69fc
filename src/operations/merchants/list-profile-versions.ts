import { selectMerchant } from '../../db/queries/invoices.ts';
import { type ProfileVersion, selectProfile, selectProfiles } from '../../db/queries/profiles.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { profileOf } from '../facts/profile.ts';

export type { ProfileVersion } from '../../db/queries/profiles.ts';

type Ask = { readonly before: number | null; readonly limit: number };
type Versions = { readonly versions: readonly ProfileVersion[]; readonly hasMore: boolean };

/** The versions of the business's profile, newest first. */
export async function listProfileVersions(
  ctx: Context,
  { scope: { merchantId }, before, limit }: Scoped<Ask>,
): Promise<Outcome<Versions>> {
  const [rows, [merchant]] = await ctx.db.batch([
    selectProfiles(ctx.db, merchantId, { before: before ?? Number.MAX_SAFE_INTEGER, limit }),
    selectMerchant(ctx.db, merchantId),
  ]);
  if (merchant === undefined) throw new Error('API key without a merchant');
  // Until the first change there is the first version alone, which nobody made.
  const isFirst = rows.length === 0 && merchant.profileVersion === 1 && (before === null || before > 1);
  return done({
    versions: isFirst ? [firstOf(merchant)] : rows.slice(0, limit),
    hasMore: rows.length > limit,
  });
}

/** One version of the business's own. Rejects with `not_found`. */
export async function readProfileVersion(
  ctx: Context,
  { scope: { merchantId }, version }: Scoped<{ readonly version: number }>,
): Promise<Outcome<ProfileVersion>> {
  const [[found], [merchant]] = await ctx.db.batch([
    selectProfile(ctx.db, merchantId, version),
    selectMerchant(ctx.db, merchantId),
  ]);
  if (merchant === undefined) throw new Error('API key without a merchant');
  if (found !== undefined) return done(found);
  return version === 1 && merchant.profileVersion === 1
    ? done(firstOf(merchant))
    : refused({ code: 'not_found', what: 'version of the profile' });
}

type Merchant = Awaited<ReturnType<typeof selectMerchant>>[number];

const firstOf = (merchant: Merchant): ProfileVersion => ({
  merchantId: merchant.id,
  version: 1,
  profile: profileOf(merchant),
  createdAt: merchant.createdAt,
  changedBy: null,
  restores: null,
});
