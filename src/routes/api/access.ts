import type { Actor } from '../../domain/actor.ts';
import type { KeyEnd } from '../../domain/api-key/life.ts';
import type { ApiScope } from '../../domain/api-key/scopes.ts';
import type { Authenticated, Caller } from '../../operations/api/authenticate.ts';
import { agentOf, ipOf } from '../client.ts';
import type { Problem } from './problems.ts';
import { lacksScope } from './scopes.ts';

/** https://www.rfc-editor.org/rfc/rfc6750#section-3 */
const challenge = (error?: 'invalid_token' | 'insufficient_scope', scope?: ApiScope): string =>
  [
    'Bearer realm="Quittance API"',
    ...(error === undefined ? [] : [`error="${error}"`]),
    ...(scope === undefined ? [] : [`scope="${scope}"`]),
  ].join(', ');

const ENDED: Readonly<Record<KeyEnd['why'], (at: string) => string>> = {
  revoked: (at) => `This API key was revoked on ${at}.`,
  expired: (at) => `This API key expired on ${at}. Have another one made.`,
  replaced: (at) => `This API key was rotated, and its old secret ended on ${at}. Use the new one.`,
};

/** Why a request has no caller, in words. */
export function unauthorized(found: Exclude<Authenticated, { readonly kind: 'caller' }>): Problem {
  if (found.kind === 'unknown') {
    return {
      code: 'unauthorized',
      detail: 'Send a valid API key as Authorization: Bearer qk_….',
      headers: { 'WWW-Authenticate': challenge() },
    };
  }
  return {
    code: 'unauthorized',
    detail: ENDED[found.end.why](new Date(found.end.at).toISOString()),
    headers: { 'WWW-Authenticate': challenge('invalid_token') },
  };
}

/** A call that the key does not reach. */
export const outOfScope = ({ scopes }: Caller, needed: ApiScope): Problem => ({
  code: 'insufficient_scope',
  detail: lacksScope(scopes, needed),
  headers: { 'WWW-Authenticate': challenge('insufficient_scope', needed) },
});

/** When the secret that was sent ends, and that it was replaced. https://www.rfc-editor.org/rfc/rfc9745#section-2.1 */
export function keyHeaders({ expiresAt, replaced }: Caller): Readonly<Record<string, string>> {
  const endsAt = replaced?.until ?? expiresAt;
  return {
    ...(replaced !== null && { Deprecation: `@${Math.floor(replaced.until / 1000)}` }),
    ...(endsAt !== null && { 'X-Api-Key-Expires': new Date(endsAt).toISOString() }),
  };
}

/** Who asks, for the audit log. */
export const actorOf = ({ apiKeyId, name, scope }: Caller, headers: Headers, requestId: string): Actor => ({
  kind: 'api_key',
  id: apiKeyId,
  name,
  livemode: scope.livemode,
  ip: ipOf(headers),
  userAgent: agentOf(headers),
  requestId,
});
