import { createRequire } from 'node:module';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Kind, Records } from './records.ts';
import type { Found, Scan, Store, Task } from './store.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS objects (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL,
  created INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (kind, id));
CREATE INDEX IF NOT EXISTS objects_by_account ON objects (kind, account, sequence);
CREATE TABLE IF NOT EXISTS object_indexes (
  kind TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, sequence INTEGER NOT NULL,
  PRIMARY KEY (kind, account, name, value, sequence)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS object_indexes_by_object ON object_indexes (sequence);
CREATE TABLE IF NOT EXISTS tasks (
  position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, queue TEXT NOT NULL, at INTEGER NOT NULL,
  verb TEXT NOT NULL, account TEXT NOT NULL, subject TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS tasks_by_time ON tasks (queue, at, position);
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/** How many rows a scan reads at a time: lists are cut off early far more often than they are read whole. */
const PAGE = 64;

/**
 * A store in a SQLite file (Node's own driver). Every transaction is on disk when it returns; with the
 * write-ahead log a process that is killed loses nothing that it answered. Throws where Node has no such driver.
 */
export function createSqliteStore(file: string): Store {
  const db = open(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  db.exec(SCHEMA);
  const statements = new Map<string, StatementSync>();
  const sql = (text: string): StatementSync => {
    const known = statements.get(text) ?? db.prepare(text);
    statements.set(text, known);
    return known;
  };
  let depth = 0;

  const page = <K extends Kind>(
    kind: K,
    account: string,
    scan: Scan,
    beyond: number | undefined,
  ): Found<K>[] => {
    const newest = scan.order === 'newest';
    const edge = beyond ?? (newest ? Number.MAX_SAFE_INTEGER : 0);
    const [sign, order] = newest ? ['<', 'DESC'] : ['>', 'ASC'];
    const rows = scan.index
      ? sql(
          `SELECT o.* FROM object_indexes i JOIN objects o ON o.sequence = i.sequence
           WHERE i.kind = ? AND i.account = ? AND i.name = ? AND i.value = ? AND i.sequence ${sign} ?
           ORDER BY i.sequence ${order} LIMIT ${PAGE}`,
        ).all(kind, account, scan.index.name, scan.index.value, edge)
      : sql(
          `SELECT * FROM objects WHERE kind = ? AND account = ? AND sequence ${sign} ?
           ORDER BY sequence ${order} LIMIT ${PAGE}`,
        ).all(kind, account, edge);
    return rows.map((row) => toFound<K>(row));
  };

  return {
    get: (kind, id) => {
      const row = sql('SELECT * FROM objects WHERE kind = ? AND id = ?').get(kind, id);
      return row && toFound(row);
    },
    put(kind, account, id, value, options) {
      const row = sql(
        `INSERT INTO objects (kind, id, account, created, body) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body RETURNING sequence, account`,
      ).get(kind, id, account, options.created, JSON.stringify(value));
      const sequence = Number(row?.sequence);
      const owner = String(row?.account);
      sql('DELETE FROM object_indexes WHERE sequence = ?').run(sequence);
      for (const [name, indexed] of Object.entries(options.indexes ?? {})) {
        if (indexed === null) continue;
        sql('INSERT INTO object_indexes (kind, account, name, value, sequence) VALUES (?, ?, ?, ?, ?)').run(
          kind,
          owner,
          name,
          indexed,
          sequence,
        );
      }
    },
    remove(kind, id) {
      const row = sql('DELETE FROM objects WHERE kind = ? AND id = ? RETURNING sequence').get(kind, id);
      if (row) sql('DELETE FROM object_indexes WHERE sequence = ?').run(Number(row.sequence));
    },
    *scan(kind, account, scan) {
      let beyond = scan.beyond;
      for (;;) {
        const rows = page(kind, account, scan, beyond);
        yield* rows;
        if (rows.length < PAGE) return;
        beyond = rows.at(-1)?.sequence;
      }
    },
    count: (kind) => Number(sql('SELECT count(*) AS n FROM objects WHERE kind = ?').get(kind)?.n ?? 0),

    putTask(task) {
      sql('DELETE FROM tasks WHERE id = ?').run(task.id);
      sql('INSERT INTO tasks (id, queue, at, verb, account, subject) VALUES (?, ?, ?, ?, ?, ?)').run(
        task.id,
        task.queue,
        task.at,
        task.verb,
        task.account,
        task.subject,
      );
    },
    removeTask: (id) => {
      sql('DELETE FROM tasks WHERE id = ?').run(id);
    },
    dueTask: (queue, ms) => {
      const row = sql('SELECT * FROM tasks WHERE queue = ? AND at <= ? ORDER BY at, position LIMIT 1').get(
        queue,
        ms,
      );
      return row && toTask(row, queue);
    },
    dueTasks: (queue, ms) =>
      sql('SELECT * FROM tasks WHERE queue = ? AND at <= ? ORDER BY at, position')
        .all(queue, ms)
        .map((row) => toTask(row, queue)),
    nextTaskAt: (queue) => {
      const row = sql('SELECT min(at) AS at FROM tasks WHERE queue = ?').get(queue);
      return row?.at === null || row?.at === undefined ? null : Number(row.at);
    },

    nextCounter: (name) =>
      Number(
        sql(
          `INSERT INTO counters (name, value) VALUES (?, 1)
           ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
        ).get(name)?.value,
      ),
    readMeta: (name) => {
      const row = sql('SELECT value FROM meta WHERE name = ?').get(name);
      return row && String(row.value);
    },
    writeMeta: (name, value) => {
      sql(
        'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      ).run(name, value);
    },
    transaction(work) {
      if (depth > 0) return work();
      db.exec('BEGIN IMMEDIATE');
      depth++;
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      } finally {
        depth--;
      }
    },
    clear() {
      db.exec(
        'DELETE FROM objects; DELETE FROM object_indexes; DELETE FROM tasks; DELETE FROM counters; DELETE FROM meta;',
      );
    },
    close: () => {
      statements.clear();
      db.close();
    },
  };
}

function toFound<K extends Kind>(row: Record<string, unknown>): Found<K> {
  const value: Records[K] = JSON.parse(String(row.body));
  return {
    id: String(row.id),
    account: String(row.account),
    sequence: Number(row.sequence),
    created: Number(row.created),
    value,
  };
}

function toTask(row: Record<string, unknown>, queue: Task['queue']): Task {
  return {
    id: String(row.id),
    queue,
    at: Number(row.at),
    verb: String(row.verb),
    account: String(row.account),
    subject: String(row.subject),
  };
}

/** Loaded on first use, since everything else runs on Node versions without it. */
function open(file: string): DatabaseSync {
  let driver: typeof import('node:sqlite');
  try {
    driver = createRequire(import.meta.url)('node:sqlite');
  } catch (error) {
    const here = process.versions.node;
    throw new Error(
      `a SQLite file needs Node 22.13 or newer, and this is ${here}: leave it out to keep everything in memory.`,
      {
        cause: error,
      },
    );
  }
  return new driver.DatabaseSync(file);
}
