import { parseArgs } from 'node:util';
import { readReport, reportLines } from './doctor/report.ts';
import { callOperator } from './operator/client.ts';
import { deployedTarget, isDeployed, startedTarget } from './operator/target.ts';

const USAGE = `Checks every setting, secret, binding, the schema and the mode of a deployment, by name, and says what mends it.

  npm run doctor                                   the deployment that npm run deploy made from here, or else npm start's
  npm run doctor -- --env staging
  npm run doctor -- --names                        and what is right, setting by setting
  npm run doctor -- --rollout                      while two versions run: a schema that is newer than the code is right
  npm run doctor -- --url https://billing.example.com    with OPERATOR_KEY in the environment

It ends with 1 where something is wrong.`;

/** Asks the deployment, which checks itself, and prints what it says. Returns the exit code. */
async function main(): Promise<number> {
  const values = readOptions();
  if (typeof values === 'string') {
    console.error(`${values}\n\n${USAGE}`);
    return 1;
  }
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const target = await targetOf(values);
  if (typeof target === 'string') {
    console.error(target);
    return 1;
  }
  try {
    const { body } = await callOperator(target, 'GET', '/healthz');
    const report = readReport(body);
    if (report.checked.length === 0) {
      console.error(
        `${target.url} tells nothing to this key: the OPERATOR_KEY is another one, or the Worker has none or an unusable one (npx wrangler secret put OPERATOR_KEY).`,
      );
      return 1;
    }
    console.log(`${target.url}\n${reportLines(report, values.names).join('\n')}`);
    const isRight = (setting: string): boolean => values.rollout === true && setting === 'schema';
    return report.isReady && report.problems.every(({ setting }) => isRight(setting)) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function readOptions() {
  try {
    const options = {
      env: { type: 'string' },
      url: { type: 'string' },
      names: { type: 'boolean' },
      remote: { type: 'boolean' },
      rollout: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Asked = { readonly env?: string | undefined; readonly url?: string | undefined };

async function targetOf({ env, url }: Asked) {
  return env !== undefined || url !== undefined || (await isDeployed())
    ? deployedTarget({ env, url })
    : startedTarget();
}

process.exitCode = await main();
