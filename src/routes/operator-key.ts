import { sameText } from '../operations/portal/session-secret.ts';

/** Whether an `Authorization` header holds the operator's key; compared by its hash, in constant time. */
export async function isOperator(key: string | null, header: string | undefined): Promise<boolean> {
  const [, presented] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
  if (key === null || presented === undefined) return false;
  return sameText(await hashOf(key), await hashOf(presented));
}

async function hashOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
