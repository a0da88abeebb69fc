import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { StepId } from '../../../scripts/deploy/plan.ts';
import type { World } from '../../../scripts/rehearse/world.ts';
import { bindings, changesSince, type deployments, WORKER } from './runs.ts';

const PATIENCE_MS = 240_000;

const OWN = { worker: 'quittance-own', environment: 'own', url: null, domain: 'billing.acme.example' };

type Shared = {
  readonly world: World;
  readonly runs: Awaited<ReturnType<typeof deployments>>;
  readonly directory: string;
};

/** A second deployment on an account that has one. */
export function onItsOwnDomain(shared: () => Shared): void {
  const mail = { from: 'billing@send.mail.example', transport: 'binding' } as const;
  const asked = () => shared().runs.answersOf({ ...OWN, mail });
  const run = (cutAfter: StepId) => shared().runs.run(asked(), cutAfter, template);
  const bindingsOf = (name: string) => bindings(shared().world, name);
  let template: string;
  beforeAll(async () => {
    const { directory, world } = shared();
    template = join(directory, 'wrangler.toml');
    const asks = (await readFile('wrangler.toml', 'utf8')).replace(
      /^# (\[\[r2_buckets\]\])\n# (binding = .*)\n# (bucket_name = .*)$/m,
      '$1\n$2\n$3',
    );
    await writeFile(template, asks);
    world.standIn.account.zones.set('acme.example', []);
  });

  it('is told where R2 isn’t switched on, before anything changes', async () => {
    const { world } = shared();
    const before = world.standIn.calls.length;
    await expect(run('worker')).rejects.toThrow(
      /Please enable R2 .*take `\[\[r2_buckets\]\]` out of wrangler\.toml/,
    );
    expect(changesSince(world, before)).toEqual([]);
  });

  it(
    'is reached by neither workers.dev nor previews, shares nothing with what stands beside it, and files go to its bucket',
    async () => {
      const { account } = shared().world.standIn;
      account.buckets = new Set();
      expect((await run('mail_events')).said).toContain('was not found on this account');
      expect(account.domains.get(OWN.domain)).toBe(OWN.worker);
      const [mine, other] = [OWN.worker, WORKER].map(bindingsOf);
      expect(mine?.script?.workersDev).toBe(false);
      for (const name of [
        'DB',
        'WORK',
        'DEPLOYMENT_ID',
        'LINK_KEYS',
        'OPERATOR_KEY',
        'STRIPE_WEBHOOK_SECRETS',
      ]) {
        const [one, two] = [mine, other].map((each) =>
          each?.bindings.find((binding) => binding.name === name),
        );
        expect(one).toBeDefined();
        expect(one).not.toEqual(two);
      }
      expect([...account.buckets]).toEqual(['quittance-own-files']);
      expect(mine?.bindings.find(({ name }) => name === 'FILES')).toMatchObject({
        type: 'r2_bucket',
        bucket_name: 'quittance-own-files',
      });
    },
    PATIENCE_MS,
  );

  it(
    'hears by a queue what becomes of its mail, subscribed once to all of its events, and makes its bucket once',
    async () => {
      const { account } = shared().world.standIn;
      account.zones.set('mail.example', []);
      expect((await run('mail_events')).ended).toBe('cut off');
      const { said } = await run('database');
      expect(said).toContain('· there: Email Service’s events');
      expect(said).toContain('· there: the R2 bucket quittance-own-files');
      const queue = [...account.queues.values()].find(({ name }) => name === 'quittance-own-mail-events');
      expect(queue?.consumers).toMatchObject([{ script: OWN.worker }]);
      expect(account.subscriptions).toMatchObject([
        {
          source: { type: 'email.sending', domain: 'send.mail.example' },
          destination: { queue_id: queue?.id },
          events: ['delivered', 'deferred', 'bounced', 'failed', 'rejected', 'complained'].map(
            (of) => `message.${of}`,
          ),
        },
      ]);
    },
    PATIENCE_MS,
  );
}
