import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_DATABASE, writtenSettings } from '../deploy/settings.ts';
import { LOCAL_FOLDER, LOCAL_STATE, ROOT } from '../tools.ts';
import type { Place } from './database.ts';

/** The options by which every command names its database. */
export const PLACE_OPTIONS = {
  remote: { type: 'boolean' },
  local: { type: 'boolean' },
  config: { type: 'string' },
  env: { type: 'string' },
  'persist-to': { type: 'string' },
} as const;

export const PLACE_USAGE = `  --remote             the deployed database (by default this machine's: --local)
  --config FILE        wrangler's configuration; wrangler.toml where it's left out
  --env NAME           its environment, such as staging
  --persist-to FOLDER  where the local database is, other than npm start's`;

/** A further command on the same database, as it's printed. */
export const command = (name: string, { remote, named }: Place): string =>
  `\`npm run ${name}${remote ? ` -- --remote${named === undefined ? '' : ` --env ${named}`}` : ''}\``;

interface Given {
  readonly remote?: boolean | undefined;
  readonly local?: boolean | undefined;
  readonly config?: string | undefined;
  readonly env?: string | undefined;
  readonly 'persist-to'?: string | undefined;
}

/** Whether wrangler.toml names no database: its owner deploys by another configuration, or not at all yet. */
const isShipped = (): boolean => {
  const text = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8');
  return text.includes(`"${NO_DATABASE}"`) && !/^\[env\./m.test(text);
};

/** The database that the options name. */
export function placeOf(given: Given): Place {
  if (given.remote === true && given.local === true) throw new Error('Either --local or --remote.');
  const place = {
    remote: given.remote === true,
    state: given['persist-to'] ?? LOCAL_STATE,
    backups: join(LOCAL_FOLDER, 'backups'),
    ...(given.env !== undefined && { named: given.env }),
  };
  const environment = given.env ?? null;
  const written = writtenSettings(environment);
  if (place.remote && given.config === undefined && written === null && isShipped())
    throw new Error(
      `Nothing was deployed from here${environment === null ? '' : ` as ${environment}`}: run \`npm run deploy\`, or name wrangler’s configuration by --config.`,
    );
  // What the deployment was made with names its database, and is of one environment by itself.
  if (place.remote && given.config === undefined && written !== null)
    return { ...place, config: written, environment: null };
  return { ...place, config: given.config ?? null, environment };
}
