import { stateFile } from '../deploy/state.ts';
import { ROOT } from '../tools.ts';
import type { OperatorTarget } from './client.ts';
import { localTarget } from './local.ts';

interface Asked {
  /** The deployment that was made from here, in an environment. */
  readonly env?: string | undefined;
  readonly url?: string | undefined;
}

/** The deployment at an address, or the one that `npm run deploy` made from here; a sentence where its address or key isn't known. */
export async function deployedTarget({ env, url }: Asked): Promise<OperatorTarget | string> {
  const given = process.env.OPERATOR_KEY?.trim();
  const { appUrl, operatorKey } = url === undefined ? await stateFile(ROOT, env ?? 'production').read() : {};
  const at = url?.replace(/\/+$/, '') ?? appUrl;
  const key = given || operatorKey;
  if (at === undefined)
    return `Nothing was deployed from here${env === undefined ? '' : ` as ${env}`}: give --url and OPERATOR_KEY.`;
  return key ? { url: at, key } : 'Set OPERATOR_KEY in the environment.';
}

/** Whether there is one that was made from here. */
export const isDeployed = async (): Promise<boolean> =>
  (await stateFile(ROOT, 'production').read()).appUrl !== undefined;

/** The stack of `npm start`. */
export const startedTarget = (): Promise<OperatorTarget | string> =>
  localTarget(process.env.OPERATOR_KEY?.trim() ?? null);
