import { WRANGLER } from '../business/store.ts';
import { runTool } from '../tools.ts';
import { textOf } from './api.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The token of the environment, or of `wrangler login`; null where there is neither. */
export async function tokenOf(environment: Environment = process.env): Promise<string | null> {
  const given = environment.CLOUDFLARE_API_TOKEN?.trim();
  if (given) return given;
  const { code, output } = await runTool(['wrangler', 'auth', 'token', '--json'], WRANGLER);
  return code === 0 ? textOf(JSON.parse(output.slice(output.indexOf('{'))), 'token') : null;
}

/** Cloudflare's API, or its stand-in on this machine. */
export const apiUrlOf = (environment: Environment = process.env): string =>
  environment.CLOUDFLARE_API_BASE_URL ?? 'https://api.cloudflare.com/client/v4';
