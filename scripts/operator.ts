import { parseArgs } from 'node:util';
import { callOperator, type OperatorTarget, runAllAgain } from './operator/client.ts';
import { localTarget } from './operator/local.ts';

const USAGE = `Shows the person on duty what stopped, and runs it again.

  npm run operator -- health                      the whole report
  npm run operator -- work                        what stopped, counted by kind and reason
  npm run operator -- list KIND [--reason R]      the oldest first
  npm run operator -- show KIND ID
  npm run operator -- again KIND ID               one of them
  npm run operator -- again KIND --reason R       all of a reason
  npm run operator -- again KIND --all            all of a kind

KIND is dead_effect, quarantined_event, stuck_effect, stuck_event, unknown_object or dead_letter.

  --url https://billing.example.com    by default, the stack that npm start runs on this machine
  OPERATOR_KEY                         in the environment, for any but that stack`;

/** Reads the command line, calls the deployment, prints JSON. Returns the exit code. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      reason: { type: 'string' },
      all: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [verb, kind = '', id = null] = positionals;
  if (verb === undefined || values.help === true) {
    console.log(USAGE);
    return verb === undefined && values.help !== true ? 1 : 0;
  }
  const target = await targetOf(values.url ?? null);
  if (typeof target === 'string') {
    console.error(target);
    return 1;
  }
  const path = `/operator/v1/stopped-work/${encodeURIComponent(kind)}`;
  const { reason = null } = values;
  switch (verb) {
    case 'health':
      return printed(callOperator(target, 'GET', '/healthz'));
    case 'work':
      return printed(callOperator(target, 'GET', '/operator/v1/stopped-work'));
    case 'list':
      return printed(
        callOperator(target, 'GET', reason === null ? path : `${path}?${new URLSearchParams({ reason })}`),
      );
    case 'show':
      return printed(callOperator(target, 'GET', `${path}/${encodeURIComponent(id ?? '')}`));
    case 'again':
      if (id === null && reason === null && values.all !== true) {
        console.error('Give an ID, --reason or --all.');
        return 1;
      }
      return printed(runAllAgain(target, `${path}/run-again`, { id, reason }, (line) => console.error(line)));
    default:
      console.error(USAGE);
      return 1;
  }
}

async function targetOf(url: string | null): Promise<OperatorTarget | string> {
  const key = process.env.OPERATOR_KEY?.trim();
  if (url !== null) {
    return key ? { url: url.replace(/\/+$/, ''), key } : 'Set OPERATOR_KEY in the environment.';
  }
  return localTarget(key ?? null);
}

async function printed(answer: Promise<{ readonly ok: boolean; readonly body: unknown }>): Promise<number> {
  try {
    const { ok, body } = await answer;
    console.log(JSON.stringify(body, null, 2));
    return ok ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

process.exitCode = await main();
