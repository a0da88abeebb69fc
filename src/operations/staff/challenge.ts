import { spendChallenge } from '../../db/writes/passkeys.ts';
import { parsedJson } from '../../domain/json.ts';
import { fields, integer, oneOf, orNull, text } from '../../domain/shape.ts';
import { base64UrlOf } from '../core/base64url.ts';
import type { Context } from '../core/context.ts';
import { sha256Hex } from '../facts/hash.ts';

const LIFE_MS = 10 * 60_000;

const shape = fields({
  purpose: oneOf('add', 'sign_in'),
  personId: orNull(text),
  random: text,
  until: integer,
});

/** What a ceremony is for, and who adds a passkey by it; null for whoever signs in. */
export type Purpose = { readonly purpose: 'add' | 'sign_in'; readonly personId: string | null };

/** A challenge for the browser, and the same as we signed it, for the form. Nothing is stored until it is answered. */
export async function newChallenge(
  ctx: Context,
  of: Purpose,
): Promise<{ readonly challenge: string; readonly sealed: string }> {
  const challenge = base64UrlOf(ctx.random(32));
  const sealed = await ctx.links.seal(
    JSON.stringify({ ...of, random: challenge, until: ctx.now() + LIFE_MS }),
  );
  return { challenge, sealed };
}

/** The challenge that a form brought back, if it is ours, for this, and in time; null otherwise. */
export async function openChallenge(ctx: Context, sealed: string, of: Purpose): Promise<string | null> {
  const stored = await ctx.links.unseal(sealed);
  const found = stored === null ? undefined : shape(parsedJson(stored));
  if (found === undefined || found.purpose !== of.purpose || found.personId !== of.personId) return null;
  return ctx.now() < found.until ? found.random : null;
}

/** Spends a challenge: of two answers to it one counts. */
export const spend = async (ctx: Context, challenge: string): Promise<boolean> =>
  spendChallenge(ctx.db, await sha256Hex(`quittance challenge\n${challenge}`), ctx.now() + LIFE_MS);
