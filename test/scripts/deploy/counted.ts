import { DatabaseSync } from 'node:sqlite';
import { type AccountState, liveVersion } from '../../../scripts/stand-in/state.ts';

const TABLES = ['merchants', 'connections', 'api_keys', 'invoices', 'customers'];

/** Everything that there is once of a deployment. */
export function counted({ databases, queues, scripts }: AccountState, name: string) {
  const script = scripts.get(name);
  const database = [...databases.values()].find((each) => each.name === name);
  const db = new DatabaseSync(database?.file ?? '', { readOnly: true });
  const count = (table: string) => Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
  const rows = Object.fromEntries(TABLES.map((table) => [table, count(table)]));
  db.close();
  const bindings = script === undefined ? [] : (liveVersion(script)?.bindings ?? []);
  return {
    databases: [...databases.values()].filter((each) => each.name.startsWith(name)).length,
    queues: [...queues.values()].filter((each) => each.name.startsWith(name)).length,
    secrets: bindings.flatMap((each) => (each.type === 'secret_text' ? [each.name] : [])).toSorted(),
    ...rows,
  };
}
