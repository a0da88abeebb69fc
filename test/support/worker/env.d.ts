declare namespace Cloudflare {
  interface Env {
    /** What makes an empty database of the newest schema, in as few pieces as D1 takes. */
    SCHEMA: string[];
    /** One more database, for the test of several. */
    SECOND: D1Database;
    /** A real bucket, by Miniflare. */
    FILES: R2Bucket;
    /** Every way in which Stripe may go where it does not say, by name: the first is what the sandbox does by itself. */
    WORLDS: Record<string, string[]>;
    /** How far the run's clock is ahead of the machine's (scripts/test-clock.ts). */
    TEST_CLOCK_AHEAD_MS: string;
  }
}
