const PREFIX = 'whsec_';

/**
 * The headers of Standard Webhooks: the id, the time of this attempt, and a signature by each secret over both and the exact body, so that
 * the receiver may have any of them while it is changed. https://www.standardwebhooks.com
 */
export async function signedHeaders(
  { id, body, secrets }: { readonly id: string; readonly body: string; readonly secrets: readonly string[] },
  now: number,
): Promise<Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>> {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = secrets.map((secret) => sign(secret, `${id}.${timestamp}.${body}`));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': (await Promise.all(signatures)).join(' '),
  };
}

async function sign(secret: string, text: string): Promise<string> {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  const raw = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)));
  return `v1,${btoa(String.fromCharCode(...mac))}`;
}

/** A secret of 32 bytes as receivers take it: base64 after `whsec_`. */
export const writtenSecret = (bytes: Uint8Array): string => `${PREFIX}${btoa(String.fromCharCode(...bytes))}`;
