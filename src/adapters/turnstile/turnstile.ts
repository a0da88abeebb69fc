import type { Turnstile } from './port.ts';

/** An answer is at most 2048 characters long. */
const MOST_CHARACTERS = 2048;
const TIMEOUT_MS = 5000;

/**
 * Turnstile's verification. An answer counts once and for five minutes, which Cloudflare holds; where it cannot be asked,
 * nobody has passed. https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
 */
export function createTurnstile(
  { siteKey, secretKey, verifyUrl }: { siteKey: string; secretKey: string; verifyUrl: string },
  log: (event: string, fields: Readonly<Record<string, string>>) => void,
): Turnstile {
  return {
    siteKey,
    isPassed: async (answer, ip) => {
      if (answer === '' || answer.length > MOST_CHARACTERS) return false;
      const fields = { secret: secretKey, response: answer, ...(ip !== null && { remoteip: ip }) };
      try {
        const verified = await fetch(verifyUrl, {
          method: 'POST',
          body: new URLSearchParams(fields),
          redirect: 'error',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        const said: unknown = await verified.json();
        return typeof said === 'object' && said !== null && Reflect.get(said, 'success') === true;
      } catch (error) {
        log('turnstile_unreachable', { error: error instanceof Error ? error.name : 'unknown' });
        return false;
      }
    },
  };
}
