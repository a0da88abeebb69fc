import { env } from 'cloudflare:test';

const TABLES = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
  AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%'`;

/** Every row of every table, by table: what is refused may not change one. */
export async function everything(): Promise<Readonly<Record<string, string>>> {
  const { results } = await env.DB.prepare(TABLES).all<{ name: string }>();
  const names = results.map(({ name }) => name);
  const rows = await env.DB.batch(names.map((name) => env.DB.prepare(`SELECT * FROM "${name}"`)));
  return Object.fromEntries(names.map((name, place) => [name, JSON.stringify(rows[place]?.results)]));
}
