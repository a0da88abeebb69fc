import type { SqliteD1 } from '../ports/sqlite-d1.ts';

/** The columns of due work, which the Worker's sweeps poll. */
const DUE = [
  `SELECT min(max(due_at, lease_until)) AS at FROM outbox WHERE state = 'pending'`,
  `SELECT min(due_at) AS at FROM inbox WHERE state = 'pending'`,
  `SELECT min(check_at) AS at FROM payments WHERE check_at IS NOT NULL`,
  `SELECT min(updated_at) + 120000 AS at FROM invoices WHERE pending_verb IS NOT NULL`,
  `SELECT min(collect_look_at) AS at FROM invoices WHERE collect_look_at IS NOT NULL`,
  `SELECT min(check_at) AS at FROM refunds WHERE check_at IS NOT NULL`,
  `SELECT min(check_at) AS at FROM schedules WHERE check_at IS NOT NULL`,
];

/** When the next thing is due, ms; null where nothing is. Columns that are not there are due never. */
export function createDue(store: SqliteD1): () => number | null {
  const there = DUE.filter((sql) => {
    try {
      store.look(sql);
      return true;
    } catch {
      return false;
    }
  });
  return () => {
    const instants = there.flatMap((sql) => {
      const at = store.look(sql)[0]?.at;
      return typeof at === 'number' ? [at] : [];
    });
    return instants.length === 0 ? null : Math.min(...instants);
  };
}
