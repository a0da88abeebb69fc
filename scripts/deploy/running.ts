import { readReport, reportLines } from '../doctor/report.ts';
import { callOperator } from '../operator/client.ts';
import { textOf } from './api.ts';
import type { Run } from './run-context.ts';

/** The first tick of cron comes within a minute, and new settings of a Worker within seconds. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 1_000;

const WITHOUT_KEY =
  'The operator’s key is not known on this machine: set OPERATOR_KEY in the environment, or `npx wrangler secret put OPERATOR_KEY` with a new one.';

function target({ state, appUrl, environment }: Run) {
  const key = environment.OPERATOR_KEY ?? state.operatorKey;
  return key === undefined ? null : { url: appUrl, key };
}

/** Has the Worker send a mail to the person on duty, and says what became of it. */
export async function sendTestMail(run: Run): Promise<string | null> {
  const to = target(run);
  if (to === null) return WITHOUT_KEY;
  const { body } = await patiently(run, () => callOperator(to, 'POST', '/operator/v1/test-mail', {}));
  if (textOf(body, 'sent') === 'accepted') await run.file.write({ mailTried: true });
  return textOf(body, 'sent') === 'accepted'
    ? null
    : `The test mail did not go out, and the next run tries again: ${textOf(body, 'reason') ?? textOf(body, 'detail') ?? 'no reason given'}`;
}

/** What the doctor says, once the first tick has come. Throws where something is wrong. */
export async function settledReport(run: Run): Promise<string | null> {
  const to = target(run);
  if (to === null) return WITHOUT_KEY;
  const deadline = run.now() + PATIENCE_MS;
  for (;;) {
    const report = readReport((await patiently(run, () => callOperator(to, 'GET', '/healthz'))).body);
    if (report.isReady || run.now() > deadline || report.problems.length > 0) {
      const lines = reportLines(report).join('\n');
      if (!report.isReady) throw new Error(lines);
      return lines;
    }
    await run.pause(PAUSE_MS);
  }
}

/** A new address takes some seconds until it answers everywhere. */
async function patiently<T>(run: Run, ask: () => Promise<T>): Promise<T> {
  const deadline = run.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (run.now() > deadline) throw error;
      await run.pause(PAUSE_MS);
    }
  }
}
