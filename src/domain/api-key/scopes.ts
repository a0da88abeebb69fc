/** What an API key may do. None includes another: a key holds each one that it was given. */
export const API_SCOPES = [
  'read', // see everything but keys and the audit log
  'write', // customers, drafts, and what moves no money
  'money', // what charges, refunds, or says that a debt is paid or gone
  'admin', // keys, settings, the connection, the audit log
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** What a key can give: its scopes, for as long as it lasts (ms; null without end). */
export type Grant = { readonly scopes: readonly ApiScope[]; readonly expiresAt: number | null };

/** Why a grant is more than its giver has: the scopes that it lacks, or the instant at which it ends itself. */
export type Beyond =
  | { readonly kind: 'scopes'; readonly missing: readonly ApiScope[] }
  | { readonly kind: 'life'; readonly endsAt: number };

/** Nobody gives more than they have, nor for longer; null where it is within. */
export function beyondGrant(giver: Grant, given: Grant): Beyond | null {
  const missing = given.scopes.filter((scope) => !giver.scopes.includes(scope));
  if (missing.length > 0) return { kind: 'scopes', missing };
  const { expiresAt: endsAt } = giver;
  if (endsAt === null || (given.expiresAt !== null && given.expiresAt <= endsAt)) return null;
  return { kind: 'life', endsAt };
}

/** Scopes in the order of {@link API_SCOPES}, each once. */
export const inOrder = (scopes: readonly ApiScope[]): readonly ApiScope[] =>
  API_SCOPES.filter((scope) => scopes.includes(scope));
