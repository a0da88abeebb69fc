/** Tells a secret from another without giving it away: the beginning of its SHA-256, hexadecimal. Only for long random ones. */
export async function fingerprintOf(secret: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
