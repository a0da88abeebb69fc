import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTranscript } from '../../../scripts/rehearse/document.ts';
import { forgetRehearsal, rehearse } from '../../../scripts/rehearse/transcript.ts';
import { startWorld, type World } from '../../../scripts/rehearse/world.ts';
import { MIGRATIONS } from '../../../src/domain/migrations.ts';
import { pressButton, printedBy } from './button.ts';
import { commandsOn } from './operate.ts';
import { rollOutAndBack } from './rollout.ts';

const PATIENCE_MS = 240_000;

let directory: string;
let world: World;
/** What the command was seen to deploy, and the commands on it. */
let deployed: { readonly link: string; readonly apiKey: string };
let commands: ReturnType<typeof commandsOn>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'quittance-rehearsed-'));
  world = await startWorld(directory);
  commands = commandsOn(world, directory);
}, PATIENCE_MS);
afterAll(async () => {
  await world.close();
  await Promise.all([forgetRehearsal(), rm(directory, { recursive: true, force: true })]);
});

/** Each goes on where the one before ended: one deployment, by the unmodified wrangler. */
describe('a deployment', () => {
  it(
    'goes from nothing to a paid invoice, and docs/DEPLOY.md says what the command said',
    async () => {
      const { transcript, link, apiKey } = await rehearse(world);
      deployed = { link, apiKey };
      const page = await readFile('docs/DEPLOY.md', 'utf8');
      expect(withTranscript(page, transcript)).toBe(page);
      const opened = await fetch(link);
      expect(opened.status).toBe(200);
      expect(await opened.text()).toContain('Acme');
      const mails = await (await fetch(`${world.mailbox.url}/api/messages?to=billing@acme.example`)).text();
      expect(mails).toContain('A test: mail goes out');
    },
    PATIENCE_MS,
  );

  it(
    'is backed up, looked at before an upgrade and its keys are listed, by the configuration that deploying wrote',
    () => commands.backsUp(),
    PATIENCE_MS,
  );

  it(
    'refuses a backup that was cut off or edited before anything changes, and a whole one puts back what went',
    () => commands.restores(),
    PATIENCE_MS,
  );

  it(
    'has its link keys and its Stripe key changed with nobody refused, and isn’t rolled back to the old ones by accident',
    () => commands.rotates(deployed),
    PATIENCE_MS,
  );

  it(
    'goes over to tomorrow’s code by a part of the traffic, then whole, and back, and takes payments all the while',
    () => rollOutAndBack(world, deployed),
    PATIENCE_MS,
  );

  it(
    'by Cloudflare’s button is uploaded whenever its secrets come, and its page says what is missing until nothing is',
    async () => {
      const { code, output, noted, applied, page, putSecrets } = await pressButton(world);
      expect(code, output).toBe(0);
      expect(noted).toEqual(applied);
      expect(applied).toHaveLength(MIGRATIONS.length + 1);
      for (const name of ['STRIPE_SECRET_KEY', 'LINK_KEYS', 'STRIPE_WEBHOOK_SECRETS']) {
        expect(output).toContain(`The Worker has no ${name} yet`);
        expect(await page()).toContain(`${name} is not set`);
      }
      const { bindings } = JSON.parse(await readFile('package.json', 'utf8')).cloudflare;
      const made = (name: string) => printedBy(/`([^`]+)`/.exec(bindings[name].description)?.[1] ?? '');
      await putSecrets({ STRIPE_SECRET_KEY: world.stripeKey, STRIPE_WEBHOOK_SECRETS: 'unset' });
      expect(await page()).not.toContain('STRIPE_SECRET_KEY');
      await putSecrets({ LINK_KEYS: await made('LINK_KEYS'), OPERATOR_KEY: await made('OPERATOR_KEY') });
      const said = await page();
      expect(said).toContain('There is no business in test mode');
      expect(said).not.toContain('is not set');
    },
    PATIENCE_MS,
  );
});
