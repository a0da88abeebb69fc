import { parseArgs } from 'node:util';
import { callOperator, runAllAgain } from './operator/client.ts';
import { deployedTarget, startedTarget } from './operator/target.ts';
import { healthText } from './operator/words.ts';

const USAGE = `Shows the person on duty what stopped, and runs it again.

  npm run operator -- health                      how it is; --json for the whole report
  npm run operator -- work                        what stopped, counted by kind and reason
  npm run operator -- list KIND [--reason R]      the oldest first
  npm run operator -- show KIND ID
  npm run operator -- again KIND ID               one of them
  npm run operator -- again KIND --reason R       all of a reason
  npm run operator -- again KIND --all            all of a kind

KIND is dead_effect, quarantined_event, stuck_effect, stuck_event, unknown_object or dead_letter.

  --remote, --env NAME                 the deployment that npm run deploy made from here
  --url https://billing.example.com    another one, with OPERATOR_KEY in the environment

By default it's the stack that npm start runs on this machine.`;

const OPTIONS = {
  url: { type: 'string' },
  remote: { type: 'boolean' },
  env: { type: 'string' },
  json: { type: 'boolean' },
  reason: { type: 'string' },
  all: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Reads the command line, calls the deployment, prints what it says. Returns the exit code. */
async function main(): Promise<number> {
  const asked = read();
  if (typeof asked === 'string') {
    console.error(`${asked}\n\n${USAGE}`);
    return 1;
  }
  const { values, positionals } = asked;
  const [verb, kind = '', id = null] = positionals;
  if (verb === undefined || values.help === true) {
    console.log(USAGE);
    return verb === undefined && values.help !== true ? 1 : 0;
  }
  const isElsewhere = values.url !== undefined || values.remote === true || values.env !== undefined;
  const target = await (isElsewhere ? deployedTarget(values) : startedTarget());
  if (typeof target === 'string') {
    console.error(target);
    return 1;
  }
  const path = `/operator/v1/stopped-work/${encodeURIComponent(kind)}`;
  const { reason = null } = values;
  switch (verb) {
    case 'health':
      return printed(
        callOperator(target, 'GET', '/healthz'),
        values.json === true ? inJson : (body) => healthText(target.url, body),
      );
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

function read() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const inJson = (body: unknown): string => JSON.stringify(body, null, 2);

async function printed(
  answer: Promise<{ readonly ok: boolean; readonly body: unknown }>,
  text: (body: unknown) => string = inJson,
): Promise<number> {
  try {
    const { ok, body } = await answer;
    console.log(text(body));
    return ok ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

process.exitCode = await main();
