import { type SQL, sql } from 'drizzle-orm';

/** Values as one bound parameter, however many: D1 takes a hundred a statement. */
export const listed = (values: readonly string[]): SQL =>
  sql`(select value from json_each(${JSON.stringify(values)}))`;
