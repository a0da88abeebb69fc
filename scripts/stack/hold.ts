import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The file by which a state directory is held; empty, and left behind. */
export const HOLD_FILE = 'running.lock';

/** What nobody refers to is closed by the collector, and the lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Holds a state directory until this process ends, however it does: SQLite's lock is the system's own. Null where another
 * process holds it: two stacks over one database would spoil it.
 */
export function holdDirectory(directory: string): { readonly release: () => void } | null {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(directory, HOLD_FILE));
  try {
    lock.exec('BEGIN EXCLUSIVE');
    held.add(lock);
    return {
      release: () => {
        held.delete(lock);
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    if (error instanceof Error && /database is locked/.test(error.message)) return null;
    throw error;
  }
}
