import { env, reset } from 'cloudflare:test';
import './honest-stripe.ts';

// Files run one after another in one workerd (`isolate` in vitest.config.ts): each begins with an empty database, and with a
// Stripe that has no clock moved, no fault laid and no world chosen by the file before.
await fetch(`${env.STRIPE_API_URL}/_sandbox/reset`, { method: 'POST' });
// All of them at once, noted as wrangler does: one after the other they take most of what a small file takes.
const statements = [
  'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
  ...env.MIGRATIONS.flatMap(({ name, queries }) => [
    ...queries,
    `INSERT INTO d1_migrations (name) VALUES ('${name}')`,
  ]),
];
for (let tries = 1; ; tries += 1) {
  // What the file before left under way may hold on to the database that is thrown away.
  await reset();
  try {
    await env.DB.batch(statements.map((query) => env.DB.prepare(query)));
    break;
  } catch (error) {
    if (tries === 5 || !/d1_migrations already exists/.test(String(error))) throw error;
  }
}
