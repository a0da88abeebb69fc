import { selectLogo } from '../../db/queries/profiles.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { LogoType } from '../../domain/profile/logo.ts';
import type { Context } from '../core/context.ts';

export type StoredLogo = { readonly type: LogoType; readonly bytes: Uint8Array };

/** An uploaded logo, also one that only older invoices show. Rejects with `not_found`. */
export async function readLogo(
  ctx: Context,
  { merchantId, hash }: { readonly merchantId: string; readonly hash: string },
): Promise<Outcome<StoredLogo>> {
  const [found] = await selectLogo(ctx.db, merchantId, hash);
  if (found === undefined) return refused({ code: 'not_found', what: 'logo' });
  const bytes = Uint8Array.from(atob(found.base64), (byte) => byte.charCodeAt(0));
  return done({ type: found.type, bytes });
}

/** The same by its address, as a view has it; null where that is not one of ours. */
export async function loadOwnLogo(ctx: Context, url: string): Promise<Uint8Array | null> {
  const start = ctx.links.page('/logo/');
  const [merchantId = '', hash = ''] = url.startsWith(start) ? url.slice(start.length).split('/') : [];
  const read = await readLogo(ctx, { merchantId, hash });
  return read.kind === 'done' ? read.value.bytes : null;
}
