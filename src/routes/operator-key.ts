import { sameText } from '../operations/sign-in/session-secret.ts';

/** Whether an `Authorization` header holds a key of the operator's; compared by its hash, in constant time. */
export async function isOperator(keys: readonly string[], header: string | undefined): Promise<boolean> {
  const [, presented] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
  if (presented === undefined) return false;
  const hash = await hashOf(presented);
  const matches = await Promise.all(keys.map(async (key) => sameText(await hashOf(key), hash)));
  return matches.includes(true);
}

async function hashOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
