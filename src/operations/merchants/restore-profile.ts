import { selectProfile } from '../../db/queries/profiles.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { changeProfile, type ProfileChanged } from './update-profile.ts';

type Ask = { readonly commandId: string; readonly version: number; readonly basedOn: number | null };

/**
 * Goes back to what an earlier version said, as a new version: nothing that was printed changes. Rejects with `not_found`
 * for a version that there never was, and as any change does.
 */
export async function restoreProfile(
  ctx: Context,
  { scope, commandId, version, basedOn }: Scoped<Ask>,
): Promise<Outcome<ProfileChanged>> {
  const [found] = await selectProfile(ctx.db, scope.merchantId, version);
  if (found === undefined) return refused({ code: 'not_found', what: 'version of the profile' });
  return changeProfile(ctx, scope, { commandId, basedOn, change: found.profile, restores: version });
}
