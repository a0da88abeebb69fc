import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callOperator } from '../operator/client.ts';
import { DEMO_FILE, LOCAL_FOLDER } from '../tools.ts';
import { putSecret, readSecrets, valueIn, withValue, writeSecrets } from './holder.ts';
import { KINDS, type Kind } from './kinds.ts';
import type { KeysReport } from './report.ts';
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
}

export const placeOf = ({ remote }: SecretsAsked): Place => (remote === null ? here() : deployed(remote));

/** The stack of `npm start`: its secrets are taken at its next start, and it is asked where it runs. */
function here(): Place {
  const file = join(LOCAL_FOLDER, 'secrets.json');
  const read = async (): Promise<Record<string, unknown>> => JSON.parse(await readFile(file, 'utf8'));
  return {
    keeps: async (kind) => {
      const { local } = KINDS[kind];
      const value: unknown = local === null ? null : Reflect.get(await read().catch(() => ({})), local);
      return typeof value === 'string' ? value : null;
    },
    keep: async (kind, text) => {
      const { local } = KINDS[kind];
      if (local === null) throw new Error(`${KINDS[kind].variable} is not used on this machine.`);
      await writeSecrets(file, `${JSON.stringify({ ...(await read()), [local]: text }, null, 2)}\n`);
    },
    put: async () => null,
    ask: async () => {
      try {
        const { app, operatorKey } = JSON.parse(await readFile(DEMO_FILE, 'utf8'));
        return await report({ url: String(app), key: String(operatorKey) });
      } catch {
        return null;
      }
    },
  };
}

function deployed({ file, url, place }: NonNullable<SecretsAsked['remote']>): Place {
  return {
    keeps: async (kind) => valueIn(await readSecrets(file), KINDS[kind].variable),
    keep: async (kind, text) =>
      writeSecrets(file, withValue(await readSecrets(file), KINDS[kind].variable, text)),
    put: async (kind, text) => {
      const { code, output } = await putSecret(KINDS[kind].variable, text, place);
      return code === 0 ? null : output.trim();
    },
    ask: async (operatorKey) => {
      const kept = entriesOf('operator', valueIn(await readSecrets(file), 'OPERATOR_KEY') ?? '')[0]?.text;
      const key = operatorKey ?? process.env.OPERATOR_KEY?.trim() ?? kept;
      return key === undefined ? null : report({ url, key });
    },
  };
}

async function report(target: { readonly url: string; readonly key: string }): Promise<KeysReport | null> {
  const { ok, body } = await callOperator(target, 'GET', '/operator/v1/keys');
  return ok && isReport(body) ? body : null;
}

const isReport = (body: unknown): body is KeysReport =>
  typeof body === 'object' && body !== null && Array.isArray(Reflect.get(body, 'linkKeys'));
