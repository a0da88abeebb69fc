import { checkAddress, whyNotReached } from '../../domain/webhooks/address.ts';
import { type Attempted, retryAfterMs } from '../../domain/webhooks/delivery.ts';
import { parseAddress } from './parse-address.ts';
import type { Posting, ResolveName, Webhooks } from './port.ts';
import { signedHeaders, writtenSecret } from './sign.ts';

/** A receiver answers at once and works later; Workers would wait longer than a batch of messages should take. */
const TIMEOUT_MS = 10_000;
const ANSWER_BYTES = 1024;
const ANSWER_CHARACTERS = 200;
/** What is kept of an answer is what a program says of itself; a page is not. */
const WORDS = /^(?:text\/plain|application\/(?:problem\+)?json)\b/i;

/** A link key, which secrets are derived from. */
type LinkKey = { readonly id: number; readonly secret: Uint8Array<ArrayBuffer> };

type Given = {
  readonly keys: readonly [LinkKey, ...LinkKey[]];
  readonly ownHosts: readonly string[];
  readonly allowsLocal: boolean;
  readonly resolve: ResolveName;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** How long an answer may take; ten seconds where nothing is said. */
  readonly timeoutMs?: number;
};

export function createWebhooks({
  keys,
  ownHosts,
  allowsLocal,
  resolve,
  now,
  timeoutMs = TIMEOUT_MS,
  ...given
}: Given): Webhooks {
  const check: Webhooks['check'] = async (typed, livemode) => {
    const checked = checkAddress(parseAddress(typed), { livemode, ownHosts, allowsLocal });
    if (!checked.ok) return checked;
    const { url, host } = checked.address;
    const says = host === null ? null : whyNotReached(host, await resolve(host));
    return says === null ? { ok: true, url } : { ok: false, says };
  };
  return {
    keyNumber: keys[0].id,
    check,
    secret: async ({ endpointId, keyNumber, version }) => {
      const key = keys.find(({ id }) => id === keyNumber);
      return key === undefined ? null : derivedSecret(key, `${endpointId} ${version}`);
    },
    post: async (posting) => {
      const began = now();
      const since = Date.now();
      const ended = () => Math.max(0, Date.now() - since);
      try {
        const answer = await send(given.fetch, posting, { now: began, timeoutMs });
        const words = answer.ok ? await thrownAway(answer) : await firstWords(answer);
        return {
          status: answer.status,
          durationMs: ended(),
          error: answer.ok ? null : sentenceOf(answer.status),
          answer: words,
          retryAfterMs: retryAfterMs(answer.headers.get('Retry-After'), began),
        };
      } catch (error) {
        const isLate = error instanceof Error && error.name === 'TimeoutError';
        const says = isLate
          ? `It did not answer within ${timeoutMs / 1000} seconds.`
          : 'It could not be reached: no connection, or no valid certificate.';
        return notAnswered(says, ended());
      }
    },
  };
}

const notAnswered = (error: string, durationMs: number): Attempted => ({
  status: null,
  durationMs,
  error,
  answer: null,
  retryAfterMs: null,
});

type At = { readonly now: number; readonly timeoutMs: number };

const send = async (
  ask: typeof fetch,
  { url, id, body, secrets }: Posting,
  { now, timeoutMs }: At,
): Promise<Response> =>
  ask(url, {
    method: 'POST',
    // Whoever is allowed to be posted to does not say who else is.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Quittance-Webhooks/1',
      ...(await signedHeaders({ id, body, secrets }, now)),
    },
    body,
  });

/** HKDF-SHA-256 (RFC 5869), as the keys of links are derived. */
async function derivedSecret({ secret }: LinkKey, named: string): Promise<string> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode(`quittance webhook ${named}`);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info },
    material,
    256,
  );
  return writtenSecret(new Uint8Array(bits));
}

function sentenceOf(status: number): string {
  if (status >= 300 && status < 400)
    return `It answered ${status}: redirects are not followed. Set the address that it leads to.`;
  if (status === 410) return 'It answered 410: it is gone for good.';
  return `It answered ${status}.`;
}

async function thrownAway(answer: Response): Promise<null> {
  await answer.body?.cancel();
  return null;
}

/** The first words of an answer, without control characters. */
async function firstWords(answer: Response): Promise<string | null> {
  if (answer.body === null || !WORDS.test(answer.headers.get('Content-Type') ?? ''))
    return thrownAway(answer);
  const reader = answer.body.getReader();
  const chunks: Uint8Array[] = [];
  for (let length = 0; length < ANSWER_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  await reader.cancel();
  const bytes = await new Blob(chunks.map((chunk) => chunk.slice())).arrayBuffer();
  const text = new TextDecoder()
    .decode(bytes.slice(0, ANSWER_BYTES))
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return text === '' ? null : text.slice(0, ANSWER_CHARACTERS);
}
