import { parsedJson } from '../../domain/json.ts';
import { fields, integer, oneOf, text } from '../../domain/shape.ts';
import type { Context } from '../core/context.ts';

/** Whoever signs in again has so long to go on with the form that asked for it. */
const LIFE_MS = 60 * 60_000;

const shape = fields({ purpose: oneOf('resume'), personId: text, path: text, until: integer });

type Form = { readonly personId: string; readonly path: string };

/**
 * The token of a form that waits until its person has signed in again. It takes the place of the session's, since the new
 * session has another: only pages of the person's own hold it, and it is of use in their session alone.
 */
export const newResume = (ctx: Context, { personId, path }: Form): Promise<string> =>
  ctx.links.seal(JSON.stringify({ purpose: 'resume', personId, path, until: ctx.now() + LIFE_MS }));

/** Whether a token is of this form, of this person's, and in time. */
export async function isResume(
  ctx: Context,
  { personId, path, token }: Form & { readonly token: string },
): Promise<boolean> {
  const stored = await ctx.links.unseal(token);
  if (stored === null) return false;
  const found = shape(parsedJson(stored));
  return found?.personId === personId && found.path === path && ctx.now() < Number(found.until);
}
