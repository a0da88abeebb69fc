import { env } from 'cloudflare:test';

/** Makes the newest schema in an empty database. */
export const makeSchema = (db: D1Database): Promise<unknown> =>
  db.batch(env.SCHEMA.map((statements) => db.prepare(statements)));
