import { selectLinkKeys } from '../../db/queries/link-keys.ts';
import { saveLinkKeys } from '../../db/writes/link-keys.ts';
import { type NamedKey, newlyKnown, takenNumber } from '../../domain/link-keys.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';

/**
 * Whether the link keys of the configuration are those that links were made with so far, noting what is new of them: a sentence
 * about what is wrong, or null.
 */
export async function agreeLinkKeys(
  ctx: Pick<Context, 'db' | 'now'>,
  listed: readonly NamedKey[],
): Promise<Outcome<string | null>> {
  const known = await selectLinkKeys(ctx.db);
  const problem = takenNumber(listed, known);
  if (problem !== null) return done(problem);
  const noted = newlyKnown(listed, known, ctx.now());
  if (noted.length > 0) await saveLinkKeys(ctx.db, noted);
  return done(null);
}
