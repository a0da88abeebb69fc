import { selectFormerSession } from '../../db/queries/staff.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { csrfOf, hashOfSecret } from '../sign-in/session-secret.ts';

export type FormerSession = {
  readonly personId: string;
  /** The token that its forms carry. */
  readonly csrf: string;
};

/**
 * Whose session ended, of the browser that still has its secret: a form of that session is theirs, and waits for them to sign in
 * again. Rejects with `not_found`.
 */
export async function readFormerSession(
  ctx: Context,
  { secret }: { readonly secret: string | undefined },
): Promise<Outcome<FormerSession>> {
  const hash = await hashOfSecret(secret);
  if (hash === null || secret === undefined) return NOT_FOUND;
  const [found] = await selectFormerSession(ctx.db, hash);
  return found === undefined ? NOT_FOUND : done({ personId: found.personId, csrf: await csrfOf(secret) });
}

const NOT_FOUND = refused({ code: 'not_found', what: 'sign-in link' });
