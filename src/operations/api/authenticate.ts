import { type ApiKeyRow, selectApiKey } from '../../db/queries/api-keys.ts';
import { recordKeyUse } from '../../db/writes/api-keys.ts';
import { isUseWorthNoting, type KeyEnd, keyEnd } from '../../domain/api-key/life.ts';
import type { ApiScope } from '../../domain/api-key/scopes.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import type { Scope } from '../core/scope.ts';
import { hashOfKey } from './api-key.ts';

/** The merchant and mode that an API key stands for, and what it may do there. Instants in ms. */
export type Caller = {
  readonly apiKeyId: string;
  readonly name: string;
  readonly scope: Scope;
  readonly scopes: readonly ApiScope[];
  readonly expiresAt: number | null;
  /** Set where the secret was replaced, and works beside the new one until then. */
  readonly replaced: { readonly until: number } | null;
};

export type Authenticated =
  | { readonly kind: 'caller'; readonly caller: Caller }
  /** No key, a malformed one, or none that is known here. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ended'; readonly apiKeyId: string; readonly end: KeyEnd };

const UNKNOWN: Authenticated = { kind: 'unknown' };

/** The caller behind an `Authorization` header, or why there is none. A malformed key costs no query. */
export async function authenticate(ctx: Context, header: string | null): Promise<Authenticated> {
  const [, presented = ''] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
  const hash = await hashOfKey(presented);
  if (hash === null) return UNKNOWN;
  const [key] = await selectApiKey(ctx.db, hash);
  if (key === undefined || key.livemode !== presented.startsWith('qk_live_')) return UNKNOWN;
  const replaced = key.hash === hash ? null : { until: key.previousUntil ?? 0 };
  const now = ctx.now();
  const end = keyEnd(key, replaced ?? 'present', now);
  if (end !== null) return { kind: 'ended', apiKeyId: key.id, end };
  await noteUse(ctx, key, replaced !== null, now);
  return {
    kind: 'caller',
    caller: {
      apiKeyId: key.id,
      name: key.name,
      scope: { merchantId: key.merchantId, livemode: key.livemode },
      scopes: key.scopes,
      expiresAt: key.expiresAt,
      replaced,
    },
  };
}

/** A use that cannot be written down is no reason to refuse the call. */
async function noteUse(ctx: Context, key: ApiKeyRow, isPrevious: boolean, at: number): Promise<void> {
  const before = isPrevious ? key.previousUsedAt : key.lastUsedAt;
  if (!isUseWorthNoting(before, at)) return;
  try {
    await recordKeyUse(ctx.db, { id: key.id, isPrevious, at, before });
  } catch (error) {
    ctx.log('api_key_use_not_noted', { apiKeyId: key.id, ...describeError(error) });
  }
}
