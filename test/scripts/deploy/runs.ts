import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildDeployment } from '../../../bench/harness/deployment.ts';
import type { Answers } from '../../../scripts/deploy/answers.ts';
import { cloudflareApi } from '../../../scripts/deploy/api.ts';
import { parseMail } from '../../../scripts/deploy/mail.ts';
import type { StepId } from '../../../scripts/deploy/plan.ts';
import { deploy, type Ended } from '../../../scripts/deploy/run.ts';
import type { World } from '../../../scripts/rehearse/world.ts';
import { liveVersion } from '../../../scripts/stand-in/state.ts';

export const CUT_OFF = 'cutoff';
/** The Worker's name, and so the database's. */
export const WORKER = `quittance-${CUT_OFF}`;

class CutOff extends Error {}

export interface Ran {
  readonly ended: Ended | 'cut off';
  /** Its words. */
  readonly said: string;
}

/** Runs of the command in this process, against a world of stand-ins; the Worker is built once for all of them. */
export async function deployments(world: World, directory: string) {
  const { account, apiUrl, workerUrl } = world.standIn;
  const bundle = join(directory, 'index.js');
  const { code } = await buildDeployment();
  await writeFile(bundle, code.replace(/^\/\/# sourceMappingURL=.*$/m, ''));

  const answersOf = (more: Partial<Answers> = {}): Answers => {
    const mail = parseMail(`billing@acme.example ${world.environment.SMTP_URL}`);
    if ('problem' in mail) throw new Error(mail.problem);
    const place = { currency: 'GBP', country: 'GB', 'time-zone': 'UTC' };
    return {
      environment: CUT_OFF,
      accountId: null,
      business: { name: 'Acme', email: 'a@acme.example', ...place },
      mail,
      stripeKey: world.stripeKey,
      stripeUrl: new URL(world.environment.STRIPE_API_URL ?? ''),
      domain: null,
      url: workerUrl,
      worker: WORKER,
      deploymentId: null,
      linkKeys: null,
      ...more,
    };
  };

  /** One run, which is cut off after a step where one is named. */
  const run = async (answers: Answers, cutAfter?: StepId, template?: string): Promise<Ran> => {
    const said: string[] = [];
    const environment = { ...world.environment, CLOUDFLARE_ACCOUNT_ID: account.id };
    const api = cloudflareApi(apiUrl, 'stand-in');
    const options = {
      answers,
      accountId: account.id,
      api,
      environment,
      dryRun: false,
      directory,
      bundle,
    };
    try {
      const ended = await deploy(template === undefined ? options : { ...options, template }, {
        say: (line) => said.push(line),
        confirm: async () => true,
        now: () => Date.now(),
        pause: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 200))),
        onStep: (id) => {
          if (id === cutAfter) throw new CutOff();
        },
      });
      return { ended, said: said.join('\n') };
    } catch (error) {
      if (error instanceof CutOff) return { ended: 'cut off', said: said.join('\n') };
      throw error;
    }
  };
  return { answersOf, run };
}

/** The webhook endpoints that the deployment has at Stripe. */
export async function endpointsOf(world: World) {
  const answer = await fetch(`${world.environment.STRIPE_API_URL}/v1/webhook_endpoints`, {
    headers: { Authorization: `Bearer ${world.stripeKey}` },
  });
  const { data }: { data: readonly { metadata: Record<string, string>; enabled_events: string[] }[] } =
    JSON.parse(await answer.text());
  return data.filter(({ metadata }) => metadata.quittance_deployment?.startsWith(WORKER));
}

/** A Worker as it is deployed, and what it is bound to. */
export function bindings({ standIn }: World, name: string) {
  const script = standIn.account.scripts.get(name);
  return { script, bindings: script === undefined ? [] : (liveVersion(script)?.bindings ?? []) };
}

/** What was asked of Cloudflare since so many calls that changes anything. */
export const changesSince = ({ standIn }: World, from: number): readonly string[] =>
  standIn.calls.slice(from).filter((call) => !call.startsWith('GET ') && !call.endsWith('/query'));
