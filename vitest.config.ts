import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';

const migrations = await readD1Migrations('migrations');

/** Where tests run: in plain Node, in workerd with a real D1, or against the whole stack in a real browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/*.test.ts', 'test/domain/**/*.test.ts', 'test/views/**/*.test.ts'],
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
            'test/sandbox/**/*.test.ts',
            'test/scripts/**/*.test.ts',
            'test/adapters/email/**/*.test.ts',
            'test/adapters/pdf/**/*.test.ts',
            'test/simulation/**/*.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                MIGRATIONS: migrations,
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
              // Built when it is first asked: the other projects do without.
              outboundService: async (request: Request) => {
                const { workerOutbound } = await import('./test/support/node/worker-outbound.ts');
                return workerOutbound(request);
              },
            },
          }),
        ],
        test: {
          name: 'worker',
          include: [
            'test/db/**/*.test.ts',
            'test/operations/**/*.test.ts',
            'test/routes/**/*.test.ts',
            'test/adapters/{stripe,links}/**/*.test.ts',
            'test/jobs/**/*.test.ts',
          ],
          setupFiles: ['test/support/clock/worker.ts', 'test/support/worker/migrate.ts'],
          deps: { optimizer: { ssr: { enabled: true, include: ['stripe'] } } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
