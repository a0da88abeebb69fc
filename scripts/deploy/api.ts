/** Cloudflare's API, for looking only: every change is wrangler's. */
export interface CloudflareApi {
  /** The `result`; null where there is no such thing. Anything else is an Error in words. */
  get(path: string): Promise<unknown>;
  /** The rows of one statement that reads. */
  rows(accountId: string, databaseId: string, sql: string): Promise<readonly Row[]>;
  /** The rows of each of several statements, separated by semicolons. */
  answers(accountId: string, databaseId: string, sql: string): Promise<readonly (readonly Row[])[]>;
}

/** What Cloudflare refused, by its status. */
export class ApiRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What Cloudflare answers about buckets on an account that has not taken R2. */
const R2_IS_OFF = 10042;
const SWITCH_R2_ON =
  ' Or take `[[r2_buckets]]` out of wrangler.toml: files are refused then, and all else works.';
const LOG_IN =
  ' Log in by `npx wrangler login`, or set CLOUDFLARE_API_TOKEN with the permissions of docs/DEPLOY.md.';

export type Row = Readonly<Record<string, unknown>>;

export function cloudflareApi(baseUrl: string, token: string): CloudflareApi {
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    const answer = await fetch(`${baseUrl}${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(60_000),
    }).catch((error: unknown) => {
      throw new Error(`Cloudflare could not be reached: ${error instanceof Error ? error.message : error}`);
    });
    const body: unknown = await answer.json().catch(() => null);
    if (answer.ok) return fieldOf(body, 'result');
    if (answer.status === 404) return null;
    const errors = listOf(fieldOf(body, 'errors')).map((error) => String(fieldOf(error, 'message')));
    const isNotAllowed = answer.status === 401 || answer.status === 403;
    const isOff = listOf(fieldOf(body, 'errors')).some((error) => fieldOf(error, 'code') === R2_IS_OFF);
    const hint = isOff ? SWITCH_R2_ON : isNotAllowed ? LOG_IN : '';
    throw new ApiRefusal(
      answer.status,
      `Cloudflare answered ${answer.status} to ${path.replace(/\/accounts\/\w+/, '')}: ${errors.join(', ').replace(/\.$/, '') || 'no reason given'}.${hint}`,
    );
  };
  const answers: CloudflareApi['answers'] = async (accountId, databaseId, sql) => {
    const path = `/accounts/${accountId}/d1/database/${databaseId}/query`;
    const result = await call(path, { method: 'POST', body: JSON.stringify({ sql }) });
    if (result === null) throw new Error('Cloudflare has no such database on this account.');
    return listOf(result).map((answer) => listOf(fieldOf(answer, 'results')).filter(isRow));
  };
  return {
    get: (path) => call(path, {}),
    rows: async (...asked) => (await answers(...asked))[0] ?? [],
    answers,
  };
}

export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

export const textOf = (value: unknown, name: string): string | null => {
  const found = fieldOf(value, name);
  return typeof found === 'string' ? found : null;
};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
