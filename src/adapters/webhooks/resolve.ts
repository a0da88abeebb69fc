import type { ResolveName } from './port.ts';

const RESOLVER = 'https://cloudflare-dns.com/dns-query';
const TIMEOUT_MS = 5_000;
/** https://www.iana.org/assignments/dns-parameters */
const TYPES = { A: 1, AAAA: 28 } as const;
const NO_ERROR = 0;
const NO_SUCH_NAME = 3;

/**
 * Looks a name up by DNS over HTTPS, since Workers have no resolver of their own.
 * https://developers.cloudflare.com/1.1.1.1/encryption/dns-over-https/make-api-requests/dns-json/
 */
export const resolveByHttps =
  (ask: typeof fetch): ResolveName =>
  async (name) => {
    const found = await Promise.all([lookUp(ask, name, 'A'), lookUp(ask, name, 'AAAA')]);
    const [four, six] = found;
    return four === 'unknown' || six === 'unknown' || four === undefined || six === undefined
      ? 'unknown'
      : [...four, ...six];
  };

async function lookUp(ask: typeof fetch, name: string, type: keyof typeof TYPES) {
  try {
    const answer = await ask(`${RESOLVER}?${new URLSearchParams({ name, type })}`, {
      headers: { Accept: 'application/dns-json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const told: unknown = answer.ok ? await answer.json() : null;
    return answer.ok ? addressesIn(told, TYPES[type]) : 'unknown';
  } catch {
    return 'unknown';
  }
}

function addressesIn(told: unknown, type: number): readonly string[] | 'unknown' {
  const status: unknown = fieldOf(told, 'Status');
  if (status === NO_SUCH_NAME) return [];
  if (status !== NO_ERROR) return 'unknown';
  const answers: unknown = fieldOf(told, 'Answer');
  if (!Array.isArray(answers)) return [];
  // A name may lead to another one first: those lines are of another type.
  return answers
    .filter((line: unknown) => fieldOf(line, 'type') === type)
    .map((line: unknown) => String(fieldOf(line, 'data')));
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
