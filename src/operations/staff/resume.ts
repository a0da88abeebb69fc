import { parsedJson } from '../../domain/json.ts';
import { fields, integer, oneOf, text } from '../../domain/shape.ts';
import type { Context } from '../core/context.ts';

/** Whoever signs in again has so long to go on with the form that asked for it. */
export const RESUME_LIFE_MS = 60 * 60_000;

const shape = fields({ purpose: oneOf('resume'), personId: text, path: text, until: integer });

type Form = { readonly personId: string; readonly path: string };

/**
 * The token of a form that waits until its person has signed in again. It takes the place of the session's, since the new
 * session has another: only pages of the person's own hold it, and it is of use in their session alone.
 */
export const newResume = (ctx: Context, { personId, path }: Form): Promise<string> =>
  ctx.links.seal(JSON.stringify({ purpose: 'resume', personId, path, until: ctx.now() + RESUME_LIFE_MS }));

type Token = Pick<Form, 'path'> & { readonly token: string };

/** Whose a token is, of this form and in time; null where it is none. */
export async function resumedBy(ctx: Context, { path, token }: Token): Promise<string | null> {
  const stored = await ctx.links.unseal(token);
  const found = stored === null ? undefined : shape(parsedJson(stored));
  return found?.path === path && ctx.now() < Number(found.until) ? found.personId : null;
}
