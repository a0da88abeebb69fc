import type { Task } from './store.ts';

/** Tasks in the order in which they fall due; those of the same moment in the order they were put. */
export interface TaskList {
  put(task: Task): Task | undefined;
  remove(id: string): Task | undefined;
  first(): Task | undefined;
  /** Those due at `ms`, the earliest first. */
  until(ms: number): Task[];
  clear(): void;
}

interface Entry {
  task: Task;
  order: number;
}

export function createTaskList(): TaskList {
  const entries: Entry[] = [];
  const byId = new Map<string, Entry>();
  let order = 0;

  const place = (entry: Entry): number => {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = entries[middle];
      if (!other) break;
      if (other.task.at < entry.task.at || (other.task.at === entry.task.at && other.order < entry.order)) {
        low = middle + 1;
      } else high = middle;
    }
    return low;
  };
  const remove = (id: string): Task | undefined => {
    const entry = byId.get(id);
    if (!entry) return undefined;
    byId.delete(id);
    entries.splice(place(entry), 1);
    return entry.task;
  };

  return {
    put(task) {
      const before = remove(task.id);
      const entry = { task, order: ++order };
      byId.set(task.id, entry);
      entries.splice(place(entry), 0, entry);
      return before;
    },
    remove,
    first: () => entries[0]?.task,
    until(ms) {
      const end = entries.findIndex(({ task }) => task.at > ms);
      return entries.slice(0, end === -1 ? entries.length : end).map(({ task }) => task);
    },
    clear() {
      entries.length = 0;
      byId.clear();
    },
  };
}
