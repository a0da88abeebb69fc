import { env } from 'cloudflare:test';

/** Where a text stands in the whole database, in any case: each table and column, with how many rows. */
export async function everywhere(text: string): Promise<string[]> {
  const { results: tables } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       AND name NOT LIKE '\\_cf%' ESCAPE '\\'`,
  ).all<{ name: string }>();
  const found: string[] = [];
  for (const { name } of tables) {
    const { results: rows } = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
    const columns = new Map<string, number>();
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        const holds = String(value).toLowerCase().includes(text.toLowerCase());
        if (holds) columns.set(column, (columns.get(column) ?? 0) + 1);
      }
    }
    for (const [column, count] of columns) found.push(`${name}.${column} ×${count}`);
  }
  return found.toSorted();
}
