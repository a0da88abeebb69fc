import { type PasskeyRow, readPasskeys } from '../../db/queries/passkeys.ts';
import { deletePasskey, renamePasskey } from '../../db/writes/passkeys.ts';
import { DONE, done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { linesAbout } from './audit-lines.ts';
import type { StaffVisit } from './visit.ts';
import type { From, Person } from './who.ts';

export type ListedPasskey = Pick<PasskeyRow, 'id' | 'name' | 'createdAt' | 'usedAt' | 'credentialId'>;

/** The passkeys of whoever is signed in. */
export const listPasskeys = async (
  ctx: Context,
  { who }: { readonly who: Person },
): Promise<Outcome<readonly ListedPasskey[]>> => done(await readPasskeys(ctx.db, who.personId));

type Ask = { readonly visit: StaffVisit; readonly from: From; readonly passkeyId: string };

const NOT_FOUND = refused({ code: 'not_found', what: 'passkey' });

/** Gives a passkey of one's own another name. Rejects with `not_found`. */
export async function renameOwnPasskey(
  ctx: Context,
  { name, ...ask }: Ask & { readonly name: string },
): Promise<Outcome<null>> {
  const own = { id: ask.passkeyId, personId: ask.visit.personId };
  return (await renamePasskey(ctx.db, own, name, lines(ctx, ask, 'passkey_renamed'))) ? DONE : NOT_FOUND;
}

/** Takes a passkey of one's own away: it signs nobody in any more. Sessions that it opened go on. Rejects with `not_found`. */
export async function removeOwnPasskey(ctx: Context, ask: Ask): Promise<Outcome<null>> {
  const own = { id: ask.passkeyId, personId: ask.visit.personId };
  return (await deletePasskey(ctx.db, own, lines(ctx, ask, 'passkey_removed'))) ? DONE : NOT_FOUND;
}

const lines = (
  ctx: Context,
  { visit, from, passkeyId }: Ask,
  action: 'passkey_renamed' | 'passkey_removed',
) =>
  linesAbout(
    ctx,
    { who: visit, from, businesses: visit.businesses },
    { action, subjectType: 'passkey', subjectId: passkeyId, before: null, after: null },
  );
