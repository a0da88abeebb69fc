declare namespace Cloudflare {
  interface Env {
    /** The migrations, read where files can be (vitest.config.ts) and applied where the database is. */
    MIGRATIONS: { name: string; queries: string[] }[];
    /** How far the run's clock is ahead of the machine's (scripts/test-clock.ts). */
    TEST_CLOCK_AHEAD_MS: string;
  }
}
