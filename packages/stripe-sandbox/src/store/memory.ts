import type { Kind, Records } from './records.ts';
import type { Found, Indexes, PutOptions, Scan, Store } from './store.ts';
import { createTaskList } from './task-list.ts';

interface Row {
  id: string;
  account: string;
  sequence: number;
  created: number;
  /** Text, not an object: what was stored cannot be changed through a reference to it. */
  text: string;
  keys: string[];
}

interface Table {
  byId: Map<string, Row>;
  /** Rows by account, and by account, index and value; each in the order of their sequence. */
  lists: Map<string, Row[]>;
}

/** A store in memory, for tests. A failed transaction is undone step by step. */
export function createMemoryStore(): Store {
  const tables = new Map<Kind, Table>();
  const tasks = { state: createTaskList(), delivery: createTaskList() };
  const counters = new Map<string, number>();
  const meta = new Map<string, string>();
  let sequence = 0;
  let undo: (() => void)[] | null = null;

  const table = (kind: Kind): Table => {
    const found = tables.get(kind);
    if (found) return found;
    const made: Table = { byId: new Map(), lists: new Map() };
    tables.set(kind, made);
    return made;
  };
  const insert = (kind: Kind, row: Row): void => {
    const { byId, lists } = table(kind);
    byId.set(row.id, row);
    for (const key of row.keys) {
      const list = lists.get(key);
      if (!list) lists.set(key, [row]);
      else list.splice(position(list, row.sequence), 0, row);
    }
  };
  const take = (kind: Kind, row: Row): void => {
    const { byId, lists } = table(kind);
    byId.delete(row.id);
    for (const key of row.keys) {
      const list = lists.get(key);
      list?.splice(position(list, row.sequence), 1);
    }
  };

  return {
    get: (kind, id) => {
      const row = tables.get(kind)?.byId.get(id);
      return row && found(row);
    },
    put(kind, account, id, value, options) {
      const before = table(kind).byId.get(id);
      const row: Row = {
        id,
        account: before?.account ?? account,
        sequence: before?.sequence ?? ++sequence,
        created: before?.created ?? options.created,
        text: JSON.stringify(value),
        keys: listKeys(before?.account ?? account, options),
      };
      if (before && sameKeys(before.keys, row.keys)) {
        const { text } = before;
        before.text = row.text;
        undo?.push(() => {
          before.text = text;
        });
        return;
      }
      if (before) take(kind, before);
      insert(kind, row);
      undo?.push(() => {
        take(kind, row);
        if (before) insert(kind, before);
      });
    },
    remove(kind, id) {
      const row = table(kind).byId.get(id);
      if (!row) return;
      take(kind, row);
      undo?.push(() => insert(kind, row));
    },
    scan: (kind, account, scan) => walk(table(kind), account, scan),
    count: (kind) => tables.get(kind)?.byId.size ?? 0,

    putTask(task) {
      const before = tasks[task.queue].put(task);
      undo?.push(() => {
        if (before) tasks[task.queue].put(before);
        else tasks[task.queue].remove(task.id);
      });
    },
    removeTask(id) {
      for (const queue of [tasks.state, tasks.delivery]) {
        const task = queue.remove(id);
        if (task) undo?.push(() => queue.put(task));
      }
    },
    dueTask: (queue, ms) => {
      const task = tasks[queue].first();
      return task && task.at <= ms ? task : undefined;
    },
    dueTasks: (queue, ms) => tasks[queue].until(ms),
    nextTaskAt: (queue) => tasks[queue].first()?.at ?? null,

    nextCounter(name) {
      // Not undone: a number that was handed out once must not come again.
      const n = (counters.get(name) ?? 0) + 1;
      counters.set(name, n);
      return n;
    },
    readMeta: (name) => meta.get(name),
    writeMeta: (name, value) => {
      meta.set(name, value);
    },
    transaction(work) {
      if (undo) return work();
      const steps: (() => void)[] = [];
      undo = steps;
      try {
        return work();
      } catch (error) {
        undo = null;
        for (const step of steps.reverse()) step();
        throw error;
      } finally {
        undo = null;
      }
    },
    clear() {
      tables.clear();
      tasks.state.clear();
      tasks.delivery.clear();
      counters.clear();
      meta.clear();
    },
    close() {},
  };
}

function found<K extends Kind>(row: Row): Found<K> {
  const value: Records[K] = JSON.parse(row.text);
  return { id: row.id, account: row.account, sequence: row.sequence, created: row.created, value };
}

function listKeys(account: string, options: PutOptions): string[] {
  return [account, ...indexKeys(account, options.indexes ?? {})];
}

function indexKeys(account: string, indexes: Indexes): string[] {
  return Object.entries(indexes).flatMap(([name, value]) =>
    value === null ? [] : [`${account}|${name}|${value}`],
  );
}

function sameKeys(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i]);
}

/** Where `sequence` stands, or would stand, in a sorted list. */
function position(list: Row[], sequence: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.sequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* walk<K extends Kind>(table: Table, account: string, scan: Scan): Generator<Found<K>> {
  const key = scan.index ? `${account}|${scan.index.name}|${scan.index.value}` : account;
  const rows = table.lists.get(key) ?? [];
  if (scan.order === 'newest') {
    let i = scan.beyond === undefined ? rows.length : position(rows, scan.beyond);
    while (i-- > 0) {
      const row = rows[i];
      if (row) yield found(row);
    }
    return;
  }
  let i = scan.beyond === undefined ? 0 : position(rows, scan.beyond + 1);
  for (; i < rows.length; i++) {
    const row = rows[i];
    if (row) yield found(row);
  }
}
