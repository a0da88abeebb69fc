import type { Database, Place } from '../database/database.ts';
import type { MigrationFile } from '../migrations/files.ts';
import type { Worker } from './worker.ts';

/** What an upgrade works with. */
export interface UpgradeParts {
  readonly place: Place;
  readonly database: Database;
  /** Null for the database of this machine, which `npm start` serves. */
  readonly worker: Worker | null;
  readonly files: readonly MigrationFile[];
  readonly commit: string;
  /** What is wrong with the deployment as it runs, in sentences. */
  readonly examine: () => Promise<readonly string[]>;
  readonly say: (line: string) => void;
}
