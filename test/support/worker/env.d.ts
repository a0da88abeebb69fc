declare namespace Cloudflare {
  interface Env {
    /** The migrations, read where files can be (vitest.config.ts) and applied where the database is. */
    MIGRATIONS: { name: string; queries: string[] }[];
  }
}
