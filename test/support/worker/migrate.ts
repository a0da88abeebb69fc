import { env, reset } from 'cloudflare:test';
import './honest-stripe.ts';

declare global {
  /** What an empty database of the newest schema is made by: read from the first one of this workerd, which was migrated. */
  var schemaStatements: readonly string[] | undefined;
}

// Files run one after another in one workerd (`isolate` in vitest.config.ts): each begins with an empty database, and with a
// Stripe that has no clock moved, no fault laid and no world chosen by the file before.
await fetch(`${env.STRIPE_API_URL}/_sandbox/reset`, { method: 'POST' });
const noted = [
  'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
  ...env.MIGRATIONS.map(({ name }) => `INSERT INTO d1_migrations (name) VALUES ('${name}')`),
];
// Each migration changes a schema that SQLite reads whole again for it: ten times what the tables take as they are in the end.
const made = globalThis.schemaStatements ?? env.MIGRATIONS.flatMap(({ queries }) => queries);
for (let tries = 1; ; tries += 1) {
  // What the file before left under way may hold on to the database that is thrown away.
  await reset();
  try {
    await env.DB.batch([...noted, ...made].map((query) => env.DB.prepare(query)));
    break;
  } catch (error) {
    if (tries === 5 || !/d1_migrations already exists/.test(String(error))) throw error;
  }
}
globalThis.schemaStatements ??= await schemaOf(env.DB);

async function schemaOf(db: D1Database): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      `SELECT type, name, sql FROM sqlite_master
       WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name <> 'd1_migrations'
       ORDER BY rowid`,
    )
    .all<{ type: string; name: string; sql: string }>();
  const counts = results
    .filter(({ type }) => type === 'table')
    .map(({ name }) => db.prepare(`SELECT '${name}' AS name FROM "${name}" LIMIT 1`));
  const filled = (await db.batch<{ name: string }>(counts)).flatMap(({ results: [row] }) => row?.name ?? []);
  // Only the schema is made again; a migration that leaves rows needs them made again too.
  if (filled.length > 0) throw new Error(`migrations leave rows in ${filled.join(', ')}`);
  return results.map(({ sql }) => sql);
}
