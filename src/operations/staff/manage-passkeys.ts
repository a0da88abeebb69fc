import { type PasskeyRow, readPasskeys } from '../../db/queries/passkeys.ts';
import { deletePasskey, renamePasskey } from '../../db/writes/passkeys.ts';
import { DONE, done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { linesAbout } from './audit-lines.ts';
import { tellPerson } from './tell-person.ts';
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

/**
 * Takes a passkey of one's own away, and mails that: it signs nobody in any more. Sessions that it opened go on. Rejects with
 * `not_found`.
 */
export async function removeOwnPasskey(ctx: Context, ask: Ask): Promise<Outcome<null>> {
  const { visit, passkeyId } = ask;
  const passkey = (await readPasskeys(ctx.db, visit.personId)).find(({ id }) => id === passkeyId);
  if (passkey === undefined) return NOT_FOUND;
  const change = { kind: 'passkey_removed', name: passkey.name } as const;
  const mail = tellPerson(ctx, { visit, change, cause: `passkey_removed/${passkeyId}` });
  const audit = lines(ctx, ask, 'passkey_removed');
  const own = { id: passkeyId, personId: visit.personId };
  const isRemoved = await deletePasskey(ctx.db, own, (isSo) => [...audit(isSo), ...mail.rows(isSo)]);
  if (!isRemoved) return NOT_FOUND;
  await mail.send();
  return DONE;
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
