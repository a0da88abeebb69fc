import { availableParallelism } from 'node:os';
import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { aliases } from './scripts/aliases.ts';
import { newestSchema } from './test/support/node/migrations/schema.ts';

/** The packages that wrangler replaces in the Worker; the pool reads the rest of wrangler.toml, and not these. */
const alias = [...aliases()].map(([name, replacement]) => ({ find: new RegExp(`^${name}$`), replacement }));

/** What starts many processes, and takes longer than all the rest of its project. */
const SLOW = [
  'test/scripts/{start,costs,rotation}.test.ts',
  'test/scripts/**/by-wrangler.test.ts',
  'test/scripts/deploy/{rehearsal,cut-off}.test.ts',
  'test/simulation/**/*.test.ts',
];

/** What takes minutes is begun first, and the many small files fill what is left: nothing long runs by itself at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ project }: TestSpecification) => project.name === 'slow' || project.name === 'browser';
    const bySize = await super.sort(files);
    return [...bySize.filter(isLong), ...bySize.filter((file) => !isLong(file))];
  }
}

/** Where tests run: in plain Node, in workerd with a real D1, or against the whole stack in a real browser. */
export default defineConfig({
  test: {
    // One more than there are cores: a test waits for Stripe, for a process or for a page a third of its time.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'test/*.test.ts',
            'test/architecture/**/*.test.ts',
            'test/domain/**/*.test.ts',
            'test/statements/**/*.test.ts',
            'test/views/**/*.test.ts',
          ],
          setupFiles: ['test/support/properties.ts'],
          // Nothing here keeps a state or changes a global: one context for all files, loaded once.
          isolate: false,
          // Properties take as long as the machine is busy.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'packages/*/test/**/*.test.ts',
            'test/scripts/**/*.test.ts',
            'test/adapters/{alarms,email}/**/*.test.ts',
            'test/adapters/pdf/**/*.test.ts',
            'test/adapters/{turnstile,webhooks}/**/*.test.ts',
          ],
          exclude: [...configDefaults.exclude, ...SLOW],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'slow',
          environment: 'node',
          include: SLOW,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [
          // Asked once for each workerd: files that run at the same time share no Stripe and no clock.
          cloudflareTest(async () => {
            const { createOutbound, everyWorld } = await import('./test/support/node/worker-outbound.ts');
            return {
              wrangler: { configPath: './wrangler.toml' },
              miniflare: {
                bindings: {
                  SCHEMA: await newestSchema(),
                  WORLDS: everyWorld,
                  TEST_CLOCK_AHEAD_MS: process.env.TEST_CLOCK_AHEAD_MS ?? '0',
                  APP_URL: 'https://billing.test',
                  DEPLOYMENT_ID: 'test',
                  STRIPE_API_URL: 'http://127.0.0.1:12111',
                  STRIPE_SECRET_KEY: 'sk_test_worker_suite',
                  STRIPE_WEBHOOK_SECRETS: 'whsec_account_new,whsec_account_old',
                  STRIPE_CONNECT_WEBHOOK_SECRETS: 'whsec_connect',
                  LINK_KEYS: 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
                  EMAIL_TRANSPORT: 'smtp',
                  EMAIL_FROM: 'billing@billing.test',
                  SMTP_HOST: '127.0.0.1',
                  SMTP_PORT: '1025',
                  SMTP_SECURITY: 'none',
                },
                // Bound under no name that the Worker knows, but by the test of several databases.
                d1Databases: { SECOND: 'second' },
                r2Buckets: { FILES: 'files' },
                outboundService: createOutbound(),
              },
            };
          }),
        ],
        resolve: { alias },
        test: {
          name: 'worker',
          // One workerd for many files, each of which begins with an empty database (migrate.ts).
          isolate: false,
          include: [
            'test/db/**/*.test.ts',
            'test/operations/**/*.test.ts',
            'test/routes/**/*.test.ts',
            'test/adapters/{stripe,links}/**/*.test.ts',
            'test/jobs/**/*.test.ts',
          ],
          setupFiles: [
            'test/support/clock/worker.ts',
            'test/support/worker/migrate.ts',
            'test/support/worker/plans-of-sent.ts',
          ],
          deps: {
            optimizer: { ssr: { enabled: true, include: ['stripe', '@libpdf/core', '@hono/zod-openapi'] } },
          },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/node/shared-stack.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
