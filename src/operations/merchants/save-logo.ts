import { insertLogo } from '../../db/queries/profiles.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { cleanLogo } from './clean-logo.ts';
import { changeProfile, type ProfileChanged } from './update-profile.ts';

type Ask = { readonly commandId: string; readonly basedOn: number | null; readonly file: Uint8Array };

/**
 * Makes a logo of an uploaded file, and a version of the profile that has it. Rejects with `invalid`, in words, what is no
 * picture, is too large or is broken.
 */
export async function saveLogo(
  ctx: Context,
  { scope, commandId, basedOn, file }: Scoped<Ask>,
): Promise<Outcome<ProfileChanged>> {
  const clean = await cleanLogo(file);
  if (clean.kind === 'refused') {
    return refused({ code: 'invalid', problems: [{ path: 'data', message: clean.why }] });
  }
  const { type, width, height, bytes } = clean;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const { merchantId } = scope;
  const row = { merchantId, hash, type, base64: toBase64(bytes), createdAt: ctx.now() };
  return changeProfile(ctx, scope, {
    commandId,
    basedOn,
    change: { logo: { hash, type, width, height } },
    rows: [insertLogo(ctx.db, row)],
  });
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
