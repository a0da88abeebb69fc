import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeysReport } from '../../src/domain/held-secrets.ts';
import { callOperator } from '../operator/client.ts';
import { renewAppSecrets } from '../stack/app-settings.ts';
import { localSecrets } from '../stack/settings.ts';
import { DEMO_FILE, LOCAL_FOLDER } from '../tools.ts';
import { putSecret, readSecrets, valueIn, withValue, writeSecrets } from './holder.ts';
import { KINDS, type Kind } from './kinds.ts';
import type { SecretsAsked } from './secret-arguments.ts';
import { entriesOf } from './secret-text.ts';

/** Where secrets are kept, and what runs with them. */
export interface Place {
  /** The variable's text as it is kept; null where it is not kept there. */
  keeps(kind: Kind): Promise<string | null>;
  keep(kind: Kind, text: string): Promise<void>;
  /** Puts it where it runs; a sentence where that failed. */
  put(kind: Kind, text: string): Promise<string | null>;
  /** What runs, asked with one of the operator's keys; null where nothing does. */
  ask(operatorKey: string | null): Promise<KeysReport | null>;
  /** How often in a row, and after which pauses, it has to say the same until it runs everywhere. */
  readonly settling: { readonly inARow: number; readonly pauseMs: number };
}

export const placeOf = ({ remote }: SecretsAsked): Place => (remote === null ? here() : deployed(remote));

/** The stack of `npm start`: it is asked, and takes its secrets at once, where it runs. */
function here(): Place {
  const file = join(LOCAL_FOLDER, 'secrets.json');
  return {
    keeps: async (kind) => {
      const { local } = KINDS[kind];
      const value: unknown = local === null ? null : Reflect.get(await readJson(file), local);
      return typeof value === 'string' ? value : null;
    },
    keep: async (kind, text) => {
      const { local } = KINDS[kind];
      if (local === null) throw new Error(`${KINDS[kind].variable} is not used on this machine.`);
      await writeSecrets(file, `${JSON.stringify({ ...(await readJson(file)), [local]: text }, null, 2)}\n`);
    },
    put: async (kind, text) => {
      await renewAppSecrets(LOCAL_FOLDER, await localSecrets(LOCAL_FOLDER));
      const demo = await readJson(DEMO_FILE);
      if (kind === 'operator' && demo.operatorKey !== undefined) {
        const operatorKey = entriesOf(kind, text)[0]?.text;
        await writeSecrets(DEMO_FILE, `${JSON.stringify({ ...demo, operatorKey }, null, 2)}\n`);
      }
      return null;
    },
    ask: async (operatorKey) => {
      const { app, operatorKey: atStart } = await readJson(DEMO_FILE);
      const kept = entriesOf('operator', String((await readJson(file)).operatorKey));
      for (const key of new Set([operatorKey, ...kept.map(({ text }) => text), atStart])) {
        if (typeof key !== 'string' || typeof app !== 'string') continue;
        const told = await report({ url: app, key }).catch(() => null);
        if (told !== null) return told;
      }
      return null;
    },
    // wrangler holds requests until the one Worker there is has started anew.
    settling: { inARow: 2, pauseMs: 100 },
  };
}

/** What a file of this machine's stack holds; nothing where there is none. */
async function readJson(file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text);
}

function deployed({ file, url, place }: NonNullable<SecretsAsked['remote']>): Place {
  return {
    keeps: async (kind) => valueIn(await readSecrets(file), KINDS[kind].variable),
    keep: async (kind, text) =>
      writeSecrets(file, withValue(await readSecrets(file), KINDS[kind].variable, text)),
    put: async (kind, text) => {
      const { code, output } = await putSecret(KINDS[kind].variable, text, place);
      return code === 0 ? null : refusalIn(output);
    },
    ask: async (operatorKey) => {
      const kept = entriesOf('operator', valueIn(await readSecrets(file), 'OPERATOR_KEY') ?? '')[0]?.text;
      const key = operatorKey ?? process.env.OPERATOR_KEY?.trim() ?? kept;
      return key === undefined ? null : report({ url, key });
    },
    // Versions live side by side while one takes over.
    settling: { inARow: 5, pauseMs: 1_000 },
  };
}

/** Cloudflare changes no secret while what was uploaded last isn't what runs; that has a code of its own. */
export const refusalIn = (output: string): string =>
  output.includes('[code: 10215]')
    ? 'the version that was uploaded last has not all traffic, after a rollback or while two share it. Give one all of it: `npm run upgrade -- --remote`.'
    : output.trim();

async function report(target: { readonly url: string; readonly key: string }): Promise<KeysReport | null> {
  const { ok, body } = await callOperator(target, 'GET', '/operator/v1/keys');
  return ok && isReport(body) ? body : null;
}

const isReport = (body: unknown): body is KeysReport =>
  typeof body === 'object' && body !== null && Array.isArray(Reflect.get(body, 'linkKeys'));
