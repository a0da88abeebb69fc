/** A database by its binding, in the configuration and environment of wrangler's that are named. */
export interface Place {
  /** The deployed one, or the local one below `state`. */
  readonly remote: boolean;
  readonly state: string;
  readonly config: string | null;
  readonly environment: string | null;
  /** Where backups go that are given no name. */
  readonly backups: string;
  /** The environment as it was named on the command line. */
  readonly named?: string;
}

export type Row = Readonly<Record<string, string | number | null>>;

/** The database as the other commands use it. */
export interface Database {
  /** The rows of each statement. */
  readonly query: (statements: readonly string[]) => Promise<readonly (readonly Row[])[]>;
  /** Runs a file of statements: all of them or none. */
  readonly run: (file: string) => Promise<void>;
  /** Runs statements: all of them or none. */
  readonly runText: (sql: string) => Promise<void>;
  /** Writes D1's own export to a file. */
  readonly exportTo: (file: string) => Promise<void>;
  readonly applyMigrations: () => Promise<void>;
}
