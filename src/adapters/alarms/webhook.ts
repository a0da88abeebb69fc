import type { AlarmNotice } from '../../domain/watch/notice.ts';
import type { AlarmWay } from './port.ts';

/** A receiver answers at once; Workers would wait longer than a tick lasts. */
const TIMEOUT_MS = 10_000;

type Target = {
  readonly url: URL;
  readonly secrets: readonly string[];
  readonly now: () => number;
  readonly sign: (
    posting: { readonly id: string; readonly body: string; readonly secrets: readonly string[] },
    now: number,
  ) => Promise<Readonly<Record<string, string>>>;
};

/**
 * Posts alarms, signed as Standard Webhooks says (https://www.standardwebhooks.com): over the id, the time of this attempt and
 * the exact body, by each secret, so that the receiver may have either while it is changed. No redirect is followed, and nothing
 * is kept of an answer but its status.
 */
export const webhookAlarms = ({ url, secrets, now, sign }: Target): AlarmWay => ({
  way: 'webhook',
  send: async (notice) => {
    const body = bodyOf(notice);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'Content-Type': 'application/json',
          ...(await sign({ id: notice.id, body, secrets }, now())),
        },
        body,
      });
      await answer.body?.cancel();
      return answer.ok ? { kind: 'accepted' } : { kind: 'refused', reason: `it answered ${answer.status}` };
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      return { kind: 'unknown', reason: isLate ? 'it did not answer in time' : 'it could not be reached' };
    }
  },
});

const bodyOf = ({ id: _, at, deploymentId, ...causes }: AlarmNotice): string =>
  JSON.stringify({
    type: 'alarm.changed',
    timestamp: written(at),
    data: {
      deployment: deploymentId,
      ...Object.fromEntries(
        Object.entries(causes).map(([name, told]) => [
          name,
          told.map(({ cause, since, says }) => ({ cause, since: written(since), says })),
        ]),
      ),
    },
  });

const written = (ms: number): string => new Date(ms).toISOString();
