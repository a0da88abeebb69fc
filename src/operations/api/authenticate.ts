import { selectApiKey } from '../../db/queries/api-keys.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { hashOfKey } from './api-key.ts';

/** The merchant and mode that an API key stands for. */
export type Caller = { readonly apiKeyId: string; readonly name: string; readonly scope: Scope };

/**
 * The caller behind an `Authorization` header; null for a missing, unknown or revoked key. A malformed key costs no
 * query.
 */
export async function authenticate(ctx: Context, header: string | null): Promise<Caller | null> {
  const [, presented = ''] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
  const hash = await hashOfKey(presented);
  if (hash === null) return null;
  const [key] = await selectApiKey(ctx.db, hash);
  if (key === undefined || key.livemode !== presented.startsWith('qk_live_')) return null;
  return { apiKeyId: key.id, name: key.name, scope: { merchantId: key.merchantId, livemode: key.livemode } };
}
