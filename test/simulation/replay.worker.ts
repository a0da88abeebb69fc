import type { Bound, Recorded } from './ports/sqlite-d1.ts';

type Bindings = { readonly DB: D1Database };

/** The most disagreements that are reported. */
const MOST = 5;

/**
 * Asks D1 what a simulation asked Node's SQLite, in the same order, and answers with what D1 said otherwise. In
 * workerd, since each question from outside of it would take longer than the simulation itself.
 */
export default {
  async fetch(request: Request, { DB }: Bindings): Promise<Response> {
    const asked: Recorded[] = await request.json();
    const apart: object[] = [];
    for (const [index, recorded] of asked.entries()) {
      const answer = await ask(DB, recorded);
      if (JSON.stringify(answer) !== JSON.stringify(recorded.answer))
        apart.push({ index, ...recorded, d1: answer });
      if (apart.length === MOST) break;
    }
    return Response.json(apart);
  },
};

/** Null where it refuses. */
async function ask(database: D1Database, { how, statements }: Recorded): Promise<unknown> {
  const bind = ({ sql, values }: Bound) => database.prepare(sql).bind(...values);
  try {
    if (how === 'batch') return (await database.batch(statements.map(bind))).map(({ results }) => results);
    const [first] = statements;
    if (first === undefined) return null;
    return how === 'raw' ? await bind(first).raw() : (await bind(first).all()).results;
  } catch {
    return null;
  }
}
