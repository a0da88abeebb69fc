import { selectFormerSession } from '../../db/queries/staff.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { csrfOf, hashOfSecret, sameText } from '../sign-in/session-secret.ts';

export type FormerSession = {
  readonly personId: string;
};

/**
 * Whose session ended, of the browser that still has its secret, and whose forms carry this token: such a form is theirs, and waits
 * for them to sign in again. Nothing is read where the token is of none of the secrets. Rejects with `not_found`.
 */
export async function readFormerSession(
  ctx: Context,
  { secrets, token }: { readonly secrets: readonly string[]; readonly token: string },
): Promise<Outcome<FormerSession>> {
  for (const secret of secrets) {
    const hash = await hashOfSecret(secret);
    if (hash === null || !sameText(await csrfOf(secret), token)) continue;
    const [found] = await selectFormerSession(ctx.db, hash);
    if (found !== undefined) return done({ personId: found.personId });
  }
  return NOT_FOUND;
}

const NOT_FOUND = refused({ code: 'not_found', what: 'sign-in link' });
