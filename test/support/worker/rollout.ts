import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test';
import { createApp } from '../../../src/app.ts';
import type { Env } from '../../../src/config.ts';

/** One version of the Worker that is live: the same code and database, with secrets of its own. */
export type Version = { readonly request: (path: string, init?: RequestInit) => Promise<Response> };

export function version(secrets: Partial<Env>): Version {
  const app = createApp();
  const bindings = { ...env, ...secrets };
  return {
    request: async (path, init = {}) => {
      const execution = createExecutionContext();
      const request = new Request(`https://billing.test${path}`, { redirect: 'manual', ...init });
      const answer = await app.fetch(request, bindings, execution);
      await waitOnExecutionContext(execution);
      return answer;
    },
  };
}

/** A request that is sent again and again: its name, and whether a version took it. */
export type Traffic = { readonly name: string; readonly isTaken: (version: Version) => Promise<boolean> };

/**
 * Goes from one configuration to the next as a rollout does: the old version alone, both at once, the new one alone, each with the
 * whole traffic. What was not taken, by name and moment.
 */
export async function rollOut(
  steps: readonly Partial<Env>[],
  trafficAt: (step: number) => Promise<readonly Traffic[]> | readonly Traffic[],
): Promise<readonly string[]> {
  const refused: string[] = [];
  const versions = steps.map(version);
  for (const [at, next] of versions.entries()) {
    const before = at === 0 ? [] : versions.slice(at - 1, at);
    const live = [...before, next];
    for (const each of await trafficAt(at)) {
      for (const [which, one] of live.entries()) {
        if (!(await each.isTaken(one)))
          refused.push(`${each.name}, step ${at}, version ${at - live.length + 1 + which}`);
      }
    }
  }
  return refused;
}
